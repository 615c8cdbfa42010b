"""How sure we are of an entry: a short label by its title, and how much of a study we read."""

from __future__ import annotations

import re

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract, Summary
from almanac.content.kinds.event import Event
from almanac.content.kinds.provision import Provision
from almanac.content.letters import capitalised
from almanac.site import words

# This sentence is worded alike in every summary. It appears at the top of the page, so it is removed further down.
_READ = re.compile(r"Based on [^.;]+; we have not read the full (?:paper|report|book|text)\.")


def chip(entry: Entry) -> str:
    """The label by the title: ``Checked 21 November 2026``, after a warning if not everything is confirmed.

    A summary of law that was made from a dated text says so: ``Law as at 25 March 2025, checked 21 November 2026``.
    """
    doubt = "not all confirmed" if is_doubtful(entry) else ""
    text = f"law as at {entry.as_at}" if isinstance(entry, Provision) and entry.as_at else ""
    return capitalised(", ".join(filter(None, (doubt, text, f"checked {words.day(entry.checked)}"))))


def is_doubtful(entry: Entry) -> bool:
    """Whether part of an entry is not confirmed. Organisations do not count: they say so beside their summary."""
    match entry:
        case Abstract():
            return bool(entry.uncertain) or (entry.summary is not None and "findings" not in entry.verified)
        case Provision() | Event():
            return entry.confidence != "confirmed"
    return False


def read_how(study: Abstract) -> str:
    """What to know before the findings: whether we read the paper, and whether we have seen the findings on a page."""
    limits = " ".join((study.summary.limits or "").split()) if study.summary else ""
    found = _READ.search(limits)
    doubts = [doubt.note for doubt in study.uncertain if doubt.field == "findings"]
    unseen = "We have not seen these findings on a page of the publisher or a university."
    said = doubts or ([unseen] if study.summary and "findings" not in study.verified else [])
    return " ".join([*([found[0]] if found else []), *(_sentence(one) for one in said)])


def limits(summary: Summary) -> str:
    """The limitations of a study without the sentence that ``read_how`` has already given."""
    return " ".join(_READ.sub("", " ".join((summary.limits or "").split())).split())


def _sentence(text: str) -> str:
    text = capitalised(text)
    return text if text.endswith((".", "?", "!")) else f"{text}."
