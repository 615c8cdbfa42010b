"""What is worked out of one thing alone, such as an entry, kept as long as the thing lives."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def alone(function: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """Keep what a function makes of a thing while the thing lives; it may depend on nothing else that changes.

    A server reads the content after each edit, and nearly every entry and file is the same object as before
    (``lastread``, ``yamlcache``).
    """
    held: dict[int, tuple[weakref.ref[Thing], Made]] = {}

    @functools.wraps(function)
    def kept(thing: Thing) -> Made:
        number = id(thing)
        if number not in held or held[number][0]() is not thing:
            made = function(thing)
            held[number] = weakref.ref(thing, lambda _: held.pop(number, None)), made
        return held[number][1]

    return kept
