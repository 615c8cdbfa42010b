"""The Almanac: YAML entries in, a cross-linked Library, pages and a verdict out."""
