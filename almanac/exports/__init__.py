"""A Library to what other programs read, one format a file; ``api`` names them all.

Input: a Library. Output: text or bytes. Writes nothing, and knows no template of a page.
"""
