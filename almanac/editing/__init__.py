"""What editors call while they write: check, explain, rename, import, new, fix, and the record of what was verified.

Comes in: the content and the rules of ``content/``. Goes out: words for a
terminal, for GitHub or for a program, and changed YAML where it was asked for.
"""
