"""Everything after the theme has drawn: finish the site, check it, put it in place of the old one, serve it.

Comes in: a project's folder. Goes out: ``site/``, whole or not at all. Knows MkDocs as a command only.
"""
