"""Bibliographies of other programs as records: one format a file, and ``reading`` tells them apart.

Comes in: text. Goes out: records in the fields of a study, and failures with their lines. Raises for no input.
"""
