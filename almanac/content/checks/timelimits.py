"""Advice on time limits: a short answer gives no other time than the law behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import own_texts
from almanac.content.kinds import Entry
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import ref_in_words

Times = Mapping[tuple[int, str], str]
"""Times, in hours or months, each with how it is first written: {(24, "hour"): "24 hours"}."""

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1, "fourteen": 14}
_TIME = re.compile(
    rf"(?<![\w.])(\d{{1,3}}|{'|'.join(_NUMBERS)})[ -](?:clear |working |whole )?(hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_UNITS = {"hour": (1, "hour"), "day": (24, "hour"), "week": (168, "hour"), "month": (1, "month"), "year": (12, "month")}
_LASTS = re.compile(r"(?:Up to|For|Within|At most|No more than) ", re.IGNORECASE)

_ANSWER = re.compile(r"Yes|No\b")
_RENEWED = {
    "Yes": re.compile(r"\b(?:cannot|can't|may not|must not) be (?:renewed|extended)\b"),
    "No": re.compile(r"\b(?:can|may) be renewed\b"),
}


def times_in_summaries_are_those_of_the_statements(library: Library) -> Iterator[Finding]:
    """Each time that the summary of a provision gives, or how long it lasts, is also in its other texts."""
    for ref, entry in library.all_of(Provision):
        texts = own_texts(entry)
        lasting = [(path, text) for path, text in texts if path[-1] == "how_long" and _LASTS.match(text)]
        for path, text in ((("summary",), entry.summary), *lasting):
            others = _times((entry.title, *(other for field, other in texts if field[0] != path[0])))
            told = dict(list(_times([text]).items())[: None if path[0] == "summary" else 1])
            yield from _astray(ref, path, told, others, "elsewhere this entry has")


def rights_have_the_times_of_the_law(library: Library) -> Iterator[Finding]:
    """Each time in a right is also in the other texts of its provision."""
    for ref, entry in library.all_of(Provision):
        others = (
            _times(text for path, text in own_texts(entry) if path[0] not in ("rights", "ahead"))
            if entry.rights
            else {}
        )
        for index, right in enumerate(entry.rights):
            yield from _astray(ref, ("rights", index, "text"), _times([right.text]), others, "elsewhere this entry has")


def renewals_agree(library: Library) -> Iterator[Finding]:
    """What can be renewed by its short answer is not said by the statements to be unrenewable, and the reverse."""
    for ref, entry in library.all_of(Provision):
        answer = _ANSWER.match(entry.in_brief[0].renewable or "") if len(entry.in_brief) == 1 else None
        texts = "\n".join((entry.summary, *(statement.text for statement in entry.statements)))
        found = _RENEWED[answer.group()].search(texts) if answer else None
        if answer and found:
            message = (
                f'found "{answer.group()}", but elsewhere this entry has "{found.group()}". Correct one of the two.'
            )
            yield Finding(ref, ("in_brief", 0, "renewable"), message, "A14", answer.group())


def times_of_situations_are_those_of_their_law(library: Library) -> Iterator[Finding]:
    """Each time in a line of law is in an entry that the line names, and each time in short is in the situation."""
    for ref, entry in library.all_of(Situation):
        for row, law in enumerate(entry.law):
            of_row: dict[tuple[int, str], str] = {}
            for other in (other for line in law.lines for other in line.refs):
                of_row |= _times_of(library.entries[other])
            yield from _astray(ref, ("law", row, "short"), _times([law.short or ""]), of_row, "the law of this row has")
            for place, line in enumerate(law.lines):
                if told := _times([line.says]):
                    held: dict[tuple[int, str], str] = {}
                    for other in line.refs:
                        held |= _times_of(library.entries[other])
                    path = ("law", row, "lines", place, "says")
                    yield from _astray(ref, path, told, held, f"{ref_in_words(line.refs[0])} has")
        others = _times(text for path, text in own_texts(entry) if path[0] != "in_short")
        yield from _astray(ref, ("in_short",), _times([entry.in_short]), others, "elsewhere this entry has")


def _astray(ref: str, path: FieldPath, told: Times, others: Times, who: str) -> Iterator[Finding]:
    """Yield the first time that is not among others, unless only its unit differs, which ``amounts`` says."""
    units = {said.partition(" ")[0] for said in others.values()}
    for time, said in told.items():
        if others and time not in others and said.partition(" ")[0] not in units:
            near = next((other for (_, unit), other in others.items() if unit == time[1]), next(iter(others.values())))
            message = f'found "{said}", but {who} "{near}". Correct the one that is wrong.'
            yield Finding(ref, path, message, "A14", said)
            return


@alone
def _times_of(entry: Entry) -> Times:
    return _times(text for _, text in own_texts(entry))


def _times(texts: Iterable[str]) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for text in texts:
        for time in _TIME.finditer(text):
            size, unit = _UNITS[time[2].lower()]
            number = int(time[1]) if time[1].isdecimal() else _NUMBERS[time[1].lower()]
            found.setdefault((number * size, unit), time.group())
    return found
