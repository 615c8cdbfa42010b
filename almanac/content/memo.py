"""Cache what is derived from one object alone, such as an entry, for as long as the object lives."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def alone(function: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """Cache a function's result for each argument for as long as the argument lives.

    The result must depend on nothing else that changes. A server reads the content again after each edit, and nearly
    every entry and file is the same object as before (``entrycache``, ``yamlfile.cache``).
    """
    results: dict[int, tuple[weakref.ref[Thing], Made]] = {}

    @functools.wraps(function)
    def kept(thing: Thing) -> Made:
        number = id(thing)
        if number not in results or results[number][0]() is not thing:
            made = function(thing)
            results[number] = weakref.ref(thing, lambda _: results.pop(number, None)), made
        return results[number][1]

    return kept
