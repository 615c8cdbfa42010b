"""Notices about a study after its publication: a correction, an expression of concern or a retraction."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from almanac.content.kinds.base import Frozen
from almanac.content.kinds.fields import Doi, Line, PartialDate, Text, WebAddress

Status = Literal["retracted", "expression of concern", "corrected"]
"""The most serious first: a study that was corrected and then retracted is retracted."""

STATUSES: tuple[Status, ...] = ("retracted", "expression of concern", "corrected")
# Prefixes of the title where nothing else can show the notice, in the form that publishers use.
BEFORE_TITLE: dict[Status, str] = {
    "retracted": "RETRACTED: ",
    "expression of concern": "Expression of concern: ",
    "corrected": "Corrected: ",
}
# What a reference calls the notice (APA 7, section 10.1, example 16, is a retraction).
NAMES: dict[Status, str] = {
    "retracted": "Retraction",
    "expression of concern": "Expression of concern",
    "corrected": "Correction",
}


class Notice(Frozen):
    """A notice by the publisher that a study was retracted or corrected, or that there is concern about it."""

    status: Status = Field(description="What the notice says of the study.")
    date: PartialDate = Field(description="When the notice was published: a year, a month or a day.")
    notice: Line | None = Field(
        default=None, description="Where it was published, as a reference says it: Lamp Quarterly, 38(10), 1378."
    )
    doi: Doi | None = Field(default=None, description="DOI of the notice, not of the study.")
    url: WebAddress | None = Field(default=None, description="Address of the notice, where it has no DOI.")
    reason: Text | None = Field(default=None, description="Why, as the notice says, in our words.")

    @property
    def year(self) -> str:
        """The year of the notice."""
        return self.date[:4]
