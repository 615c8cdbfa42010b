"""Rules across entries. Each is a generator, its docstring is the rule, and ``RULES`` lists them all.

What one field can say for itself, its type says (``kinds/``); a reference
that leads nowhere is found there too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from almanac.content import lawchecks, organisationchecks, reservedtext
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.need import Need
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.point import PointOfSet
from almanac.content.kinds.role import Role
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.quotation import STRAIGHT, curled

Fault = tuple[str, tuple[str | int, ...], str]
"""The entry (``kind/key``), the field, and what to do."""


def run(library: Library) -> Iterator[Fault]:
    """Every fault that any rule finds."""
    for rule in RULES:
        yield from rule(library)


def every_entry_is_linked(library: Library) -> Iterator[Fault]:
    """Each entry is linked with another one; a source has something resting on it."""
    for ref, entry in library.entries.items():
        if isinstance(entry, Source):
            if not library.links.using_source(ref) and not library.links.related(ref):
                yield ref, (), "nothing rests on this source. Name it in an entry, or remove it."
        elif not library.links.related(ref):
            yield ref, (), "nothing goes with this entry. Add roles, topics or see."


def no_entry_refers_to_itself(library: Library) -> Iterator[Fault]:
    """An entry does not lead to itself."""
    for ref, links in library.links.forward.items():
        for link in links:
            if link.target == ref and not ref.startswith("source/"):
                yield ref, (link.field,), "this leads back to the same entry. Remove it."


def former_keys_are_free(library: Library) -> Iterator[Fault]:
    """A former key is not the key, or the former key, of another entry."""
    taken = Counter(library.entries.keys())
    taken.update(_former(library))
    for ref, entry in library.entries.items():
        for index, key in enumerate(entry.was):
            if taken[f"{ref.partition('/')[0]}/{key}"] > 1:
                yield ref, ("was", index), f'"{key}" belongs to another entry. Remove it here.'


def _former(library: Library) -> Iterator[str]:
    for ref, entry in library.entries.items():
        yield from (f"{ref.partition('/')[0]}/{key}" for key in entry.was)


def a_study_is_given_once(library: Library) -> Iterator[Fault]:
    """No two studies have one DOI: readers would take one study for two."""
    first: dict[str, str] = {}
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract) and study.doi:
            other = first.setdefault(study.doi.casefold(), ref)
            if other != ref:
                yield ref, ("doi",), f"{other.replace('/', ' ')} has the same DOI. Merge the two, or mend it."


def what_was_seen_is_given(library: Library) -> Iterator[Fault]:
    """A study names among the fields that were seen only those that it gives; its findings are its summary."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract):
            absent = [name for name in study.verified if name != "findings" and not getattr(study, name)]
            yield from (
                (ref, ("verified",), f'the study gives no "{name}". Give it, or take it out here.') for name in absent
            )


def quotation_marks_in_references_are_curly(library: Library) -> Iterator[Fault]:
    """What a reference is made of has no straight quotation mark: one reference would mix two kinds."""
    for ref, study in library.of("abstract"):
        if isinstance(study, Abstract):
            for place, text in _in_reference(study):
                if STRAIGHT.search(text):
                    advice = f"found a straight quotation mark or apostrophe. Write curly ones: {curled(text)}"
                    yield ref, place, advice


def _in_reference(study: Abstract) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("title", "container", "publisher"):
        yield (name,), getattr(study, name) or ""
    for role in ("authors", "editors"):
        for index, author in enumerate(getattr(study, role)):
            yield from (((role, index, part), getattr(author, part) or "") for part in ("family", "given", "body"))


def numbers_of_a_set_are_one_to_n(library: Library) -> Iterator[Fault]:
    """Messages and standards of a set, situations, needs and local services are numbered 1, 2, 3 without a gap."""
    count: Counter[str] = Counter()
    for ref, entry in (
        pair for kind in ("message", "standard", "situation", "need", "local-help") for pair in library.of(kind)
    ):
        if isinstance(entry, (PointOfSet, Situation, Need, LocalHelp)):
            of = entry.set if isinstance(entry, PointOfSet) else f"{ref.partition('/')[0]}s"
            count[of] += 1
            if entry.number != count[of]:
                yield ref, ("number",), f'"{entry.number}" should be {count[of]} in the set "{of}".'


def situations_say_the_law_of_each_nation(library: Library) -> Iterator[Fault]:
    """A situation has a row of law for each nation that it names, and for no other."""
    for ref, entry in library.of("situation"):
        if isinstance(entry, Situation):
            rows = {nation for row in entry.law for nation in row.nations}
            for nation in (nation for nation in entry.nations if nation not in rows):
                advice = f"there is no row for {nation}. Add its law, or say under not_held what we do not hold."
                yield ref, ("law",), advice
            for index, row in enumerate(entry.law):
                for nation in (nation for nation in row.nations if nation not in entry.nations):
                    advice = f"the entry does not name {nation}. Add it to the entry's nations, or remove it here."
                    yield ref, ("law", index, "nations"), advice


def situations_answer_in_three_sentences(library: Library) -> Iterator[Fault]:
    """What a situation says in short is three sentences at most."""
    for ref, entry in library.of("situation"):
        if isinstance(entry, Situation):
            count = len(re.findall(r"[.?!](?=\s|$)", entry.in_short))
            if count > 3:  # noqa: PLR2004  (its own description says so)
                advice = f"this is {count} sentences. Say the duty or time limit, and whom to call, in three at most."
                yield ref, ("in_short",), advice


def urgent_situations_have_a_contact_in_each_nation(library: Library) -> Iterator[Fault]:
    """A situation with risk has an urgent contact in each nation that it names."""
    contacts = [entry for _, entry in library.of("urgent-help") if isinstance(entry, UrgentHelp)]
    reached = {nation for contact in contacts if contact.rank != "listening" for nation in contact.nations}
    for ref, entry in library.of("situation"):
        if isinstance(entry, Situation) and entry.urgent:
            for nation in (nation for nation in entry.nations if nation not in reached):
                yield ref, ("urgent",), f"no urgent help is held for {nation}. Add a contact to urgent-help.yaml."


def doubtful_figures_are_not_drawn(library: Library) -> Iterator[Fault]:
    """A figure that does not add up has no chart; parts of a whole are two or more."""
    for ref, entry in library.of("figure"):
        if isinstance(entry, Figure):
            if entry.doubtful and entry.chart != "none":
                yield ref, ("chart",), 'a doubtful figure is not drawn: write "none".'
            if entry.chart == "parts of a whole" and len(entry.values) == 1:
                yield ref, ("chart",), 'one number is no part of a whole: write "none".'


def letters_of_roles_differ(library: Library) -> Iterator[Fault]:
    """Each role category has its own letter, and its key is that letter."""
    for ref, entry in library.of("role"):
        if isinstance(entry, Role) and entry.key != entry.letter.lower():
            yield ref, ("letter",), f'the key should be "{entry.letter.lower()}", as the letter is.'


# Ids of the frame of every page and of the page of figures: what leads to one of them would lead to a figure.
FRAME_IDS = ("content", "sections", "search-box", "people", "posts", "where-does-your-area-stand")


def figures_leave_the_frame_its_ids(library: Library) -> Iterator[Fault]:
    """A figure, which is an anchor by its key on the page of figures, is not called as a part of every page is."""
    for ref, entry in library.of("figure"):
        if entry.key in FRAME_IDS:
            yield ref, ("key",), f'"{entry.key}" is the name of a part of every page. Choose another key.'


def no_text_looks_left_over(library: Library) -> Iterator[Fault]:
    """No text looks like a slot or a message of the machine that makes the pages."""
    for ref, entry in library.entries.items():
        yield from ((ref, path, advice) for path, advice in reservedtext.reserved_text_faults(entry))


def successors_lead_forward(library: Library) -> Iterator[Fault]:
    """A chain of successors, or of broader terms, does not run in a circle."""
    for ref, _ in (*library.of("organisation"), *library.of("term")):
        passed: set[str] = set()
        ahead = [*_next(library, ref)]
        while ahead:
            step = ahead.pop()
            if step not in passed:
                passed.add(step)
                ahead += _next(library, step)
        if ref in passed:
            yield ref, (), "this comes back to itself by way of other entries. Break the circle."


def _next(library: Library, ref: str) -> Iterator[str]:
    entry = library.entries[ref]
    if isinstance(entry, Organisation):
        yield from (f"organisation/{key}" for key in entry.status.successors)
    if isinstance(entry, Term) and entry.broader:
        yield f"term/{entry.broader}"


RULES: tuple[Callable[[Library], Iterator[Fault]], ...] = (
    every_entry_is_linked,
    no_entry_refers_to_itself,
    former_keys_are_free,
    a_study_is_given_once,
    what_was_seen_is_given,
    numbers_of_a_set_are_one_to_n,
    situations_say_the_law_of_each_nation,
    situations_answer_in_three_sentences,
    urgent_situations_have_a_contact_in_each_nation,
    doubtful_figures_are_not_drawn,
    letters_of_roles_differ,
    *organisationchecks.RULES,
    figures_leave_the_frame_its_ids,
    no_text_looks_left_over,
    successors_lead_forward,
    quotation_marks_in_references_are_curly,
    *lawchecks.RULES,
)
