"""The Almanac: turns YAML entries into a cross-linked library, the pages of a site, and a report of problems."""
