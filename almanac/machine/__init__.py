"""Everything to do with the operating system: other programs, locks, a full disk, a port in use.

Input: a command, a path, an error. Output: an answer, or a sentence. Independent of the Almanac.
"""
