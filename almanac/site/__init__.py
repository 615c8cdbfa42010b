"""Turns a Library into the HTML of pages and lists.

Takes a Library and the frames that a theme has drawn, and returns text. Writes no files, and depends neither on
MkDocs nor on how the YAML was read.
"""
