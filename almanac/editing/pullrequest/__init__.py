"""Describe a pull request in words: one job compares untrusted content, and another writes the comment from the result.

``almanac compare`` writes its findings as JSON (``comparison``). ``almanac comment`` accepts such a file from anybody,
runs nothing of the pull request, and turns it into Markdown that can contain nothing but text.
"""
