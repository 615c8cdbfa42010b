"""Sources: the documents the Almanac uses, and how useful each is today."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds.base import Column, Entry, Kind, Risk
from almanac.content.kinds.fields import Line, PartialDate, Text, WebAddress

_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+")
"""An author called only "R.": without quotation marks, YAML splits "Allen, R." at the comma."""

_ONE_NAME = re.compile(r"[^\W\d_]+, [A-Z]\.")

SHELVES = ("founding document", "law and guidance", "web page", "cited work")


class Source(Entry):
    """One document."""

    title: Line = Field(description="Its title, as it was published. If nobody knows it, 'Untitled: cited as …'.")
    document: Line = Field(description="What type of document, such as position paper.")
    authors: tuple[Line, ...] = Field(default=(), description="People, as 'Family, Given', or organisations.")
    publisher: Line | None = None
    date: PartialDate | None = Field(default=None, description="When it was published, as exactly as is known.")
    dated_how: Text | None = Field(default=None, description="How the date is known, where it is not printed.")
    summary: Text = Field(description="What it is.")
    licence: Line = Field(description="What its owner allows, or that this is not known.")
    standing: Text = Field(description="How useful it is today.")
    beware: tuple[Text, ...] = Field(default=(), description="Points to watch when reading it.")
    taken: Text = Field(description="What the Almanac has taken from it.")
    web: WebAddress | None = Field(default=None, description="Where its publisher keeps it, if it may be linked.")
    shelf: Literal["founding document", "law and guidance", "web page", "cited work"] = "founding document"

    @field_validator("authors")
    @classmethod
    def _are_whole_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for before, initials in pairwise(names):
            if _INITIALS.fullmatch(initials) and "," not in before:
                message = (
                    'found "{family}" and "{initials}" as two authors. Put the name in quotes: "{family}, {initials}".'
                )
                raise PydanticCustomError("author", message, {"family": before, "initials": initials})
        for name in names:
            if len(_ONE_NAME.findall(name)) > 1:
                message = 'found "{name}" as one author. Put each name in quotes of its own, with commas between them.'
                raise PydanticCustomError("author", message, {"name": name})
        return names

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def untitled(self) -> bool:
        """Whether its title is unknown, so that it is named by how it was cited."""
        return self.title.casefold().startswith("untitled:")

    @property
    def order(self) -> tuple[str | int, ...]:
        """By shelf, then oldest first."""
        return (SHELVES.index(self.shelf), self.date or "9999", self.title.casefold())


SOURCE = Kind(
    name="source",
    plural="sources",
    folder="sources",
    model=Source,
    risk=Risk.DOCUMENTS,
    column=Column.EVIDENCE,
    word="source",
    heading="Sources",
)
