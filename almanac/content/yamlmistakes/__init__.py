"""Explain why a file is not valid YAML: given its text and the parser's error, find the line and say what to write.

This package knows the names of fields, but nothing about the values they take, other files or how a file is parsed.
"""
