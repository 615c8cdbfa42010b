"""What the system does for us and what it refuses: other programs, locks, a full disk, a port in use.

Input: a command, a path, an error. Output: an answer, or a sentence. Independent of the Almanac.
"""
