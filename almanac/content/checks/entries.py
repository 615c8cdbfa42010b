"""Rules for entries of every kind, and for the kinds that have few rules of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import get_args

from almanac.content.checks.finding import Finding, walk_texts
from almanac.content.kinds import BY_NAME, Entry
from almanac.content.kinds.base import Frozen
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.message import Message
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.source import Source
from almanac.content.kinds.standard import Standard
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import key_of, kind_of, ref_in_words
from almanac.content.reservedtext import reserved_text

_HAVE_COME = ("in force", "partly in force", "superseded", "repealed", "past event")
# Ids already used in the frame of every page or on the page of figures. A link to one of them would lead to the figure
# instead.
FRAME_IDS = ("content", "sections", "search-box", "people", "posts", "where-does-your-area-stand")


def every_entry_is_linked(library: Library) -> Iterator[Finding]:
    """Every entry is linked to another one, and every source is used by an entry."""
    for ref, entry in library.entries.items():
        if isinstance(entry, Source):
            if not library.links.using_source(ref) and not library.links.is_related(ref):
                yield Finding(ref, (), "no entry uses this source. Name it under sources in an entry, or remove it.")
        elif not library.links.is_related(ref):
            yield Finding(ref, (), "this entry is linked to no other. Add roles, topics or see.")


def no_entry_refers_to_itself(library: Library) -> Iterator[Finding]:
    """No entry links to itself."""
    for ref, links in library.links.forward.items():
        for link in links:
            if link.target == ref and not ref.startswith("source/"):
                key = key_of(ref)
                yield Finding(ref, (link.field,), "this leads back to the same entry. Remove it.", word=key)


def former_keys_are_free(library: Library) -> Iterator[Finding]:
    """No former key is the key, or a former key, of another entry."""
    taken = Counter(library.entries.keys())
    taken.update(_former(library))
    for ref, entry in library.entries.items():
        for index, key in enumerate(entry.was):
            if taken[f"{kind_of(ref)}/{key}"] > 1:
                whose = "is the entry's own key" if key == entry.key else "belongs to another entry"
                yield Finding(ref, ("was", index), f'"{key}" {whose}. Remove it here.')


def _former(library: Library) -> Iterator[str]:
    for ref, entry in library.entries.items():
        yield from (f"{kind_of(ref)}/{key}" for key in entry.was)


def no_date_of_a_check_is_in_the_future(library: Library) -> Iterator[Finding]:
    """No date of a check, a change, a sighting or a past event is in the future."""
    tomorrow = library.tomorrow
    for ref, entry in library.entries.items():
        if entry.checked > tomorrow:
            yield Finding(ref, ("checked",), f'found "{entry.checked}", a date in the future. Correct the date.')
        for index, change in enumerate(entry.changed):
            if change.day > tomorrow:
                yield Finding(
                    ref, ("changed", index, "day"), f'found "{change.day}", a date in the future. Correct the date.'
                )
        for path, told in _days_of_the_past(entry):
            if told > tomorrow.isoformat()[: len(told)]:
                yield Finding(ref, path, f'found "{told}", which is in the future. Correct the date.')


def _days_of_the_past(entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    """Yield the path and value of each year, month or day on which something was seen or happened."""
    if isinstance(entry, (Organisation, LocalHelp)):
        yield from _seen(entry, ())
    if isinstance(entry, Organisation):
        yield ("status", "since"), entry.status.since or ""
    elif isinstance(entry, UrgentHelp):
        yield ("evidence_from",), entry.evidence_from or ""
    elif isinstance(entry, Event) and entry.force in _HAVE_COME:
        yield ("date",), entry.date


def no_page_was_seen_after_the_check(library: Library) -> Iterator[Finding]:
    """No page was seen after the day on which its entry was last checked, because seeing it was part of a check."""
    tomorrow = library.tomorrow.isoformat()
    for ref, entry in library.entries.items():
        for path, seen in _seen(entry, ()) if isinstance(entry, (Organisation, LocalHelp)) else ():
            if entry.checked.isoformat()[: len(seen)] < seen <= tomorrow[: len(seen)]:
                message = f'found "{seen}", after the day under checked, {entry.checked}. Correct one of the two.'
                yield Finding(ref, path, message)


def _seen(held: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(held, tuple):
        for index, item in enumerate(held):
            yield from _seen(item, (*path, index))
    elif isinstance(held, Frozen):
        for name, value in held:
            yield from [((*path, name), value or "")] if name == "seen" else _seen(value, (*path, name))


def numbers_of_a_set_are_one_to_n(library: Library) -> Iterator[Finding]:
    """Messages and standards of a set, situations, needs and local services are numbered 1, 2, 3 without a gap."""
    sets: dict[str, dict[str, int]] = defaultdict(dict)
    for ref, point in (*library.all_of(Message), *library.all_of(Standard)):
        sets[point.set][ref] = point.number
    sets["situations"] = {ref: entry.number for ref, entry in library.all_of(Situation)}
    sets["needs"] = {ref: entry.number for ref, entry in library.all_of(Need)}
    sets["local-helps"] = {ref: entry.number for ref, entry in library.all_of(LocalHelp)}
    for name, numbers in sets.items():
        yield from islice(_wrong_numbers(library, name, numbers), 1)  # the first may have caused the others


def _wrong_numbers(library: Library, name: str, numbers: dict[str, int]) -> Iterator[Finding]:
    free = min(set(range(1, len(numbers) + 1)) - set(numbers.values()), default=0)
    holder: dict[int, str] = {}
    for ref, number in numbers.items():
        other = holder.setdefault(number, ref)
        if other != ref:
            place = library.places[other]
            message = (
                f'found "{number}", which {ref_in_words(other)} has too ({place.file}, line {place.line}). '
                f'In the set "{name}", {free} is free. Write it in the one that you added or changed.'
            )
            yield Finding(ref, ("number",), message)
        elif not 1 <= number <= len(numbers):
            yield Finding(ref, ("number",), f'found "{number}". Write {free}, the next in the set "{name}".')


def doubtful_figures_are_not_drawn(library: Library) -> Iterator[Finding]:
    """A figure that does not add up has no chart, and a chart of parts of a whole has at least two parts."""
    for ref, entry in library.all_of(Figure):
        if entry.doubtful and entry.chart != "none":
            yield Finding(ref, ("chart",), 'a doubtful figure is not drawn: write "none".')
        if entry.chart == "parts of a whole" and len(entry.values) == 1:
            yield Finding(ref, ("chart",), 'one number is no part of a whole: write "none".')


def figures_leave_the_frame_its_ids(library: Library) -> Iterator[Finding]:
    """The key of a figure, its anchor on the page of figures, is not an id that every page already uses."""
    for ref, entry in library.all_of(Figure):
        if entry.key in FRAME_IDS:
            yield Finding(ref, ("key",), f'"{entry.key}" is the name of a part of every page. Choose another key.')


def no_text_looks_left_over(library: Library) -> Iterator[Finding]:
    """No text looks like an unfilled slot or an error message of the site itself."""
    for ref, entry in library.entries.items():
        for path, found in _left_over(entry):
            yield Finding(ref, path, f'"{found}" would look like a fault of the site. Write it in another way.')


@alone
def _left_over(entry: Entry) -> tuple[tuple[FieldPath, str], ...]:
    if not reserved_text(entry.model_dump_json()):  # nearly always: checking each text takes longer
        return ()
    return tuple((path, found) for path, text in walk_texts(entry, frozenset()) if (found := reserved_text(text)))


def letters_of_roles_differ(library: Library) -> Iterator[Finding]:
    """Each role category has its own letter, and its key is that letter."""
    for ref, entry in library.all_of(Role):
        if entry.key != entry.letter.lower():
            fits = entry.key.upper() in get_args(Role.model_fields["letter"].annotation)
            mend = f'found "{entry.letter}", but the key is "{entry.key}". Write {entry.key.upper()}.'
            rename = f'the key should be "{entry.letter.lower()}", as the letter is.'
            yield Finding(ref, ("letter",), mend if fits else rename)


def no_successor_or_broader_term_leads_back(library: Library) -> Iterator[Finding]:
    """No chain of successors or of broader terms is circular."""
    told: set[str] = set()
    for ref, _ in (*library.all_of(Organisation), *library.all_of(Term)):
        path = _back_to(library, ref)
        if len(path) > 1 and not told & set(path):
            told |= set(path)
            field = "status" if kind_of(ref) == "organisation" else "broader"
            way = ", ".join(f'"{step.partition("/")[2]}"' for step in path)
            yield Finding(ref, (field,), f"this comes back to itself by way of {way}. Break the circle.")


def _back_to(library: Library, ref: str) -> list[str]:
    """Return the path from an entry back to itself; empty if there is none."""
    ways = [[step] for step in _next(library, ref)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == ref:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, step] for step in _next(library, way[-1])]
    return []


def roles_are_linked_to_every_kind(library: Library) -> Iterator[Finding]:
    """A role category is linked to something of each kind that practitioners look for there."""
    wanted = ("abstract", "event", "message", "organisation", "situation", "standard", "term")
    held = [kind for kind in wanted if library.of(kind)]
    for ref, _ in library.all_of(Role):
        linked = {kind_of(other) for other in library.links.related(ref)}
        for kind in held:
            if kind not in linked:
                yield Finding(
                    ref, (), f"no {BY_NAME[kind].word} is linked to this role category. Add it to roles there.", "A11"
                )


def no_nation_is_named_beside_the_whole(library: Library) -> Iterator[Finding]:
    """No entry names both the UK and one of its nations, except a study, which may have been done in one of them."""
    for ref, entry in library.entries.items():
        parts = [nation for nation in entry.nations if nation in NATIONS_OF_UK]
        if "UK" in entry.nations and parts and kind_of(ref) != "abstract":
            message = f'found "UK" beside "{parts[0]}", which is a part of it. Keep one of the two.'
            yield Finding(ref, ("nations",), message, "A14")


def cited_works_are_linked(library: Library) -> Iterator[Finding]:
    """Every cited work is linked to an entry that uses it."""
    for ref, work in library.all_of(Source):
        linked = {kind_of(other) for other in library.links.related(ref)}
        if work.shelf == "cited work" and linked <= {"source", "term"}:
            yield Finding(ref, (), "no entry says what was taken from this work. Add it under see.", "A11")


def _next(library: Library, ref: str) -> Iterator[str]:
    entry = library.entries[ref]
    if isinstance(entry, Organisation):
        yield from (f"organisation/{key}" for key in entry.status.successors)
    if isinstance(entry, Term) and entry.broader:
        yield f"term/{entry.broader}"
