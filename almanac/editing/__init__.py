"""What editors call to write YAML: import, new, fix, and what to compare the library with.

Comes in: the content, and files of other programs. Goes out: words for a terminal, and changed YAML where it was
asked for; entries that need no change stay as they are, byte for byte.
"""
