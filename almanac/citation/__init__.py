"""A study as CSL, and its reference in Harvard and APA.

Input: a study. Output: a CSL item and formatted references. Knows no page and no file format.
"""
