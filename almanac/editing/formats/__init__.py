"""Parsers for the bibliographies of other programs: a module for each format, which ``detection`` tells apart.

Input is text. Output is records in the fields of a study, and failures with their lines. No input raises an exception.
"""
