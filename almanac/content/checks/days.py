"""Advice on dates: an entry and its sources agree on dates, and no source is newer than the check that used it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED, joined_texts, own_texts
from almanac.content.kinds import Entry
from almanac.content.kinds.base import SourcePlace
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.months import MONTHS
from almanac.content.problem import FieldPath
from almanac.content.refs import kind_of

_DAY = rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b"
# The date of a page, as opposed to a date on which something starts, ends or is due.
_OF_A_PAGE = re.compile(
    rf"(?=\d)(?<!from )(?<!by )(?<!until )(?<!before )(?<!since )(?<!due )(?<!for )(?<!force on )(?<!to )\b{_DAY}"
)
_ANY_DATE = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:19|20)\d\d\b"
_DATE = re.compile(rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)\b")
_CHANGED = re.compile(
    r"\b(?:[Cc]losed|[Rr]enamed|[Mm]erged|[Aa]bolished|[Dd]issolved|[Ee]nded|[Rr]eplaced|[Bb]ecame|[Jj]oined|[Oo]pened|"
    r"[Ll]aunched|[Ss]et up|[Bb]egan|[Ss]tarted|[Tt]ook (?:over|its)|[Ss]ince|[Ww]ound up|[Cc]alled)\b"
)
_WILL = re.compile(
    r"\b(?:will|(?:is|are) due to|(?:is|are) to|plans? to|expects? to|(?:is|are) expected to)\b[^.;]{0,80}?"
    rf" (?:on|in|by|from|until|at the end of) (?P<date>{_ANY_DATE})"
)
_WILL_SIGNS = ("will ", " due to ", "is to ", "are to ", "plan to ", "plans to ", "expects to ", "expected to ")
_ALREADY = re.compile(r"\b(?:now|already) (?:in|into) force\b")
_BEGAN = re.compile(
    r"\b(?P<verb>came into force|came in|took effect|began|started|commenced|ended|was brought in|were brought in|"
    rf"has been in force|in force since)\b[^.;]*? (?:on|in|from|since) (?P<date>{_ANY_DATE})"
)
_PUBLISHED = re.compile(rf"\b(?:[Pp]ublished|[Ii]ssued|[Dd]ated|[Pp]rinted|[Rr]eleased|[Cc]ame out) (?:on )?{_DAY}")


def no_source_is_newer_than_its_check(library: Library) -> Iterator[Finding]:
    """No source of an entry is a page dated after the day on which somebody checked the entry."""
    for ref, entry in library.entries.items():
        yield from _newer(ref, ("checked",), entry.checked, entry.sources)
    for ref, provision in library.all_of(Provision):
        if provision.ahead:
            yield from _newer(ref, ("ahead", "looked"), provision.ahead.looked, provision.ahead.sources)


def _newer(ref: str, path: FieldPath, looked: dt.date, places: tuple[SourcePlace, ...]) -> Iterator[Finding]:
    days = [(day, found) for place in places for found in _OF_A_PAGE.finditer(place.at) if (day := _day(found))]
    newest, found = max(days, key=lambda held: held[0], default=(None, None))
    if newest and found and newest > looked:
        message = f'found "{looked}", but a source is dated {found.group()}. Correct the one that is wrong.'
        yield Finding(ref, path, message, "A14")


def dates_are_those_that_are_explained(library: Library) -> Iterator[Finding]:
    """The date of a source is the publication date given in its own explanation."""
    for ref, entry in library.all_of(Source):
        if entry.date and entry.dated_how:
            found = _PUBLISHED.search(entry.dated_how)
            day = _day(found) if found else None
            if found and day and not day.isoformat().startswith(entry.date):
                told = " ".join(found.groups())
                message = f'found "{entry.date}", but dated_how says {told}. Correct the one that is wrong.'
                yield Finding(ref, ("date",), message, "A14")


def no_organisation_was_seen_before_its_state_began(library: Library) -> Iterator[Finding]:
    """The newest page that shows an organisation as it is today is no older than its present state."""
    for ref, entry in library.all_of(Organisation):
        since, seen = entry.status.since or "", entry.status.seen or ""
        if entry.status.exists and seen and seen[: len(since)] < since[: len(seen)]:
            message = f'found "{seen}", but its state began in {since} (since). Correct one of the two.'
            yield Finding(ref, ("status", "seen"), message)


def dates_of_changes_are_those_of_their_notes(library: Library) -> Iterator[Finding]:
    """The day since when an organisation or a term is as it is, is one that its note names, if that names any."""
    for ref, entry in library.all_of(Organisation):
        yield from _not_in_note(ref, ("status", "since"), entry.status.since, entry.status.note or "")
    for ref, term in library.all_of(Term):
        if term.superseded_by:
            yield from _not_in_note(ref, ("superseded_by", "since"), term.superseded_by.since, term.superseded_by.note)


def _not_in_note(ref: str, path: FieldPath, since: str | None, note: str) -> Iterator[Finding]:
    told = {_iso(found): found.group() for found in _DATE.finditer(note)}
    if since and told and not any(date.startswith(since) or since.startswith(date) for date in told):
        changed = next(
            (found for part in note.split(". ") if _CHANGED.search(part) for found in _DATE.finditer(part)), None
        )
        if changed:
            message = f'found "{since}", but the note says {changed.group()}. Correct the one that is wrong.'
            yield Finding(ref, path, message, "A14")


def terms_are_replaced_in_their_nations(library: Library) -> Iterator[Finding]:
    """A term has been replaced in nations in which it was used."""
    for ref, term in library.all_of(Term):
        replaced = term.superseded_by.nations if term.superseded_by else ()
        astray = [nation for nation in replaced if term.nations and not {nation, "UK"} & {*term.nations}]
        if astray:
            message = (
                f'found "{astray[0]}", but the term is about {" and ".join(term.nations)}. Correct one of the two.'
            )
            yield Finding(ref, ("superseded_by", "nations"), message)


def nothing_is_to_happen_on_a_day_past(library: Library) -> Iterator[Finding]:
    """No text says that something will happen on a day before the entry was checked."""
    for ref, entry in library.entries.items():
        if kind_of(ref) not in ("abstract", "source"):
            for path, said, date in _to_come(entry):
                if date < entry.checked.isoformat()[: len(date)]:
                    message = f'found "{said}", but this was checked on {entry.checked}. Say what happened.'
                    yield Finding(ref, path, message, "A14", said)


@alone
def _to_come(entry: Entry) -> tuple[tuple[FieldPath, str, str], ...]:
    """Return each day on which a text says that something will happen: the path, the words, and the day."""
    if not any(sign in joined_texts(entry) for sign in _WILL_SIGNS):
        return ()
    return tuple(
        (path, " ".join(found.group().split()), _iso(date))
        for path, text in own_texts(entry)
        if any(sign in text for sign in _WILL_SIGNS)
        for found in _WILL.finditer(QUOTED.sub(" ", text))
        for date in (_DATE.search(found["date"]),)
        if date
    )


def changes_ahead_have_not_begun(library: Library) -> Iterator[Finding]:
    """What a provision has ahead did not begin before the day on which somebody looked."""
    for ref, entry in library.all_of(Provision):
        begun = _BEGAN.search(entry.ahead.text) if entry.ahead else None
        date = _DATE.search(begun["date"]) if begun else None
        if entry.ahead and begun and date and _iso(date) <= entry.ahead.looked.isoformat()[: len(_iso(date))]:
            message = f'found "{begun.group()}", so it is no longer ahead. Move it to the law, with its source.'
            yield Finding(ref, ("ahead", "text"), message, "A14", begun["verb"])


def nothing_ahead_is_in_force(library: Library) -> Iterator[Finding]:
    """What a provision has ahead does not say that it is in force already."""
    for ref, entry in library.all_of(Provision):
        found = _ALREADY.search(entry.ahead.text) if entry.ahead else None
        if found:
            message = f'found "{found.group()}", so it is no longer ahead. Move it to the law, with its source.'
            yield Finding(ref, ("ahead", "text"), message, "A14", found.group())


def _iso(found: re.Match[str]) -> str:
    """Return a year, a month or a day in words as the content has it: 2019-12-02."""
    month = f"-{MONTHS.index(found['month']) + 1:02}" if found["month"] else ""
    day = f"-{int(found['day']):02}" if found["day"] else ""
    return f"{found['year']}{month}{day}"


def _day(found: re.Match[str]) -> dt.date | None:
    """Return the date that a text names, or None if there is no such day."""
    try:
        return dt.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
