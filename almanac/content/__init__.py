"""YAML in, a checked and cross-linked Library out, or every problem at once.

Comes in: ``content/``. Goes out: ``load.load`` gives a ``model.Library``. Knows no page, no address of the site and no
format.
"""
