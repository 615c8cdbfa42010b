"""Everything that follows the theme: finish the site, check it, swap it in for the old one, and serve it.

Input: a project's folder. Output: ``site/``, complete or not at all. This package runs MkDocs only as a command.
"""
