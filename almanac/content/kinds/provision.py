"""Provisions: what one section, article, code or guideline says, for whom, and where to read it."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator

from almanac.content.kinds import datechecks
from almanac.content.kinds.base import Column, Entry, Frozen, Kind, Risk, SourcePlace
from almanac.content.kinds.fields import Day, EventReference, Line, SearchNames, StrictBool, Text, WebAddress
from almanac.content.kinds.validators import accept_unless
from almanac.content.letters import capitalised

Table = Literal["powers-to-detain", "advocates", "relatives-and-representatives", "carers"]

# Provisions that practitioners call by number: "section 2", "articles 12 to 15", "schedule A1".
_NUMBERED = re.compile(r"(?:Part \d+, )?((?:sections?|articles?|schedule) [\dA-Z][\w(), ]{0,20})")
_FIRST = re.compile(r"(?:sections?|articles?|regulations?) (\d+)([A-Z]*)")

_READ = "We read the text "
"""How a caution begins that is about the text we read, not about what a reader should do."""
_AS_AT = re.compile(r"We read the text as it stood on (\d{1,2} [A-Z][a-z]+ \d{4})")

# Abbreviations of the words that begin a place in the law.
_SHORT = {
    "s": "section", "sec": "section", "ss": "sections", "secs": "sections", "art": "article", "arts": "articles",
    "reg": "regulation", "regs": "regulations", "sch": "schedule",
}  # fmt: skip
_WORDS = {"section", "sections", "article", "articles", "regulation", "regulations", "schedule"}


def _written_out(text: str) -> str:
    """Say what to write instead of a place in the law that is abbreviated or is only a number."""
    if text[:1].isdecimal():
        return f"Write what it is before its number: section {text}."
    found = re.fullmatch(r"([A-Za-z]+)\.? ?(\d.*)", text)
    word = found[1].lower() if found else ""
    full = _SHORT.get(word, word if word in _WORDS else "")
    return f"Write {full} {found[2]}." if found and full and full != found[1] else ""


class Statement(Frozen):
    """One thing that the law says, and how sure we are of it."""

    text: Text
    confidence: Literal["confirmed", "known", "unknown"] = Field(
        default="confirmed",
        description="'known' where no page or text that we saw says it; 'unknown' where we could not find out.",
    )


class Ahead(Frozen):
    """A change that is not yet in force, kept apart from current law."""

    proposed: StrictBool = Field(
        default=False,
        description="True for reviews, reports, cases and proposals: what may change. Else it is enacted, and waits.",
    )
    text: Text = Field(description="What would change, and what is known of when.")
    sources: tuple[SourcePlace, ...] = Field(min_length=1, description="Where the change is set out.")
    looked: Day = Field(description="The day somebody last checked whether it had come into force.")


class InBrief(Frozen):
    """The answers a reader looks for first. A provision with two powers has two of these."""

    name: Line | None = Field(default=None, description="What this power or right is called; else the title is used.")
    table: Table | None = Field(default=None, description="The comparison table it is a row of.")
    who_decides: Text | None = None
    who_agrees: Text | None = Field(default=None, description="Whose agreement or recommendation is needed.")
    grounds: Text | None = None
    how_long: Text | None = Field(default=None, description="How long it lasts; never by when something must be done.")
    time_limit: Text | None = Field(default=None, description="By when something must be done or applied for.")
    when: Text | None = Field(
        default=None, description="When it can be used or must be done, if that is no time limit."
    )
    renewable: Text | None = None
    challenge: Text | None = Field(default=None, description="How the person, or somebody for them, can challenge it.")
    safeguards: Text | None = None
    who_for: Text | None = Field(default=None, description="Who has the right or qualifies.")
    arranged_by: Text | None = Field(default=None, description="Who must arrange it.")
    gives: Text | None = Field(default=None, description="What they can do, or what the person gets.")
    how_chosen: Text | None = Field(default=None, description="How it is decided who acts.")
    how_changed: Text | None = Field(default=None, description="How that can be changed.")


class Provision(Entry):
    """One provision or rule."""

    act: Line = Field(description="Name of the Act, Order, Code, guideline or case it is in, with its year.")
    law: EventReference | None = Field(
        default=None, description="The entry of that Act, as event/key, where there is one."
    )
    provision: Line = Field(description="Where in it: section 2, articles 12 to 15, schedule A1, whole Act.")
    title: Line = Field(description="What it is about, in plain words.")
    also: SearchNames = ()
    standing: Literal["law", "Code of Practice", "court ruling", "guidance", "policy"] = Field(
        default="law", description="What kind of authority it has."
    )
    force: Literal["in force", "partly in force", "not yet in force"] = "in force"
    summary: Line = Field(description="The answer in a sentence, ours.")
    in_brief: tuple[InBrief, ...] = Field(default=(), description="Who, on what grounds, how long, how to challenge.")
    statements: tuple[Statement, ...] = Field(min_length=1, description="What it says, in our words.")
    duties: tuple[Statement, ...] = Field(default=(), description="What social workers, AMHPs, MHOs or ASWs must do.")
    rights: tuple[Statement, ...] = Field(default=(), description="What the person, or those close to them, can do.")
    since: Text | None = Field(default=None, description="Since when it has been in force in this form.")
    ahead: Ahead | None = Field(default=None, description="What would change, but is not in force.")
    official: WebAddress = Field(description="The official text.")
    confidence: Literal["confirmed", "known"] = Field(description="'confirmed' if each statement is.")
    cautions: tuple[Text, ...] = Field(default=(), description="What a reader must check or not confuse.")

    @property
    def as_at(self) -> str:
        """The day of the text that we read, if the cautions give it: ``25 March 2025``. Empty if they do not."""
        found = _AS_AT.search(" ".join(" ".join(caution.split()) for caution in self.what_we_read))
        return found[1] if found else ""

    @property
    def marked(self) -> bool:
        """Whether a statement, duty or right is marked as not confirmed on its page."""
        return any(part.confidence != "confirmed" for part in (*self.statements, *self.duties, *self.rights))

    @property
    def what_we_read(self) -> tuple[str, ...]:
        """The cautions on which text we read. A page shows them with how sure we are."""
        return tuple(caution for caution in self.cautions if caution.startswith(_READ))

    @property
    def other_cautions(self) -> tuple[str, ...]:
        """The cautions that change what a reader does."""
        return tuple(caution for caution in self.cautions if not caution.startswith(_READ))

    @field_validator("provision")
    @classmethod
    def _is_written_out(cls, place: str) -> str:
        return accept_unless(place, _written_out(place))

    @field_validator("since")
    @classmethod
    def _is_in_words(cls, since: str | None) -> str | None:
        return since and accept_unless(since, datechecks.in_words(since))

    @property
    def label(self) -> str:
        """The title, preceded by the number if practitioners say it: ``Section 2: Detention for assessment``."""
        numbered = _NUMBERED.fullmatch(self.provision)
        if not numbered or self.force == "not yet in force":
            return self.title
        return f"{capitalised(numbered[1])}: {self.title}"

    @property
    def place(self) -> str:
        """Where it is in its Act, as readers cite it; empty if it is the whole Act."""
        return "" if self.provision.startswith("whole") else self.provision

    @property
    def citation(self) -> str:
        """The Act and the place in it: ``Mental Health Act 1983, section 2``."""
        return f"{self.act}, {self.place}" if self.place else self.act

    @property
    def order(self) -> tuple[str | int, ...]:
        """By Act, then in the order of its sections."""
        first = _FIRST.search(self.provision)
        return (
            self.act.casefold(),
            int(first[1]) if first else 0,
            first[2] if first else "",
            self.provision,
            self.label,
        )


PROVISION = Kind(
    name="provision",
    plural="provisions",
    folder="law",
    model=Provision,
    risk=Risk.LAW,
    column=Column.LAW,
    word="law",
    heading="Law",
)
