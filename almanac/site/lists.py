"""Lists of entries as prose pages show them: plain, by letter, by year or by set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from almanac.content.freshness import Due
from almanac.content.kinds import Entry
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.figure import Figure, Value
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.point import PointOfSet
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import THEMES, Situation
from almanac.content.kinds.standard import Standard
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.problem import did_you_mean
from almanac.site import charts, urls, words
from almanac.site.entrylinks import EntryLink, LinkGroup, entry_link
from almanac.site.headings import ASIDE, LETTERS, ORDERS, OTHERS, aside, by_alphabet, nation_and_act, place_of_nation
from almanac.site.law import durations
from almanac.site.research import Shelf, name_sort_key
from almanac.site.summary import link_counts

_FARTHEST = 72
"""The distance between the centres of the two circles of the first stage. They touch at 48, twice their radius."""
_NOT_IN_ANCHORS = re.compile(r"[^\w\s!$&'*+;=:@/?.~-]")
"""Characters left out of anchors: those that a fragment may not contain (RFC 3986, section 3.5), commas, brackets."""
FigureSources = list[tuple[EntryLink, str]]
"""The documents that a figure comes from, and the place in each."""


def groups(library: Library, kind: str, by: str = "", only: str = "") -> tuple[LinkGroup, ...]:
    """All entries of a kind, with or without headings. With headings, the entries that few readers look for come last.

    Args:
        library: the Library.
        kind: name of the kind.
        by: a key of ``ORDERS``; empty for one list without headings.
        only: ``contactable`` keeps the organisations that a reader can contact today, and ``useful links`` the twelve
            of the 2008 briefing. ``with a page`` keeps entries with a page of their own. The names of sets,
            separated by commas, keep those sets. Empty keeps everything.

    Raises:
        LookupError: for an unknown kind, order or choice. For a kind or order, the message suggests the nearest name.
    """
    if by not in ORDERS:
        raise LookupError(f'no list goes by "{by}".{did_you_mean(by, ORDERS)}')
    chosen = [pair for pair in library.of(kind) if not only or _kept(library, *pair, only)]
    if not chosen:
        advice = 'Write "contactable", "useful links", "with a page", or the name of a set.'
        raise LookupError(f'no {kind} is kept by "{only}". {advice}')
    if by == "nation":
        size = Counter(nation_and_act(entry) for _, entry in chosen)
        chosen.sort(key=lambda pair: (place_of_nation(pair), -size[nation_and_act(pair[1])]))
    held: dict[str, list[str]] = {}
    for ref, entry in sorted(chosen, key=by_alphabet) if by == "letter" else chosen:
        held.setdefault((by and aside(entry)) or ORDERS[by](entry), []).append(ref)
    names = anchors(held)
    return tuple(
        LinkGroup(names[heading], heading, _links(library, held[heading]), folded=heading in ASIDE)
        for heading in sorted(held, key=ASIDE.__contains__)
    )


def _links(library: Library, refs: Iterable[str]) -> tuple[EntryLink, ...]:
    return tuple(sorted((entry_link(library, ref) for ref in refs), key=_late))


def law(library: Library) -> tuple[LinkGroup, ...]:
    """Every provision, by nation and Act. The heading gives those, so each link adds how long its power lasts.

    Several powers are on the link's line, each with its time. Law that is not yet in force says so instead.
    """
    entries = {urls.page_path(ref): entry for ref, entry in library.all_of(Provision)}
    return tuple(
        replace(group, items=tuple(_with_durations(shown, entries[shown.path]) for shown in group.items))
        for group in groups(library, "provision", "nation")
    )


def _with_durations(shown: EntryLink, entry: Provision) -> EntryLink:
    if entry.force != "in force":
        return replace(shown, fact=entry.force, line="")
    match durations(entry):
        case [(_, lasts)]:
            return replace(shown, fact=lasts, line="")
        case several:
            return replace(shown, fact="", line="; ".join(f"{name}, {lasts}" for name, lasts in several))


def _late(shown: EntryLink) -> bool:
    """Sort key that moves entries whose check is overdue below the rest, which stay in order."""
    return shown.late


def _kept(library: Library, ref: str, entry: Entry, only: str) -> bool:
    if only == "with a page":
        return not urls.shared_page(library, ref)
    if isinstance(entry, Organisation):
        return (entry.useful_link and only == "useful links") or (entry.contactable and only == "contactable")
    return isinstance(entry, PointOfSet) and entry.set in only.split(",")


def anchors(headings: Iterable[str]) -> dict[str, str]:
    """A unique anchor for each heading of a page. If two headings would share one, the second has a number added."""
    made: dict[str, str] = {}
    for heading in headings:
        plain = "-".join(_NOT_IN_ANCHORS.sub("", heading.lower()).split())
        free = (f"{plain}-{number}" if number > 1 else plain for number in count(1))
        made[heading] = next(anchor for anchor in free if anchor not in made.values())
    return made


def letter_index(found: tuple[LinkGroup, ...]) -> tuple[tuple[str, str], ...]:
    """Every letter with the anchor of its group. The anchor is empty if no name begins with that letter."""
    anchors = {group.heading: group.name for group in found}
    return tuple((letter, anchors.get(letter, "")) for letter in LETTERS)


SituationRow = tuple[EntryLink, str]
"""A link to a situation, and a count of what it links to."""


def situations(library: Library) -> tuple[SituationRow, ...]:
    """All situations, the most common first."""
    return tuple(row for _, row in _situations(library))


def situations_by_theme(library: Library) -> tuple[tuple[str, tuple[SituationRow, ...]], ...]:
    """All situations under the headings of their themes. Those without a theme come last."""
    held: dict[str, list[SituationRow]] = {theme: [] for theme in (*THEMES, "More situations")}
    for theme, row in _situations(library):
        held[theme or "More situations"].append(row)
    return tuple((theme, tuple(rows)) for theme, rows in held.items() if rows)


def _situations(library: Library) -> Iterator[tuple[str | None, SituationRow]]:
    for ref, entry in library.all_of(Situation):
        yield entry.theme, (entry_link(library, ref), link_counts(entry))


# Labels of the filters whose names do not explain themselves.
LABELS = {
    "need": "Help with",
    "serves": "Who it is for",
    "sort": "Type of organisation",
    "offers": "What it offers",
    "status": "Current status",
    "contact": "How to contact it",
}


def filters(found: tuple[LinkGroup, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The filters that suit a list: name, label, and the values that occur, in order."""
    occurring: dict[str, set[str]] = {}
    for group in found:
        for shown in group.items:
            for name, values in shown.facets:
                occurring.setdefault(name, set()).update(filter(None, values.split("|")))
    return tuple(
        (name, LABELS.get(name, name.capitalize()), tuple(sorted(values, key=_in_order)))
        for name, values in occurring.items()
        if len(values) > 1
    )


def _in_order(value: str) -> tuple[int, str]:
    """Sort key: alphabetical, except that the status of organisations begins with what most readers look for."""
    return (words.TODAY.index(value) if value in words.TODAY else 0, value)


def timeline(library: Library) -> charts.Timeline:
    """The timeline of all events."""
    return charts.timeline(entry for _, entry in library.all_of(Event))


def figures(library: Library) -> tuple[tuple[Figure, tuple[charts.Bar, ...], EntryLink, str, FigureSources], ...]:
    """All figures with bars, link, table's path and sources: the newest first, and those that do not add up last."""
    found = sorted(
        library.all_of(Figure), key=lambda pair: (pair[1].doubtful, pair[1].chart == "none", -int(pair[1].year[:4]))
    )
    return tuple(
        (
            entry,
            charts.bars(entry),
            entry_link(library, ref),
            urls.companion_file(ref, "csv"),
            [(entry_link(library, f"source/{made.source}"), made.at) for made in entry.sources],
        )
        for ref, entry in found
    )


def lowest_and_highest(library: Library, ref: str) -> tuple[Value, Value]:
    """The lowest and the highest value of a figure; LookupError if ref is not a figure."""
    entry = library.get(ref)
    if not isinstance(entry, Figure):
        raise LookupError(f'"{ref}" is not a figure.')  # noqa: TRY004  (a wrong name in a page)
    ordered = sorted(entry.values, key=lambda value: value.value)
    return ordered[0], ordered[-1]


def continuum_stages(library: Library) -> tuple[tuple[EntryLink, int], ...]:
    """The stages of the continuum, each with the distance between the centres of its two circles."""
    found = [ref for ref, entry in library.all_of(Standard) if entry.set == "continuum"]
    steps = max(len(found) - 1, 1)
    return tuple((entry_link(library, ref), _FARTHEST * (steps - step) // steps) for step, ref in enumerate(found))


def urgent(library: Library) -> tuple[tuple[str, tuple[tuple[UrgentHelp, EntryLink, Due], ...]], ...]:
    """The urgent contacts of each nation of the UK, with their link and when their check is due."""
    contacts = [(entry, entry_link(library, ref), library.due[ref]) for ref, entry in library.all_of(UrgentHelp)]
    contacts.sort(key=lambda row: _late(row[1]))
    return tuple((nation, tuple(row for row in contacts if nation in row[0].nations)) for nation in NATIONS_OF_UK)


def by_letter(found: tuple[Shelf, ...]) -> tuple[tuple[str, tuple[Shelf, ...]], ...]:
    """Authors or journals by initial letter. Names that begin with no letter come last."""
    held: dict[str, list[Shelf]] = {}
    for shelf in sorted(found, key=lambda shelf: not name_sort_key(shelf.name)[0]):
        held.setdefault(name_sort_key(shelf.name)[0][:1].upper() or OTHERS, []).append(shelf)
    return tuple((letter, tuple(shelves)) for letter, shelves in held.items())
