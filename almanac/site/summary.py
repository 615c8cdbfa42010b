"""How lists present an entry: the line that says what it is, and the key fact beside its name."""

from __future__ import annotations

import re
from functools import singledispatch
from statistics import median

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.event import Event
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.message import Message
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.source import Source
from almanac.content.kinds.standard import Standard
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.letters import capitalised, counted
from almanac.content.model import Library
from almanac.site import words

# Short names of the sets, for lists that mix entries of several sets.
_SHORT = {
    "key": "2016 statement, key message",
    "practitioner": "2008 briefing, message",
    "valued": "what people value, point",
    "finding": "2008 briefing, finding",
    "statement": "2016 statement, point",
    "argument": "2010 paper, point",
    "experience": "experience of social workers",
    "workforce": "workforce survey, point",
    "think-ahead": "case for Think Ahead, point",
    "voice": "named voice",
    "resource": "named resource",
    "principle": "2010 paper, principle",
    "practice": "2010 paper, practice",
    "support": "2010 paper, support",
    "continuum": "2010 paper, stage",
    "partnership": "2010 paper, issue",
    "integration": "2010 paper, mark of integration",
    "ethic": "2002 code of ethics, point",
}


NO_SUMMARY = "No summary yet: nobody has summed up this study for the Almanac."


@singledispatch
def summary_line(entry: Entry) -> str:
    """The one line that says what an entry is: its summary, for a kind that has one."""
    return str(getattr(entry, "summary", entry.label))


@summary_line.register
def _(entry: Message) -> str:
    return entry.statement


@summary_line.register
def _(entry: Term) -> str:
    return entry.definition


@summary_line.register
def _(entry: Abstract) -> str:
    asked = entry.summary.asked if entry.summary else NO_SUMMARY
    return f"{words.few_authors(entry)}, {entry.year_shown}. {asked}"


@summary_line.register
def _(entry: Situation) -> str:
    return entry.in_short


@summary_line.register
def _(entry: Standard) -> str:
    return entry.statement


@summary_line.register
def _(entry: UrgentHelp) -> str:
    return f"{capitalised(entry.way)}. For: {entry.use}."


@singledispatch
def key_fact(entry: Entry, library: Library) -> str:  # noqa: ARG001  (the kinds below need it)
    """The fact that helps a reader decide whether to open an entry; empty for a kind without one."""
    return ""


@key_fact.register
def _(entry: Abstract, library: Library) -> str:  # noqa: ARG001
    return ", ".join(filter(None, (entry.year_shown, words.listed(entry.nations))))


@key_fact.register
def _(entry: Event, library: Library) -> str:  # noqa: ARG001
    return ", ".join(filter(None, (words.when(entry.date), words.listed(entry.nations))))


@key_fact.register
def _(entry: Provision, library: Library) -> str:  # noqa: ARG001
    force = "" if entry.force == "in force" else entry.force
    return ", ".join(filter(None, (entry.act, words.listed(entry.nations), force)))


@key_fact.register
def _(entry: Organisation, library: Library) -> str:
    if entry.status.exists:
        return "; ".join(filter(None, (words.listed(entry.nations), words.doubt(entry.status))))
    followed = [library.get(f"organisation/{key}").label for key in entry.status.successors]
    state = "status not known" if entry.status.state == "unknown" else words.state(entry.status)
    return state + (f", then {words.listed(followed)}" if followed else "")


@key_fact.register
def _(entry: Message, library: Library) -> str:  # noqa: ARG001
    return f"{_SHORT.get(entry.set, entry.set)} {entry.number}"


@key_fact.register
def _(entry: Standard, library: Library) -> str:  # noqa: ARG001
    if entry.set in entry.IN_FORCE:
        return words.across(entry.nations)  # current standards differ by nation, not by their place in a set
    return f"{_SHORT.get(entry.set, entry.set)} {entry.number}"


@key_fact.register
def _(entry: Figure, library: Library) -> str:  # noqa: ARG001
    return "does not add up" if entry.doubtful else words.when(entry.year)


@key_fact.register
def _(entry: UrgentHelp, library: Library) -> str:  # noqa: ARG001
    return words.listed(entry.nations)


@key_fact.register
def _(entry: Situation, library: Library) -> str:  # noqa: ARG001
    return "situation"


@key_fact.register
def _(entry: Term, library: Library) -> str:
    if not entry.superseded_by or not entry.superseded_by.term:
        return ""
    where = f" in {words.listed(entry.superseded_by.nations)}" if entry.superseded_by.nations else ""
    return f"later {library.get(f'term/{entry.superseded_by.term}').label}{where}"


@key_fact.register
def _(entry: Source, library: Library) -> str:  # noqa: ARG001
    return words.when(entry.date) if entry.date else ""


def link_counts(entry: Situation) -> str:
    """A count of what a situation links to: ``7 laws · 7 studies · 2 organisations``."""
    laws = {ref for row in entry.law for line in row.lines for ref in line.refs}
    counts = (
        (len(laws), "law", "laws"),
        (len({said.study for said in entry.evidence}), "study", "studies"),
        (len(entry.help), "organisation", "organisations"),
    )
    return " · ".join(counted(*count) for count in counts if count[0])


def sentence_length(library: Library) -> int:
    """The median number of words in a sentence of the entries' summary lines: reported to editors, never enforced."""
    sentences = (part for entry in library.entries.values() for part in re.split(r"[.?!]\s", summary_line(entry)))
    return int(median(len(sentence.split()) for sentence in sentences if sentence.strip()))
