"""What an entry is found by, and the JavaScript that makes the index and asks it (``js/``).

Input: a Library and a built site. Output: the index beside the pages. Independent of MkDocs.
"""
