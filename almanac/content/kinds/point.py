"""A point of a set: what messages and standards have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from almanac.content.kinds.base import Entry
from almanac.content.kinds.fields import Count, Line, Text


class PointOfSet(Entry):
    """One point of one set, at its place.

    Subclasses give ``SETS``, the key of each set to what a reader calls it, in
    the order in which sets stand, and ``set`` with those keys as its values. Points
    of a sentence each are read together: ``GATHERED`` gives the name of the page
    in the kind's folder for the sets that have no page for each point.
    """

    SETS: ClassVar[Mapping[str, str]]
    GATHERED: ClassVar[Mapping[str, str]] = {}

    set: str
    number: Count = Field(description="Its place in the set, from 1.")
    title: Line = Field(description="The point in a few words, ours.")
    statement: Text = Field(description="The point in a sentence or two, ours.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def set_name(self) -> str:
        """What a reader calls the set."""
        return self.SETS[self.set]

    @property
    def gathered(self) -> str:
        """The name of the page on which its set is read; empty where each point has a page of its own."""
        return self.GATHERED.get(self.set, "")

    @property
    def order(self) -> tuple[str | int, ...]:
        """By set, then by number."""
        return (list(self.SETS).index(self.set), self.number)
