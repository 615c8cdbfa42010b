"""Converts a study to CSL and formats its reference in Harvard and APA.

Takes a study and returns a CSL item and formatted references. Depends on no page and no export format.
"""
