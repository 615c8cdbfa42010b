"""The commands that editors use as they write: check, explain, rename, import, new, fix and verified.

Input is the content and the rules of ``content/``. Output is text for a terminal, for GitHub or for a program, and,
where requested, changed YAML.
"""
