"""A Library out to the HTML of pages and lists.

Input: a Library and frames drawn by a theme. Output: text. Writes nothing, and knows neither MkDocs nor how the
YAML was read.
"""
