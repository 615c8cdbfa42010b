"""What an entry is found by, and the JavaScript that makes the index and asks it (``js/``).

Comes in: a Library and a built site. Goes out: the index beside the pages. Knows nothing of MkDocs.
"""
