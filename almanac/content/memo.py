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
    """Keep what a function makes of an entry while the entry lives; it may depend on nothing else that changes.

    A server reads the content after each edit, and nearly every entry is the same object as before (``lastread``).
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
