"""A Library to what other programs read, one format a file; ``api`` names them all.

Comes in: a Library. Goes out: text or bytes. Writes nothing, and knows no template of a page.
"""
