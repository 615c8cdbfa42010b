"""A point in a set: what messages and standards have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from almanac.content.kinds.base import Entry
from almanac.content.kinds.fields import Count, Line, Text


class PointOfSet(Entry):
    """One point in a set, at its place.

    Subclasses define ``SETS``, which maps the key of each set to the name that readers see, in the order of the sets.
    They also define ``set``, with those keys as its values. Points of a single sentence are read together on one page.
    ``SHARED_PAGES`` names that page, in the kind's folder, for sets without a page for each point.
    """

    SETS: ClassVar[Mapping[str, str]]
    SHARED_PAGES: ClassVar[Mapping[str, str]] = {}

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
        """The name of the set that readers see."""
        return self.SETS[self.set]

    @property
    def shared_page(self) -> str:
        """The name of the page that shows the whole set; empty if each point has its own page."""
        return self.SHARED_PAGES.get(self.set, "")

    @property
    def order(self) -> tuple[str | int, ...]:
        """By set, then by number."""
        return (list(self.SETS).index(self.set), self.number)
