"""What is worked out of one entry alone, kept as long as the entry lives."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import TypeVar

from almanac.content.kinds import Entry

AnEntry = TypeVar("AnEntry", bound=Entry)
Made = TypeVar("Made")


def alone(function: Callable[[AnEntry], Made]) -> Callable[[AnEntry], Made]:
    """Mark what is made of an entry, and of nothing else that may change, as worth keeping.

    A server reads the content again after each edit, and nearly every entry is the one that it had (``lastread``).
    """
    held: dict[int, tuple[weakref.ref[AnEntry], Made]] = {}

    @functools.wraps(function)
    def kept(entry: AnEntry) -> Made:
        number = id(entry)
        if number not in held or held[number][0]() is not entry:
            made = function(entry)
            held[number] = weakref.ref(entry, lambda _: held.pop(number, None)), made
        return held[number][1]

    return kept
