"""What others wrote, as one harmless line: for messages, terminals and logs.

The only place that makes it so. A line break would begin a line of its own, an
escape would reach the terminal, a mark of direction would turn the message
round, and ``::error::`` or ``##[group]`` would be a command for a CI runner.
"""

from __future__ import annotations

MOST = 500
"""Characters of a text that are shown; of a longer one, its beginning and its end."""

_QUOTED = 60  # characters of a text that a message quotes

# How a runner is told what to do: GitHub "::name::" and "##[name]", Azure "##vso[", TeamCity "##teamcity[".
_COMMANDS = (("::", r":\x3a"), ("##", r"#\x23"))


def printable(text: str, most: int = MOST) -> str:
    """A text on one line, at most so long, in which whatever is no visible sign is written as its code."""
    plain = _shortened(text, most)
    plain = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in plain)
    for command, harmless in _COMMANDS:
        plain = plain.replace(command, harmless)
    return _shortened(plain, 2 * most)


def beginning(text: str) -> str:
    """A text as a message quotes it: of a long one its beginning, with a sign that more follows."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def printable_lines(text: str) -> str:
    """A text of several lines, each of them harmless."""
    return "\n".join(printable(line, 4 * MOST) for line in text.split("\n"))


def _shortened(text: str, most: int) -> str:
    """The beginning and the end of a long text: its end says what to write instead."""
    end = most // 3
    return text if len(text) <= most else f"{text[: most - end - 3]} … {text[-end:]}"
