"""Everything after the theme has drawn: finish the site, check it, put it in place of the old one, serve it.

Input: a project's folder. Output: ``site/``, whole or not at all. Knows MkDocs as a command only.
"""
