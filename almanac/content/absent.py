"""Tell which file of a folder is absent: one named after the first letters of its keys, such as g-to-k.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_lowercase

_LETTERS = re.compile(r"^(.*/)([a-z])-to-([a-z])\.yaml$")


def file_of(keys: Iterable[str], files: Iterable[str]) -> str:
    """Return the file that must be absent, if it alone has all these keys; empty if no file is known to be."""
    named = {found.groups() for file in set(files) if (found := _LETTERS.match(file))}
    covered = {letter for _, first, last in named for letter in ascii_lowercase if first <= letter <= last}
    wanted = {key[:1] for key in keys}
    if not named or not wanted or wanted & covered or not wanted <= set(ascii_lowercase):
        return ""
    first, last = min(wanted), max(wanted)
    while first > "a" and chr(ord(first) - 1) not in covered:
        first = chr(ord(first) - 1)
    while last < "z" and chr(ord(last) + 1) not in covered:
        last = chr(ord(last) + 1)
    between = [letter for letter in ascii_lowercase if first <= letter <= last]
    folder = next(iter(named))[0]
    return "" if covered & set(between) else f"{folder}{first}-to-{last}.yaml"
