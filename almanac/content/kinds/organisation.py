"""Organisations: who they are, whether they still are, and how to reach them.

Shaped so that HSDS 3 (Open Referral's Human Services Data Specification) can
be written from it: names, status, identifiers, phones, website, who is served.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import Email, Line, OrganisationRef, Phone, Text, WebAddress, When, Yes

State = Literal["active", "renamed", "merged", "closed", "unknown"]
Confidence = Literal["confirmed", "probable", "known, not confirmed", "stated in the source only", "unknown"]
Serves = Literal[
    "carers",
    "families",
    "people who use services",
    "people with lived experience",
    "policy makers",
    "practitioners",
    "researchers",
    "service managers",
    "students and educators",
    "the public",
]


Sort = Literal[
    "charity",
    "user-led organisation",
    "government or public body",
    "NHS body",
    "council or local service",
    "regulator",
    "professional body",
    "network or partnership",
    "university or research body",
    "journal or publisher",
    "international body",
    "not identified",
]
Offers = Literal[
    "advice and information",
    "advocacy",
    "care and treatment",
    "helpline",
    "peer support",
    "campaigning and influence",
    "research and evidence",
    "publications",
    "guidance and standards",
    "training and education",
    "professional membership",
    "registration and inspection",
    "workforce development",
    "policy and funding",
]


class Status(Frozen):
    """Whether the body still exists, since when, and what came after it."""

    state: State = Field(description="'renamed' means active under the name of this entry.")
    since: When | None = Field(default=None, description="When it came to this state, as far as known.")
    successors: tuple[OrganisationRef, ...] = Field(default=(), description="What took its place.")
    note: Text | None = Field(default=None, description="What happened, in a sentence.")
    confidence: Confidence = Field(description="How sure we are of the state.")

    @property
    def stands(self) -> bool:
        """Whether the body is known to exist today."""
        return self.state in ("active", "renamed")

    @property
    def ended(self) -> bool:
        """Whether the body is known to exist no more."""
        return self.state in ("merged", "closed")


class Website(Frozen):
    """A web address. A historic one is shown as text and never linked."""

    address: WebAddress
    historic: Yes = Field(default=False, description="True where the address no longer serves the body.")


class CharityNumber(Frozen):
    """A number in one of the three charity registers of the UK."""

    number: Line
    register_of: Literal["England and Wales", "Scotland", "Northern Ireland"]


class Telephone(Frozen):
    """A number to call, with what it is for and when."""

    number: Phone
    purpose: Line
    hours: Line | None = None
    seen: When | None = Field(default=None, description="When the evidence for the number is from.")


class Organisation(Entry):
    """One body: charity, public body, journal, network or programme."""

    name: Line
    abbreviation: Line | None = None
    former_names: tuple[Line, ...] = ()
    sort: Sort = Field(description="What sort of body, as readers choose it in the directory.")
    body: Line = Field(description="The same in a few words of its own.")
    summary: Text = Field(description="What it does or did, in our words.")
    status: Status
    website: Website | None = None
    charity_numbers: tuple[CharityNumber, ...] = ()
    phones: tuple[Telephone, ...] = ()
    emails: tuple[Email, ...] = ()
    serves: tuple[Serves, ...] = Field(default=(), description="Who it is or was for.")
    offers: tuple[Offers, ...] = Field(default=(), description="What it gives or gave them.")
    useful_link: Yes = Field(default=False, description="One of the twelve useful links of the 2008 briefing.")
    then: Text | None = Field(default=None, description="What the source said of it, in our words.")
    unknown: tuple[Line, ...] = Field(default=(), description="What was looked for and not found.")
    caution: Text | None = Field(default=None, description="What a reader must beware of.")

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def home(self) -> str:
        """The address of its own website, if the body and the address are known to serve today; or nothing."""
        return self.website.address if self.website and not self.website.historic and self.status.stands else ""


ORGANISATION = Kind(
    name="organisation",
    plural="organisations",
    folder="directory",
    model=Organisation,
    risk=Risk.BODIES,
    column=Column.HELP,
    word="organisation",
    heading="Organisations",
)
