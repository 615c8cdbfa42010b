"""The site without a network: the worker that keeps pages in a browser, and the edition that opens from a disk.

Both are made of a site that is built, and of what is found in it.
"""
