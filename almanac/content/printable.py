"""Turn text from elsewhere into one harmless line, for messages, terminals and logs.

Only this module does so. Unescaped, a line break would start a line of its own, and an escape sequence would reach the
terminal. A bidirectional control character would reverse the message. And ``::error::`` or ``##[group]`` would be a
command to a CI runner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_CHARACTERS = 500
"""The most characters of a text that are shown; a longer one is shortened to its beginning and its end."""

_QUOTED = 60  # the most characters of a text that a message quotes

# Prefixes of commands to CI runners: GitHub "::name::" and "##[name]", Azure "##vso[", TeamCity "##teamcity[".
_COMMANDS = (("::", r":\x3a"), ("##", r"#\x23"))


def printable(text: str, most: int = MAX_CHARACTERS) -> str:
    """Return a text on one line, at most ``most`` characters of it, with unprintable characters escaped."""
    plain = _without_middle(text, most)
    plain = "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in plain)
    for command, harmless in _COMMANDS:
        plain = plain.replace(command, harmless)
    return _without_middle(plain, 2 * most)


def shortened(text: str) -> str:
    """Return a text as a message quotes it, shortened with an ellipsis if it is long."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def in_quotes(text: str) -> str:
    """Return a text in the quotation marks that YAML needs around it, shortened as a message quotes it.

    Single ones take every text, with each apostrophe in it doubled. Double ones take no backslash.
    """
    if re.search(r'["\\]', text):
        return "'" + shortened(text).replace("'", "''") + "'"
    return f'"{shortened(text)}"'


def named(names: Sequence[str]) -> str:
    """Return names in quotation marks as a sentence lists them: ``"state", "seen" and "note"``."""
    *others, last = (f'"{name}"' for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def printable_lines(text: str) -> str:
    """Return a text of several lines with each of them made harmless."""
    return "\n".join(printable(line, 4 * MAX_CHARACTERS) for line in text.split("\n"))


def _without_middle(text: str, most: int) -> str:
    """Return the beginning and the end of a long text, because the end of a message says what to write instead."""
    end = most // 3
    return text if len(text) <= most else f"{text[: most - end - 3]} … {text[-end:]}"
