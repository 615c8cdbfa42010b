"""``almanac admin``: forms for editors with a clone of the repository, provided by Decap CMS on their own machine.

Decap expects every entry to be a small file of its own, such as ``terms/amhp.json``. There are no such files. We make
them from ``content/`` on request (``formdata``). When one is saved, only the differences are written into the YAML
(``yamledit``), once the check has passed. So nothing depends on how Decap writes files. ``widgets`` makes its
configuration from the models, ``actions`` answers its requests, and ``decap`` fetches it.
"""
