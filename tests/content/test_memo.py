"""What is derived from an entry alone is computed once, and released with the entry."""

from __future__ import annotations

import gc
import weakref

from almanac.content.kinds import Entry
from almanac.content.kinds.term import Term
from almanac.content.memo import alone
from almanac.content.model import Library


def test_what_is_made_of_an_entry_is_made_once_and_for_that_entry_only(tiny: Library) -> None:
    made = []

    @alone
    def name(term: Term) -> str:
        made.append(term.key)
        return term.name

    first = tiny.entries["term/wick"]
    assert isinstance(first, Term)
    other = first.model_copy(update={"name": "flame"})
    assert [name(first), name(other), name(first), name(other)] == [first.name, "flame", first.name, "flame"]
    assert len(made) == 2


def test_nothing_is_kept_of_an_entry_that_is_gone(tiny: Library) -> None:
    class Thing:
        pass

    @alone
    def thing(_: Entry) -> Thing:
        return Thing()

    copy = tiny.entries["term/wick"].model_copy()
    made = weakref.ref(thing(copy))
    assert thing(copy) is made()
    del copy
    gc.collect()
    assert made() is None
