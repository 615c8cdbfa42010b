"""Advice on impossible numbers in texts: shares above 100%, parts greater than the whole, hours that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED, joined_texts, own_texts
from almanac.content.checks.matching import EntryMatch, TextMatch, findings_from_matches, first_matches
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import Situation
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.months import MONTHS, SHORT_MONTHS
from almanac.content.problem import FieldPath

_WHOLE, _NOON = 100, 12
_SHARE = re.compile(r"(?=\d{3})(?<![\d.,])(\d{3,}(?:\.\d+)?) ?(?:%|per cent\b)")
# Words that make a value above 100% plausible: growth, comparison, bed occupancy, money and targets.
MAY_PASS_100 = re.compile(
    r"\b(?:increas|ris|rose|grow|grew|more|up\b|high|doubl|tripl|trebl|chang|exceed|surg|jump|ratio|return|cost|"
    r"longer|larger|great|extra|above|over\b|capacity|occupan|target|budget|pay|income|likel|compar)|"
    r"(?:%|per cent) of (?:the|their|its|what)\b",
    re.IGNORECASE,
)
# Matches estimates such as "hazard ratio 0.77, 95% confidence interval 0.64 to 0.92".
_ESTIMATE = re.compile(
    r"(?<![\d.])(?P<estimate>-?\d+(?:\.\d+)?),? \(?9\d% (?:confidence|credible) interval:? "
    r"(?P<low>-?\d+(?:\.\d+)?) to (?P<high>-?\d+(?:\.\d+)?)"
)
_TIME = re.compile(r"(?<![\d.])(?P<number>\d{1,3}) (?P<unit>hour|day)s?\b")
_ENDS = re.compile(r"[.;:] ")
# Matches "21 of 129 people", but not "section 21 of 3 Acts", "the 31 of 12 June", "Act 45 of 1988" or "300 of 40
# councils' staff".
_PART = re.compile(
    r"(?=\d)(?<![\d.,\u00a3$\u20ac/-])(?P<part>\d[\d,]*) (?:out )?of (?:the |its |their |these |those |all )?"
    r"(?P<whole>\d[\d,]*)(?![\d,.%]*\d|%|-| (?:to|and|or) |\u2013| \w+(?:['\u2019]s|s['\u2019])|st|nd|rd|th)"
    rf"(?! (?:{'|'.join(SHORT_MONTHS)}))"
)
_AGES = re.compile(r"\bage[ds]?(?: between| from| of)? (\d{1,3})(?: to | and |-|\u2013)(\d{1,3})\b(?! (?:others|more))")
_OF_THEM = re.compile(
    r"(?<![\d.,])(?P<part>\d[\d,]*) (?:out )?of (?:the |all )?(?P<whole>\d[\d,]*)(?: [A-Za-z'\u2019-]+){0,3}? "
    r"\((?P<share>\d+(?:\.\d+)?)%\)"
)
_ROUNDED = 1.5  # percentage points by which a rounded share may differ
_OF_NUMBER = re.compile(r" of (?:(?:the|its|their|these|those|all) )?\d")
_NUMBERED = re.compile(
    r"\b(?:sections?|articles?|regulations?|rules?|schedules?|parts?|chapters?|paragraphs?|pages?|items?|figures?|"
    r"tables?|days?|weeks?|years?|ages?|aged|numbers?|no\.|version|volume|issue|standards?|step|phase|and|of) $",
    re.IGNORECASE,
)
_YEARS = range(1700, 2101)
_HOURS = re.compile(
    r"(?=\d)(?<![\d.:])(?P<from>\d{1,2})(?:[.:](?P<from_minutes>\d\d))? ?(?P<half>[ap])m"
    r"(?: to | until |\u2013|-)(?P<to>\d{1,2})(?:[.:](?P<to_minutes>\d\d))? ?(?P=half)m\b"
    r"(?! (?:on |the |next |[A-Z]))"
)
_HOUR_SIGNS = tuple(f"{half}m{dash}" for half in "ap" for dash in (" to ", " until ", "-", "\u2013"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THEN = re.compile(
    r"\b(?:in|from|between|during|since|until|late|early|mid|to|and|spring|summer|autumn|winter|"
    rf"{'|'.join(MONTHS)})[ -](?P<year>(?:19|20)\d\d)\b"
    r"(?![.,]?\d|%| (?:people|adults|staff|workers|carers|records|cases|notes|forms))"
)
_AHEAD = re.compile(r"\b(?:will|plan(?:s|ned)?|due|expect(?:s|ed)?|project(?:s|ed)|forecasts?)\b", re.IGNORECASE)
_OF_THE_STUDY = ("setting", "population", "sample")
_IN_WORDS = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)
_FEWEST_FIGURES = 3  # two figures may be reversed by chance: 12 keepers and 9 others are 21


def no_share_is_above_the_whole(library: Library) -> Iterator[Finding]:
    """No share is above 100%, unless its sentence reports growth or makes a comparison."""
    yield from findings_from_matches(library.entries.items(), _shares, "A2")


def estimates_lie_within_their_interval(library: Library) -> Iterator[Finding]:
    """Each estimate lies within the confidence interval given with it."""
    yield from findings_from_matches(library.all_of(Abstract), _estimates, "A14")


def no_part_is_greater_than_its_whole(library: Library) -> Iterator[Finding]:
    """No part is greater than its whole, as in "221 of 129 people"."""
    yield from findings_from_matches(library.entries.items(), _parts, "A14")


def no_hours_run_back(library: Library) -> Iterator[Finding]:
    """No opening hours end before they begin, as in "from 9.30pm to 3pm"."""
    yield from findings_from_matches(library.entries.items(), _hours, "A2")


def no_study_was_done_after_it_was_published(library: Library) -> Iterator[Finding]:
    """The question, methods, setting and sample of a study name no year after its publication; findings may."""
    for ref, study in library.all_of(Abstract):
        for path, year in _years(study):
            message = f'found "{year}", but the study is from {study.year}. Correct one of the two.'
            yield Finding(ref, path, message, "A14", year)


def samples_have_the_size_that_is_given(library: Library) -> Iterator[Finding]:
    """The only number in the description of a sample is its size; several may add up to it, but none mistypes it."""
    for ref, study in library.all_of(Abstract):
        if study.sample and study.sample_size:
            size = str(study.sample_size)
            told = {found.replace(",", ""): found for found in re.findall(r"\d(?:[\d,]*\d)?", study.sample)}
            alone = len(told) == 1 and not _IN_WORDS.search(study.sample)
            long = len(size) >= _FEWEST_FIGURES
            wrong = next((number for number in told if alone or (long and sorted(number) == sorted(size))), "")
            if wrong and size not in told:
                message = f'found "{told[wrong]}", but sample_size is {size}. Correct one of the two.'
                yield Finding(ref, ("sample",), message, "A14", told[wrong])


def hours_are_no_days(library: Library) -> Iterator[Finding]:
    """No number counts hours in one place of a provision or situation and days in another."""
    for ref, entry in (*library.all_of(Provision), *library.all_of(Situation)):
        yield from _of_two_units(ref, entry)


def _of_two_units(ref: str, entry: Entry) -> Iterator[Finding]:
    told: dict[str, dict[str, list[tuple[FieldPath, str]]]] = {}
    for path, text in own_texts(entry):
        for found in _TIME.finditer(text):
            told.setdefault(found["number"], {}).setdefault(found["unit"], []).append((path, found.group()))
    for units in told.values():
        rare, *usual = sorted(units.values(), key=len)
        if usual and len(rare) < len(usual[0]):
            path, said = rare[0]
            message = f'found "{said}", but elsewhere in this entry "{usual[0][0][1]}". Correct the one that is wrong.'
            yield Finding(ref, path, message, "A14", said)


def no_ages_run_back(library: Library) -> Iterator[Finding]:
    """No range of ages begins with the higher age, as in "aged 65 to 18"."""
    yield from findings_from_matches(library.entries.items(), _ages, "A2")


def shares_are_those_of_their_parts(library: Library) -> Iterator[Finding]:
    """A percentage in brackets after a part and its whole is theirs: 12 of 20 are 60%."""
    yield from findings_from_matches(library.entries.items(), _percentages, "A14")


@alone
def _ages(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_ages)) if "age" in joined_texts(entry) else ()


@alone
def _percentages(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_percentages)) if "%)" in joined_texts(entry) else ()


@alone
def _shares(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_shares)) if _SHARE.search(joined_texts(entry)) else ()


@alone
def _estimates(study: Abstract) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(study), _in_estimates)) if "%" in joined_texts(study) else ()


@alone
def _parts(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_parts)) if _OF_NUMBER.search(joined_texts(entry)) else ()


@alone
def _hours(entry: Entry) -> tuple[EntryMatch, ...]:
    return (
        tuple(first_matches(own_texts(entry), _in_hours))
        if any(sign in joined_texts(entry) for sign in _HOUR_SIGNS)
        else ()
    )


@alone
def _years(study: Abstract) -> tuple[tuple[FieldPath, str], ...]:
    parts = [(("summary", name), getattr(study.summary, name)) for name in ("asked", "did") if study.summary]
    told: list[tuple[FieldPath, str]] = [*parts, *(((name,), getattr(study, name) or "") for name in _OF_THE_STUDY)]
    return tuple(
        (path, found["year"])
        for path, text in told
        if max(_YEAR.findall(text), default="") > str(study.year)  # rarely true
        for found in _THEN.finditer(QUOTED.sub(" ", text))
        if study.year and int(found["year"]) > study.year and not _AHEAD.search(text)
    )


def _in_shares(text: str) -> Iterator[TextMatch]:
    for found in _SHARE.finditer(text):
        if float(found[1]) > _WHOLE and not MAY_PASS_100.search(_sentence_of(found)):
            yield found.group(), "No share is more than 100%. Correct the number."


def _in_estimates(text: str) -> Iterator[TextMatch]:
    for found in _ESTIMATE.finditer(text):
        estimate, low, high = map(float, found.group("estimate", "low", "high"))
        if not low <= estimate <= high:
            yield found.group(), f"{found['estimate']} is not between {found['low']} and {found['high']}. Correct one."


def _in_ages(text: str) -> Iterator[TextMatch]:
    for found in _AGES.finditer(text):
        if int(found[1]) > int(found[2]):
            yield found.group(), f"Write the lower age first: {found[2]} to {found[1]}."


def _in_percentages(text: str) -> Iterator[TextMatch]:
    for found in _OF_THEM.finditer(text):
        part, all_of_them, share = (float(found[name].replace(",", "")) for name in ("part", "whole", "share"))
        right = part / all_of_them * _WHOLE if all_of_them else share
        if abs(right - share) > _ROUNDED and right <= _WHOLE:
            yield found.group(), f"{found['part']} of {found['whole']} are {right:.0f}%. Correct the one that is wrong."


def _sentence_of(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.start() :]
    return _ENDS.split(before)[-1] + _ENDS.split(after, maxsplit=1)[0]


def _in_parts(text: str) -> Iterator[TextMatch]:
    for found in _PART.finditer(text):
        part, all_of_them = (int(found[name].replace(",", "")) for name in ("part", "whole"))
        has_year = (part in _YEARS or all_of_them in _YEARS) and "," not in found.group()
        if part > all_of_them and not has_year and not _NUMBERED.search(text, 0, found.start()):
            said = found.group().rstrip(",")
            yield said, f"{found['part']} is more than {found['whole'].rstrip(',')}. Correct one of the two."


def _in_hours(text: str) -> Iterator[TextMatch]:
    for found in _HOURS.finditer(text):
        begin, end = ((int(found[name]) % _NOON, int(found[f"{name}_minutes"] or 0)) for name in ("from", "to"))
        if begin > end:
            yield (
                found.group(),
                "These hours end before they begin. Write am or pm as it is meant, or add: the next day.",
            )
