"""Read YAML into a checked and cross-linked Library, or report every problem at once.

The input is ``content/``; ``load.load`` returns a ``model.Library``. This package knows nothing about pages, the
site's addresses or export formats.
"""
