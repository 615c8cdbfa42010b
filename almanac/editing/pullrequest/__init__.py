"""A pull request in words: compared where nothing is trusted, and told where nothing of it is run.

``almanac compare`` writes what it found as JSON (``told``); ``almanac comment`` takes such a file from anybody, and
makes Markdown of it that can say nothing but words.
"""
