"""Exports a Library in the formats that other programs read, one module for each format. ``api`` lists all the files.

Takes a Library and returns text or bytes. Writes no files, and uses no page templates.
"""
