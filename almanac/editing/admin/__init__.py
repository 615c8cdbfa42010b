"""``almanac admin``: forms for editors who have a clone, by Decap CMS, on their own machine.

To Decap every entry is a small file of its own, ``terms/amhp.json``. There are
no such files: we make them from ``content/`` when they are asked for
(``shape``), and of one that is saved only what differs is written into the
YAML (``edited``), after the check. So nothing depends on how Decap writes.
``widgets`` makes its configuration from the models, ``actions`` answers its
requests, and ``decap`` fetches it.
"""
