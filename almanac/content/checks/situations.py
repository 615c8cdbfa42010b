"""Rules and advice on situations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.nations import NATION, nations_named, row_of_another
from almanac.content.kinds.situation import Situation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library

_SENTENCE = re.compile(r"^[A-Z][a-z]|^(?:[Ii] |how |what |when |where |who |why |whether |which |to )|[?.!]$")
_OF_SUICIDE = re.compile(
    r"\b(?:suicid\w+|self[- ](?:harm|injur)\w*|(?:end|ending|take|taking) (?:their|his|her|my) (?:own )?life)\b",
    re.IGNORECASE,
)
_NATIONS = r"(?:England|Wales|Scotland|Northern Ireland)"
_BEGINS_WITH_NATIONS = re.compile(rf"In {_NATIONS}(?:,? (?:and )?{_NATIONS})*")
_OF_ALL = re.compile(r"\b(?:UK|United Kingdom|Great Britain|(?:any|each|every) nation|(?:all|the) four nations)\b")
_SUCH = "know what a carer is entitled to"


def situations_say_the_law_of_each_nation(library: Library) -> Iterator[Finding]:
    """A situation has a row of law for each nation that it names, and for no other."""
    for ref, entry in library.all_of(Situation):
        rows = {nation for row in entry.law for nation in row.nations}
        twice = row_of_another([row.nations for row in entry.law], entry.nations)
        for nation in (nation for nation in entry.nations if nation not in rows):
            here = f"{entry.law[twice].nations[0]} has two rows, and {nation} has no row. Correct the nations."
            advice = f"there is no row for {nation}. Add its law, or say under not_held what we do not hold."
            yield Finding(ref, ("law", twice, "nations") if twice else ("law",), here if twice else advice)
        for index, row in enumerate(entry.law):
            for nation in (nation for nation in row.nations if nation not in entry.nations):
                advice = f"the entry does not name {nation}. Add it to the entry's nations, or remove it here."
                yield Finding(ref, ("law", index, "nations"), advice)


def situations_answer_in_three_sentences(library: Library) -> Iterator[Finding]:
    """The short answer to a situation has three sentences at most."""
    for ref, entry in library.all_of(Situation):
        count = len(re.findall(r"[.?!](?=\s|$)", entry.in_short))
        if count > 3:  # noqa: PLR2004  (its own description says so)
            advice = f"this is {count} sentences. Say the duty or time limit, and whom to call, in three at most."
            yield Finding(ref, ("in_short",), advice)


def urgent_situations_have_a_contact_in_each_nation(library: Library) -> Iterator[Finding]:
    """An urgent situation has an urgent contact in each nation that it names."""
    contacts = [entry for _, entry in library.all_of(UrgentHelp)]
    reached = {nation for contact in contacts if contact.rank != "listening" for nation in contact.nations}
    for ref, entry in library.all_of(Situation):
        if entry.urgent:
            for nation in (nation for nation in entry.nations if nation not in reached):
                yield Finding(
                    ref, ("urgent",), f"no urgent help is held for {nation}. Add a contact to urgent-help.yaml."
                )


def needs_follow_i_need_to(library: Library) -> Iterator[Finding]:
    """The need of a situation completes "I need to": it is neither a sentence of its own nor a question."""
    for ref, entry in library.all_of(Situation):
        if _SENTENCE.search(entry.need):
            message = f'found "{entry.need}", but it goes on from "I need to".'
            yield Finding(
                ref,
                ("need",),
                f'{message} Begin with a verb, such as "{_SUCH}", with no full stop or question mark.',
                "A7",
            )


def every_nation_has_a_short_answer(library: Library) -> Iterator[Finding]:
    """If the short answer begins with some nations, it goes on to the others, or their rows have a short answer."""
    for ref, entry in library.all_of(Situation):
        begun = _BEGINS_WITH_NATIONS.match(entry.in_short)
        if not begun or _OF_ALL.search(entry.in_short):
            continue
        answered = nations_named(entry.in_short, NATION) | {n for row in entry.law if row.short for n in row.nations}
        lacking = [nation for nation in entry.nations if nation not in answered]
        row = next((index for index, row in enumerate(entry.law) if {*row.nations} & {*lacking}), None)
        if row is not None:
            message = f'in_short begins "{begun.group()}" and leaves out {" and ".join(lacking)}.'
            yield Finding(ref, ("law", row), f'{message} Write the answer there as "short" in this row.', "A11")


def situations_of_suicide_are_sensitive(library: Library) -> Iterator[Finding]:
    """An urgent situation whose title, need or short answer is about suicide or self-harm is marked as sensitive."""
    for ref, entry in library.all_of(Situation):
        if entry.urgent and not entry.sensitive:
            found = _OF_SUICIDE.search(f"{entry.title}\n{entry.need}\n{entry.in_short}")
            if found:
                message = f'this is about "{found.group()}". Add "sensitive: true", so that readers can leave fast.'
                yield Finding(ref, (), message, "A11")
