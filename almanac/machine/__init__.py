"""What the system does for us and what it refuses: other programs, locks, a full disk, a port in use.

Comes in: a command, a path, an error. Goes out: an answer, or a sentence. Knows nothing of the Almanac.
"""
