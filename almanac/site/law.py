"""What a provision's page shows besides the entry: brief answers, other nations, comparison tables and studies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import InBrief, Provision
from almanac.content.model import Library
from almanac.site import urls
from almanac.site.comparison import ANSWERS, TableLayout, answers, comparison_tables
from almanac.site.entrylinks import EntryLink, entry_link
from almanac.site.research import TopicStudies
from almanac.site.situations import ToCall

_LIMITS = ("how_long", "time_limit")  # what a reader needs first
_HELPERS = 2  # the page gives contacts in one line, not as a list


@dataclass(frozen=True)
class LawPage:
    """What a provision's page shows besides the entry.

    Attributes:
        briefs: for each power, its name (empty for the provision itself) and its brief answers as label and text.
        elsewhere: provisions on the same matter in other nations.
        tables: the comparison tables that include it.
        studies: the pages of studies on its topics.
        limits: how long each power lasts, and by when to act. The label names the power if the entry has several.
        helpers: the first related organisations that a reader can call.
    """

    briefs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    elsewhere: tuple[EntryLink, ...]
    tables: tuple[TableLayout, ...]
    studies: tuple[TopicStudies, ...]
    limits: tuple[tuple[str, str], ...]
    helpers: tuple[ToCall, ...]


_LASTS = re.compile(r"(?:up to )?(?:\d+|[a-z]+) (?:hour|day|week|month|year)s?\b", re.IGNORECASE)
_UNCONFIRMED = "not confirmed"


def durations(entry: Provision) -> tuple[tuple[str, str], ...]:
    """How long each power of a provision lasts, in a few words: ``("Section 4: emergency", "up to 72 hours")``.

    Only an answer that begins with a time has one. A time that is not confirmed says so.
    """
    found = []
    for brief in entry.in_brief:
        text = brief.how_long or ""
        if lasts := _LASTS.match(text):
            doubt = f" ({_UNCONFIRMED})" if _UNCONFIRMED in text else ""
            found.append((brief.name or entry.label, lasts[0].lower() + doubt))
    return tuple(found)


def law_page(library: Library, entry: Provision) -> LawPage:
    """What a provision's page shows besides the entry."""
    ref = f"provision/{entry.key}"
    briefs = tuple((brief.name or "", found) for brief in entry.in_brief if (found := _at_a_glance(brief)))
    elsewhere = in_other_nations(library, ref)
    return LawPage(
        briefs,
        tuple(entry_link(library, other) for other in elsewhere),
        comparison_tables(entry),
        tuple(_studies(library, entry)),
        tuple(_limits(entry)),
        tuple(itertools.islice(_helpers(library, ref), _HELPERS)),
    )


def _at_a_glance(brief: InBrief) -> tuple[tuple[str, str], ...]:
    """The brief answers that the short answer does not already give, so that a page gives each only once."""
    first = {ANSWERS[field] for field in _LIMITS}
    return tuple((label, text) for label, text in answers(brief) if label not in first)


def _limits(entry: Provision) -> Iterator[tuple[str, str]]:
    for brief in entry.in_brief:
        power = f"{brief.name}: " if len(entry.in_brief) > 1 and brief.name else ""
        for field in _LIMITS:
            if text := getattr(brief, field):
                yield power + (ANSWERS[field].lower() if power else ANSWERS[field]), text


def _helpers(library: Library, ref: str) -> Iterator[ToCall]:
    """Related organisations that a reader can call today."""
    for other in library.links.related(ref):
        body = library.entries[other]
        if isinstance(body, Organisation) and body.contactable and body.phones:
            yield ToCall(body.phones[0].number, body.name, urls.page_path(other))


def _studies(library: Library, entry: Provision) -> Iterator[TopicStudies]:
    for key in entry.topics:
        found = [link for link in library.links.back.get(f"term/{key}", ()) if link.field == "topics"]
        count = sum(isinstance(library.entries[link.source], Abstract) for link in found)
        if count:
            yield TopicStudies(library.get(f"term/{key}").label, urls.study_group("topic", key), count)


def in_other_nations(library: Library, ref: str) -> list[str]:
    """The provisions related to this one that share no nation with it, in the Library's order."""
    nations = set(library.get(ref).nations)
    related = (other for other in library.links.related(ref) if isinstance(library.entries[other], Provision))
    found = (other for other in related if not nations & set(library.get(other).nations))
    return sorted(found, key=library.rank.__getitem__)
