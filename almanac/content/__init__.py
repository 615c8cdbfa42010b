"""YAML in, a checked and cross-linked Library out, or every problem at once.

Input: ``content/``. Output: ``load.load`` gives a ``model.Library``. Knows no page, no address of the site and no
format.
"""
