"""Quotation marks and apostrophes: curly on every page, nested in a reference."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?<![\w\u2019'])(?:\u2018|'(?=[^\W\d]))(?=\S)")
_CLOSING = re.compile(r"(?<=\S)(?:\u2019|')(?!\w)")
_INNER = str.maketrans("\u201c\u201d", "\u2018\u2019")
STRAIGHT = re.compile("[\"'`\u00b4]")
_NOT_APOSTROPHE = re.compile(r"(?<!\w)'|(?<=\d)'")
_AT_START = re.compile(r"(^|[\s(\[\u2013\u2014\u2018\u201c-])([\"'`\u00b4])(?!\d0s|s\b|\s|$)")


def curled(text: str) -> str:
    """Return a text with curly marks for straight ones. It is a guess, so a person must check it."""
    while (opened := _AT_START.sub(lambda at: at[1] + ("\u201c" if at[2] == '"' else "\u2018"), text)) != text:
        text = opened
    return STRAIGHT.sub(lambda mark: "\u201d" if mark[0] == '"' else "\u2019", text)


def with_apostrophes(text: str) -> str:
    """Return a text with its apostrophes curly, unless one of its straight marks may be something else."""
    return text if "'" not in text or _NOT_APOSTROPHE.search(text) else text.replace("'", "\u2019")


def nested(title: str) -> str:
    """Return a title to be put in single quotation marks: those within it become double, and apostrophes stay."""
    parts, at = [], 0
    while opening := _OPENING.search(title, at):
        closing = _closing(title, opening.end())
        if not closing:
            break
        inner = title[opening.end() : closing.start()].translate(_INNER)
        parts += [title[at : opening.start()], f"\u201c{inner}\u201d"]
        at = closing.end()
    return "".join([*parts, title[at:]])


def _closing(title: str, start: int) -> re.Match[str] | None:
    """Return the mark that closes a quotation, rather than an apostrophe after a plural."""
    following = _OPENING.search(title, start)
    found = list(_CLOSING.finditer(title, start, following.start() if following else len(title)))
    sure = (mark for mark in found if title[mark.start() - 1] != "s" or not re.match(r"\s", title[mark.end() :]))
    return next(sure, found[0] if found else None)
