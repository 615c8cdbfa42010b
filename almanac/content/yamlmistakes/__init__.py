"""Explain why a file is not valid YAML: from its text and the library's error to a line and what to write there.

This package knows the names of fields, but nothing about the values they take, other files or how a file is parsed.
"""
