"""The fields that every entry has, and the attributes that every kind of entry has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from almanac.content.kinds.fields import AnyRef, Day, Key, Line, Nation, RoleRef, SourceRef, StrictBool, TermRef, Text


class Frozen(BaseModel):
    """An immutable value that rejects unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourcePlace(Frozen):
    """Where a statement comes from: a document, and the place in it."""

    source: SourceRef = Field(description='Key of the document, an entry of "sources".')
    at: Line = Field(description="Place in it: chapter, section, page or item.")


class Changed(Frozen):
    """A change to an entry that readers should hear about."""

    day: Day = Field(description="The day of the change.")
    what: Text = Field(description="What changed and why, in a sentence.")


class Entry(Frozen):
    """One thing the Almanac states, with its sources and who last checked it.

    Subclasses define ``label``, the name a reader sees. They may define ``order``, the sort key among entries of the
    kind.
    """

    key: Key = Field(description="Stable name: the entry's permanent address.")
    sources: tuple[SourcePlace, ...] = Field(min_length=1, description="Documents and places this comes from.")
    checked: Day = Field(description="The day somebody last checked.")
    checked_how: Literal["source document", "archived page", "live site", "telephone"] = Field(
        description="What they looked at."
    )
    checked_by: Literal["founding editors", "editors", "maintainers"] = Field(
        default="founding editors", description="Who looked: a role, never a person."
    )
    nations: tuple[Nation, ...] = Field(default=(), description="Nations this applies to.")
    roles: tuple[RoleRef, ...] = Field(default=(), description="Role categories it belongs to, a to e.")
    topics: tuple[TermRef, ...] = Field(default=(), description="Terms it is about.")
    see: tuple[AnyRef, ...] = Field(default=(), description="Other entries, as kind/key.")
    searches: tuple[Line, ...] = Field(
        default=(),
        description="What people type who need this and do not know its name, in their own words. No page shows it.",
    )
    changed: tuple[Changed, ...] = Field(
        default=(), description="Changes that readers should hear about, newest first."
    )
    draft: StrictBool = Field(
        default=False,
        exclude=True,
        description="True while it is being written: it is not published, and the check says what is missing.",
    )
    was: tuple[Key, ...] = Field(default=(), description="Former keys; each still leads here.")

    @property
    def label(self) -> str:
        """The name a reader sees."""
        raise NotImplementedError

    @property
    def own_risk(self) -> Risk | None:
        """The risk class of this entry, if it differs from that of its kind; None for most."""
        return None

    @property
    def order(self) -> tuple[str | int, ...]:
        """Sort key among entries of the same kind."""
        return (self.label.casefold(),)


class Column(StrEnum):
    """The columns in which related entries are listed: four with a colour of their own, and the glossary."""

    EVIDENCE = "evidence"
    LAW = "law"
    ROLE = "role"
    HELP = "help"
    GLOSSARY = "words"


class Risk(StrEnum):
    """How soon a statement may stop being true; ``almanac.content.freshness`` sets how long each class is trusted."""

    URGENT = "urgent help"
    ORGANISATIONS = "organisations"
    LAW = "law and policy"
    FIGURES = "figures"
    DOCUMENTS = "studies and documents"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of entry: everything that differs between kinds, except its page.

    Attributes:
        name: singular, as in references (``role/e``) and problems.
        plural: name of its YAML file and of the list in it.
        folder: folder of its pages on the site.
        model: the model that validates an entry.
        risk: how soon its entries must be checked again.
        column: the column of "Related" that lists links to it.
        word: what a reader calls one, before the title.
        heading: what a reader calls several, in lists.
    """

    name: str
    plural: str
    folder: str
    model: type[Entry]
    risk: Risk
    column: Column
    word: str
    heading: str
