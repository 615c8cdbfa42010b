"""A Library out to the HTML of pages and lists.

Comes in: a Library and frames drawn by a theme. Goes out: text. Writes nothing, and knows neither MkDocs nor how the
YAML was read.
"""
