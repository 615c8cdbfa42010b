"""The answer shown above the results when a query names one entry: its summary line, key facts and further links.

All of it comes from the entry and its links. Nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Any

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import InBrief, Provision
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.letters import capitalised
from almanac.content.model import Library, once
from almanac.site import needs, urls, words
from almanac.site.comparison import ANSWERS
from almanac.site.law import law_page
from almanac.site.research import Shelf, shelves
from almanac.site.summary import summary_line

_LOOKED_UP = (
    "who_decides",
    "who_for",
    "who_agrees",
    "how_long",
    "time_limit",
    "when",
    "renewable",
    "gives",
    "how_chosen",
)
_MOST_FACTS = 4
_MOST_VALUES = 3
_MOST_LAW = 4

Fact = tuple[str, str]
"""A label and its value."""
Way = tuple[str, str, str]
"""A further link: its text, its path from the site root, and the nation it is for, or an empty string."""


def answer(library: Library, ref: str) -> dict[str, Any]:
    """The answer shown at the top when a query names an entry, as ``line``, ``facts`` and ``links``."""
    entry = library.get(ref)
    return {
        "line": summary_line(entry),
        "facts": list(_facts(entry))[:_MOST_FACTS],
        "links": list(dict.fromkeys(_links(entry, library, ref))),
    }


@singledispatch
def _facts(entry: Entry) -> Iterable[Fact]:  # noqa: ARG001  (the kinds below need it)
    """The facts that people look up for this kind of entry; none for most kinds."""
    return ()


@_facts.register
def _(entry: Provision) -> Iterator[Fact]:
    yield "Set out in", f"{_act(entry)}: {entry.provision}"
    if entry.force != "in force":
        yield "Status", capitalised(entry.force)
    several = len(entry.in_brief) > 1
    found = [
        (f"{label}: {brief.name}" if several and brief.name else label, text)
        for brief in entry.in_brief
        for label, text in _looked_up(brief)
    ]
    # few fit, so those that are looked up most come first, for every power
    yield from sorted(found, key=lambda fact: not fact[0].startswith(ANSWERS["how_long"]))


def _act(entry: Provision) -> str:
    """Its Act, with the nations that it applies in unless the Act says so itself. A search result shows it too."""
    nations = words.listed(entry.nations)
    return entry.act if f"({nations})" in entry.act else f"{entry.act} ({nations})"


def _looked_up(brief: InBrief) -> list[Fact]:
    """Who decides, how long and by when, for one power or right, or else the first two answers that people look up."""
    held = [(ANSWERS[name], text) for name in _LOOKED_UP if (text := getattr(brief, name))]
    wanted = [
        (ANSWERS[name], text) for name in ("who_decides", "how_long", "time_limit") if (text := getattr(brief, name))
    ]
    return wanted or held[:2]


@_facts.register
def _(entry: Organisation) -> Iterator[Fact]:
    doubt = words.doubt(entry.status)
    yield "Status", (doubt or words.state(entry.status)).capitalize()
    if not entry.contactable:
        return
    for phone in entry.phones:
        yield "Telephone", f"{phone.number}: {words.call(phone)}"
    for text in entry.texts:
        yield "Text", words.text_line(text)
    if entry.website and not entry.website.historic:
        yield "Website", entry.website.address
    if entry.nations:
        yield "Covers", words.listed(entry.nations)


@_facts.register
def _(entry: UrgentHelp) -> Iterator[Fact]:
    if entry.number:
        yield "Telephone", entry.number
    if entry.text:
        yield "Text", f"{entry.keyword} to {entry.text}" if entry.keyword else entry.text
    yield "Hours", entry.hours
    yield "Covers", words.listed(entry.nations)


@_facts.register
def _(entry: Abstract) -> Iterator[Fact]:
    place = words.in_volume(entry)
    yield "Reference", f"{words.authors(entry)} ({entry.year_shown}) {entry.title}.{f' {place}.' if place else ''}"
    yield "Method", entry.method.capitalize()
    if entry.notice:
        yield "Notice", words.notice_line(entry.notice)


@_facts.register
def _(entry: Term) -> Iterator[Fact]:
    if entry.superseded_by:
        yield "Now", entry.superseded_by.note
    if entry.caution:
        yield "Point to watch", entry.caution


@_facts.register
def _(entry: Figure) -> Iterator[Fact]:
    for value in entry.values[-_MOST_VALUES:]:
        yield value.label, words.number(value.value)
    yield "What is counted", f"{entry.unit}, {words.when(entry.year)}"


@_facts.register
def _(entry: LocalHelp) -> Iterator[Fact]:
    for finder in entry.finders:
        yield words.listed(finder.nations), finder.how


@singledispatch
def _links(entry: Entry, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    """Further links from an entry; none for most kinds."""
    return iter(())


@_links.register
def _(entry: Term, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    yield from _studies(library, (entry.key,)) if entry.key in _shelves(library, "topic") else _nearest(library, entry)
    helping = [need for _, need in library.all_of(Need) if entry.key in need.topics]
    if len(helping) == 1:
        yield from _help(library, helping[0])
    else:  # to list every nation of each need would be too long
        yield from ((f"Find help: {need.name}", urls.page_path(f"need/{need.key}"), "") for need in helping)
    yield from _law(library, entry.key)


@_links.register
def _(entry: Provision, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    for link in law_page(library, entry).elsewhere:
        title = link.label.partition(": ")[2] or link.label  # without its number, which means little in another nation
        yield _way_to_law(title, link.path, link.nations.split("|"))
    yield from _studies(library, entry.topics[:1])


@_links.register
def _(entry: Need, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    yield from _help(library, entry)
    yield from _studies(library, entry.topics[:1])


@_links.register
def _(entry: Organisation, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    for key in entry.needs:
        yield f"All organisations for this need: {library.get(f'need/{key}').label}", urls.page_path(f"need/{key}"), ""


@_links.register
def _(entry: Abstract, library: Library, ref: str) -> Iterator[Way]:  # noqa: ARG001
    yield from _studies(library, entry.topics[:2])


@once
def _shelves(library: Library, by: str) -> dict[str, Shelf]:
    return {shelf.slug: shelf for shelf in shelves(library, by)}


def _studies(library: Library, keys: Iterable[str]) -> Iterator[Way]:
    """The pages of studies on the given topics, for topics that have studies."""
    held = _shelves(library, "topic")
    for shelf in (held[key] for key in keys if key in held):
        count = len(shelf.studies)
        yield (f"All {count} studies on {shelf.name}" if count > 1 else f"The study on {shelf.name}"), shelf.path, ""


def _nearest(library: Library, entry: Term) -> Iterator[Way]:
    """The studies on a term's broader term or first topic, for a term that no study is about."""
    held = _shelves(library, "topic")
    shelf = next((held[key] for key in (entry.broader, *entry.topics) if key in held), None)
    if shelf:
        yield (
            f"Studies on {shelf.name}, {len(shelf.studies)} in all (none is listed under {entry.name})",
            shelf.path,
            "",
        )


def _law(library: Library, key: str) -> Iterator[Way]:
    """Provisions on a topic, with their nations. Those that have it as their first topic come first."""
    found = [
        (entry.topics.index(key), library.rank[ref], ref, entry)
        for ref, entry in library.all_of(Provision)
        if key in entry.topics
    ]
    for _, _, ref, entry in sorted(found, key=lambda one: one[:2])[:_MOST_LAW]:
        yield _way_to_law(entry.title, urls.page_path(ref), entry.nations)


def _way_to_law(title: str, path: str, nations: Sequence[str]) -> Way:
    """A link to law, which is for one nation only if no other has it: all its readers must see it."""
    named = words.listed(nations)
    return f"{named}: {title}" if named else title, path, nations[0] if len(nations) == 1 else ""


@once
def _nations(library: Library, kind: str) -> dict[str, tuple[needs.InNation, ...]]:
    """The organisations that help in each nation, by the path of each need's page."""
    return {shown.link.path: shown.nations for shown in needs.table(library)} if kind == "need" else {}


def _help(library: Library, need: Need) -> Iterator[Way]:
    """Links to where a reader can find help with a need, by nation."""
    path = urls.page_path(f"need/{need.key}")
    for place in _nations(library, "need")[path]:
        if place.helpers:
            yield f"Find help in {place.nation}", f"{path}#{place.anchor}", place.nation
