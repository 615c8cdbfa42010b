"""A study as CSL, and its reference in Harvard and APA.

Comes in: a study. Goes out: a CSL item and formatted references. Knows no page and no file format.
"""
