"""Organisations: who they are, whether they still exist, and how to reach them.

The model has what HSDS 3 (Open Referral's Human Services Data Specification) needs for an export: names, status,
identifiers, phones, website and who is served.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.identifiers import CharityRegisterName
from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk
from almanac.content.kinds.fields import (
    AnyRef,
    Email,
    Line,
    NeedRef,
    OrganisationRef,
    PartialDate,
    Phone,
    StrictBool,
    Text,
    TextCode,
    WebAddress,
)
from almanac.content.kinds.organisation_vocabulary import Offers, Serves, Sort, Way

CONFIRMED_FROM = 2023
"""The earliest year of evidence that still shows that an organisation exists today."""

State = Literal["active", "renamed", "merged", "closed", "unknown"]
Confidence = Literal["confirmed", "probable", "known, not confirmed", "stated in the source only", "unknown"]


class Status(Frozen):
    """Whether the organisation still exists, since when, what came after it, and how recent the evidence is."""

    state: State = Field(description="'renamed' means active under the name of this entry.")
    since: PartialDate | None = Field(default=None, description="When it came to this state, if known.")
    successors: tuple[OrganisationRef, ...] = Field(default=(), description="What took its place.")
    note: Text | None = Field(default=None, description="What happened, in a sentence.")
    confidence: Confidence = Field(description="How sure we are of the state.")
    seen: PartialDate | None = Field(
        default=None, description="Date of the newest page that shows this state; none where no such page has a date."
    )
    set_up_by: tuple[AnyRef, ...] = Field(
        default=(), description="The law in force that sets it up, as event/key: a court, tribunal or public body."
    )

    @property
    def exists(self) -> bool:
        """Whether the organisation is believed to exist today, on evidence of any age."""
        return self.state in ("active", "renamed")

    @property
    def closed_or_merged(self) -> bool:
        """Whether the organisation is known to have closed or merged."""
        return self.state in ("merged", "closed")

    @property
    def is_current(self) -> bool:
        """Whether it may be shown as available today, because the evidence is recent or a law in force sets it up."""
        return self.exists and (bool(self.set_up_by) or int((self.seen or "0")[:4]) >= CONFIRMED_FROM)


class Website(Frozen):
    """A web address. A historic one is shown as text and never linked."""

    address: WebAddress
    historic: StrictBool = Field(default=False, description="True where the address no longer serves the organisation.")
    seen: PartialDate | None = Field(default=None, description="When the evidence for the address is from.")


class CharityNumber(Frozen):
    """A number in one of the three charity registers of the UK."""

    number: Line
    register_of: CharityRegisterName


class Telephone(Frozen):
    """A number to call, with what it is for and when."""

    number: Phone
    purpose: Line
    hours: Line | None = None
    seen: PartialDate | None = Field(default=None, description="When the evidence for the number is from.")


class TextLine(Frozen):
    """A number to text, with the word to send."""

    number: TextCode
    keyword: Line | None = Field(default=None, description="The word to send, such as SHOUT.")
    purpose: Line
    hours: Line | None = None
    seen: PartialDate | None = Field(default=None, description="When the evidence for the number is from.")


class Access(Frozen):
    """A way to contact or use the organisation other than by telephone, if there is evidence of it."""

    way: Way
    note: Line | None = Field(default=None, description="What is known of it, such as its hours.")
    seen: PartialDate | None = Field(default=None, description="When the evidence is from.")


class Organisation(Entry):
    """One organisation: charity, public body, journal, network or programme."""

    name: Line
    abbreviation: Line | None = None
    former_names: tuple[Line, ...] = ()
    sort: Sort = Field(description="Type of organisation, as readers choose it in the directory.")
    body: Line = Field(description="The type, in a few words.")
    summary: Text = Field(description="What it does or did, in our words.")
    status: Status
    website: Website | None = None
    charity_numbers: tuple[CharityNumber, ...] = ()
    phones: tuple[Telephone, ...] = ()
    texts: tuple[TextLine, ...] = Field(default=(), description="Numbers to text.")
    emails: tuple[Email, ...] = ()
    access: tuple[Access, ...] = Field(default=(), description="Text, chat, sign language, Welsh and other ways.")
    needs: tuple[NeedRef, ...] = Field(default=(), description="What people can contact it for.")
    who: Line | None = Field(default=None, description="Who can use it, as it follows 'For'; more exact than serves.")
    serves: tuple[Serves, ...] = Field(default=(), description="Who it is or was for.")
    offers: tuple[Offers, ...] = Field(default=(), description="What it offers or offered them.")
    useful_link: StrictBool = Field(default=False, description="One of the twelve useful links of the 2008 briefing.")
    then: Text | None = Field(default=None, description="What the source said of it, in our words.")
    unknown: tuple[Line, ...] = Field(default=(), description="What we looked for and did not find.")
    caution: Text | None = Field(default=None, description="What readers should be careful about.")

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, its abbreviation and its former names."""
        return tuple(filter(None, (self.name, self.abbreviation, *self.former_names)))

    @property
    def identity_known(self) -> bool:
        """Whether we know which organisation it is."""
        return self.sort != "not identified"

    @property
    def current_website(self) -> str:
        """The address of its own website, if both the website and the organisation are believed active; or empty."""
        return self.website.address if self.website and not self.website.historic and self.status.exists else ""

    @property
    def contactable(self) -> bool:
        """Whether readers can contact it today: confirmed, listed under a need, and with a way to reach it."""
        return (
            self.status.is_current
            and bool(self.needs)
            and bool(self.current_website or self.phones or self.texts or self.emails)
        )


ORGANISATION = Kind(
    name="organisation",
    plural="organisations",
    folder="directory",
    model=Organisation,
    risk=Risk.ORGANISATIONS,
    column=Column.HELP,
    word="organisation",
    heading="Organisations",
)
