"""Decides what each entry can be found by, and holds the JavaScript that builds and queries the index (``js/``).

Takes a Library and a built site, and writes the index beside the pages. Independent of MkDocs.
"""
