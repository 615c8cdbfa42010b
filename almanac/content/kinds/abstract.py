"""Research abstracts: a study, its reference, and a plain summary under fixed headings.

Bibliographic fields follow CSL-JSON (Citation Style Language 1.0.2).
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from almanac.content.kinds import authorchecks
from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import Count, Day, Doi, Line, Pages, StrictBool, Text, VolumeNumber, WebAddress, Year
from almanac.content.kinds.notice import BEFORE_TITLE, STATUSES, Notice
from almanac.content.kinds.study_vocabulary import Method, People
from almanac.content.memo import alone

Checkable = Literal[
    "title",
    "authors",
    "year",
    "container",
    "volume",
    "issue",
    "pages",
    "article_number",
    "publisher",
    "doi",
    "findings",
]


class Author(Frozen):
    """A person (family and given names) or an organisation (its full name)."""

    family: Line | None = None
    given: Line | None = None
    suffix: Line | None = Field(default=None, description="What follows a person's name: Jr, III.")
    body: Line | None = Field(default=None, description="A corporate author, never split.")

    @model_validator(mode="after")
    def _person_or_body(self) -> Self:
        if (self.family is None) == (self.body is None):
            message = "an author is a person (family and given) or an organisation (body). Give one of the two."
            raise PydanticCustomError("author", message)
        return self

    @model_validator(mode="after")
    def _names_alone(self) -> Self:
        for name, advice in (
            (self.family, authorchecks.family(self.family, self.given) if self.family else ""),
            (self.given, authorchecks.given(self.given, self.family or "") if self.given else ""),
            (self.body, authorchecks.whole_name(self.body) if self.body else ""),
        ):
            if advice:
                raise PydanticCustomError("author", 'found "{found}". {advice}', {"found": name, "advice": advice})
        return self

    @property
    def short(self) -> str:
        """The family name, or an organisation's whole name."""
        return self.family or self.body or ""


class Uncertain(Frozen):
    """A field that could not be verified, and why."""

    field: Checkable
    note: Text


class Summary(Frozen):
    """What a study asked, did and found, in our own words."""

    asked: Text
    did: Text
    found: tuple[Text, ...] = Field(min_length=1)
    limits: Text | None = None
    means: Text = Field(description="What it means for practice: our reading, no more than the findings support.")
    applies: Text | None = Field(default=None, description="How far it applies in each UK nation.")


class Abstract(Entry):
    """One study or article."""

    type: Literal["article-journal", "article-magazine", "book", "chapter", "report", "thesis", "webpage"] = Field(
        description="CSL type."
    )
    title: Line
    authors: tuple[Author, ...] = Field(min_length=1)
    others: StrictBool = Field(default=False, description="True where there are more authors whom we do not know.")
    year: Year | None = None
    undated: StrictBool = Field(default=False, description="True where the document gives no year: it is cited as n.d.")
    month: Count | None = Field(default=None, le=12)
    day: Count | None = Field(default=None, le=31, description="Day of the month, where the publisher gives it.")
    container: Line | None = Field(default=None, description="Journal, magazine or book it is in.")
    volume: VolumeNumber | None = Field(default=None, description="Number of the volume alone, such as 52.")
    issue: VolumeNumber | None = Field(default=None, description="Number of the issue alone, such as 4 or 7-8.")
    pages: Pages | None = Field(default=None, description="First and last page with a plain hyphen: 443-461.")
    article_number: Line | None = Field(default=None, description="Number of an article without pages: e0257270.")
    editors: tuple[Author, ...] = Field(default=(), description="Editors of the book that a chapter is in.")
    degree: Line | None = Field(default=None, description="Degree that a thesis was written for: PhD.")
    publisher: Line | None = None
    doi: Doi | None = None
    url: WebAddress | None = Field(default=None, description="Publisher's or university's page, where there is no DOI.")
    accessed: Day | None = Field(
        default=None, description="The day the address was opened, where there is no DOI; none: the day it was checked."
    )
    notices: tuple[Notice, ...] = Field(default=(), description="Retraction, corrections and concerns, oldest first.")
    setting: Line | None = None
    population: Line | None = None
    people: tuple[People, ...] = Field(default=(), description="Who it is about, as readers choose it in the library.")
    sample: Line | None = Field(default=None, description="Participants or material, with numbers, in a few words.")
    method: Method
    sample_size: Count | None = None
    summary: Summary | None = None
    no_summary_yet: StrictBool = Field(
        default=False, description="True to publish the record of a study that nobody has summed up yet."
    )
    open_access: StrictBool | None = None
    verified: tuple[Checkable, ...] = Field(description="Fields seen on a page of the publisher or a university.")
    uncertain: tuple[Uncertain, ...] = ()
    cautions: tuple[Text, ...] = ()
    added: Day | None = Field(
        default=None,
        description="The day it joined the library, which never changes; none: the day it was checked.",
    )

    @property
    def added_on(self) -> dt.date:
        """The day it joined the library; if none is given, the day it was checked or first changed."""
        return self.added or min([self.checked, *(change.day for change in self.changed)])

    @property
    def updated(self) -> dt.date:
        """The day its substance last changed; checking it again without a change does not count."""
        return max([self.added_on, *(change.day for change in self.changed)])

    @model_validator(mode="after")
    def _year_or_undated(self) -> Self:
        if (self.year is None) != self.undated:
            message = "a study has a year, or says that it has none. Give year, or undated: true."
            raise PydanticCustomError("year", message)
        return self

    @model_validator(mode="after")
    def _summary_or_none_yet(self) -> Self:
        if (self.summary is None) != self.no_summary_yet:
            message = 'a study has a summary, or says that it has none yet. Write summary, or "no_summary_yet: true".'
            raise PydanticCustomError("summary", message)
        return self

    @model_validator(mode="after")
    def _real_day(self) -> Self:
        try:
            dt.date(self.year or dt.MAXYEAR, self.month or (0 if self.day else 1), self.day or 1)
            if self.month and not self.year:
                raise ValueError  # noqa: TRY301  (reported like any impossible day)
        except ValueError:
            message = "a day needs its month and year, and there must be such a day. Give all, or none."
            raise PydanticCustomError("wrong_date", message) from None
        return self

    @property
    def date_parts(self) -> list[int]:
        """Year, month and day, as far as they are known."""
        return [part for part in (self.year, self.month, self.day) if part]

    @property
    def year_shown(self) -> str:
        """The year as readers see it: ``2002``, or ``n.d.``."""
        return str(self.year) if self.year else "n.d."

    @property
    def accessed_on(self) -> dt.date | None:
        """The day on which its address was opened, if it is cited by address: a DOI needs no such day."""
        return (self.accessed or self.checked) if self.url and not self.doi else None

    @property
    def notice(self) -> Notice | None:
        """The most serious notice about it, and the latest of those: readers must know this before using the study."""
        grave = sorted(self.notices, key=lambda one: (-STATUSES.index(one.status), one.date))
        return grave[-1] if grave else None

    @property
    def title_with_notice(self) -> str:
        """The title, preceded by ``RETRACTED:`` or similar if it has a notice, where nothing else shows the notice."""
        return f"{BEFORE_TITLE[self.notice.status]}{self.title}" if self.notice else self.title

    @property
    def unverified(self) -> tuple[str, ...]:
        """The bibliographic fields that are given but were not seen on a page of the publisher or a university."""
        given = (name for name in get_args(Checkable) if name != "findings" and getattr(self, name))
        return tuple(name for name in given if name not in self.verified)

    @property
    def uncertain_fields(self) -> tuple[str, ...]:
        """The bibliographic fields that are given and uncertain, each once."""
        doubts = dict.fromkeys(doubt.field for doubt in self.uncertain if doubt.field != "findings")
        return tuple(name for name in doubts if getattr(self, name))

    @property
    def lacks_volume(self) -> bool:
        """Whether it is a journal article without a known volume, although most journals have volumes."""
        return self.type == "article-journal" and not self.volume

    @property
    def label(self) -> str:
        """The title, marked: no list, page or result may name a retracted study without saying so."""
        return self.title_with_notice

    @property
    def order(self) -> tuple[str | int, ...]:
        """Newest first, then by author and title."""
        return _order(self)


@alone  # studies are sorted for many lists and compared with one another
def _order(study: Abstract) -> tuple[str | int, ...]:
    return (-(study.year or 0), study.authors[0].short.casefold(), study.title.casefold())


ABSTRACT = Kind(
    name="abstract",
    plural="abstracts",
    folder="research",
    model=Abstract,
    risk=Risk.DOCUMENTS,
    column=Column.EVIDENCE,
    word="study",
    heading="Studies",
)
