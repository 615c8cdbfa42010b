"""The site without a network: the service worker that keeps pages in a browser, and the edition that opens from disk.

Both are made from a built site and from what is found in it.
"""
