"""The health of the data: how old and how complete it is, what is due for a check, and how much is verified."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from almanac.content import freshness
from almanac.content.kinds import KINDS, Entry, Kind
from almanac.content.kinds.abstract import Abstract, Checkable
from almanac.content.kinds.base import Risk
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.linkhealth import addresses
from almanac.linkhealth import state as linkhealth
from almanac.site import charts, needs, words

_AGES = ((30, "up to 30 days"), (90, "31 to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days"),
         (730, "1 to 2 years"))  # fmt: skip
_OLDER = "more than 2 years"


@dataclass(frozen=True)
class KindHealth:
    """The health of one kind of entry: its number, completeness, and how and when its entries were checked."""

    kind: str
    heading: str
    entries: int
    with_topics: int
    with_nations: int
    linked_from_elsewhere: int
    oldest_check: dt.date
    newest_check: dt.date
    checked_how: Mapping[str, int]
    overdue: int
    due_soon: int


@dataclass(frozen=True)
class RiskHealth:
    """The health of one class of risk: how many days its entries are trusted for, and how many are due or overdue."""

    risk: Risk
    days: int
    entries: int
    overdue: int
    due_soon: int
    next_due: dt.date


@dataclass(frozen=True)
class Health:
    """The health of all the data on one day. Counts are of entries unless stated otherwise.

    Attributes:
        version: hash of the content.
        today: the day it was calculated for.
        entries: the number of entries.
        kinds: the health of each kind.
        ages: for each age range, in words, the number of entries last checked that long ago.
        risks: the health of each class of risk.
        studies: the number of studies: all, with a DOI, open access, not open, and not known.
        verified: for each bibliographic field, the number of studies that give it, and of those verified.
        organisations: for each state, the number of organisations in it.
        reachable: how many confirmed organisations have a website, a telephone number or a charity number.
        needs: the number of pairs of a need and a nation, and how many of them no organisation covers.
        gaps: the pairs that no organisation covers, as ``need, nation``.
        links: for each verdict on an external address, the number of addresses. Those never checked are included.
        links_seen: the last day on which any external address was checked; None if none ever was.
    """

    version: str
    today: dt.date
    entries: int
    kinds: tuple[KindHealth, ...]
    ages: Mapping[str, int]
    risks: tuple[RiskHealth, ...]
    studies: Mapping[str, int]
    verified: Mapping[str, tuple[int, int]]
    organisations: Mapping[str, int]
    reachable: Mapping[str, int]
    needs: Mapping[str, int]
    gaps: tuple[str, ...]
    links: Mapping[str, int]
    links_seen: dt.date | None

    @property
    def age_bars(self) -> tuple[charts.Bar, ...]:
        """The ages as bars."""
        return charts.parts((name, count) for name, count in self.ages.items() if count)

    @property
    def access_bars(self) -> tuple[charts.Bar, ...]:
        """Open access to the studies, as bars."""
        return charts.parts((name, self.studies[name]) for name in ("open", "not open", "not known"))

    @property
    def link_bars(self) -> tuple[charts.Bar, ...]:
        """The verdicts on external links, as bars."""
        shown = {"never looked at": "not yet checked"}
        return charts.parts((shown.get(name, name), count) for name, count in self.links.items() if count)

    @property
    def state_bars(self) -> tuple[charts.Bar, ...]:
        """The states of the organisations as bars, labelled as on their pages."""
        return charts.parts((words.STATES.get(state, state), count) for state, count in self.organisations.items())


def health(library: Library, outside: linkhealth.LinkHealth) -> Health:
    """Calculate the health of a Library on its own day, and of external addresses from the recorded checks."""
    studies = [entry for _, entry in library.all_of(Abstract)]
    bodies = [entry for _, entry in library.all_of(Organisation)]
    gaps = needs.uncovered(library)
    return Health(
        version=library.version,
        today=library.today,
        entries=len(library.entries),
        kinds=tuple(_kind(library, kind) for kind in KINDS if library.of(kind.name)),
        ages=_ages(library.entries.values(), library.today),
        risks=tuple(_risk(library, risk) for risk in Risk if _of_risk(library, risk)),
        studies=_studies(studies),
        verified=_verified(studies),
        organisations=dict(Counter(_standing(body) for body in bodies).most_common()),
        reachable=_reachable(bodies),
        needs={"all": len(library.of("need")) * len(NATIONS_OF_UK), "gaps": len(gaps)},
        gaps=tuple(f"{need}, {nation}" for need, nation in gaps),
        links=_links(library, outside),
        links_seen=outside.last_checked,
    )


def _kind(library: Library, kind: Kind) -> KindHealth:
    held = library.of(kind.name)
    entries = [entry for _, entry in held]
    checks = [entry.checked for entry in entries]
    return KindHealth(
        kind=kind.name,
        heading=kind.heading,
        entries=len(entries),
        with_topics=sum(bool(entry.topics) for entry in entries),
        with_nations=sum(bool(entry.nations) for entry in entries),
        linked_from_elsewhere=sum(ref in library.links.back for ref, _ in held),
        oldest_check=min(checks),
        newest_check=max(checks),
        checked_how=dict(sorted(Counter(entry.checked_how for entry in entries).items())),
        **_pressing(library, (ref for ref, _ in held)),
    )


def _pressing(library: Library, refs: Iterable[str]) -> dict[str, int]:
    found = [library.due[ref] for ref in refs]
    late = sum(one.overdue for one in found)
    return {"overdue": late, "due_soon": sum(one.days_left <= freshness.DUE_SOON for one in found) - late}


def _of_risk(library: Library, risk: Risk) -> tuple[str, ...]:
    return tuple(ref for ref, entry in library.entries.items() if freshness.risk(ref, entry) is risk)


def _risk(library: Library, risk: Risk) -> RiskHealth:
    refs = _of_risk(library, risk)
    next_due = min(library.due[ref].day for ref in refs)
    return RiskHealth(risk, freshness.DAYS_TRUSTED[risk], len(refs), next_due=next_due, **_pressing(library, refs))


def _ages(entries: Iterable[Entry], today: dt.date) -> dict[str, int]:
    counts = dict.fromkeys([name for _, name in _AGES] + [_OLDER], 0)
    for entry in entries:
        days = (today - entry.checked).days
        counts[next((name for most, name in _AGES if days <= most), _OLDER)] += 1
    return counts


def _studies(studies: list[Abstract]) -> dict[str, int]:
    return {
        "all": len(studies),
        "with a DOI": sum(bool(study.doi) for study in studies),
        "open": sum(study.open_access is True for study in studies),
        "not open": sum(study.open_access is False for study in studies),
        "not known": sum(study.open_access is None for study in studies),
    }


def _verified(studies: list[Abstract]) -> dict[str, tuple[int, int]]:
    fields = [name for name in get_args(Checkable) if name != "findings"]
    given = {name: [study for study in studies if getattr(study, name)] for name in fields}
    found = {name: (len(held), sum(name in study.verified for study in held)) for name, held in given.items()}
    return {**found, "findings": (len(studies), sum("findings" in study.verified for study in studies))}


def _standing(body: Organisation) -> str:
    """The organisation's state, or "not confirmed" if nothing recent and no law confirms that it is open."""
    return body.status.state if body.status.is_current or not body.status.exists else "not confirmed"


def _reachable(bodies: list[Organisation]) -> dict[str, int]:
    living = [body for body in bodies if body.status.is_current]
    return {
        "all": len(living),
        "website": sum(bool(body.current_website) for body in living),
        "telephone": sum(bool(body.phones) for body in living),
        "charity number": sum(bool(body.charity_numbers) for body in living),
    }


def _links(library: Library, outside: linkhealth.LinkHealth) -> dict[str, int]:
    """The number of external addresses in the content today, by verdict."""
    given = addresses.external_addresses(library)
    known = linkhealth.LinkHealth({address: held for address, held in outside.records.items() if address in given})
    counted = {str(verdict): count for verdict, count in known.counts().items()}
    return {**counted, "never looked at": len(given) - len(known.records)}


_AGAINST = {
    "source document": "source documents",
    "archived page": "archived pages",
    "live site": "live sites",
    "telephone": "the telephone",
}


def last_checked(library: Library, kind: str) -> str:
    """The oldest check date of a kind, and against what: ``21 November 2026 against archived pages``."""
    entries = [entry for _, entry in library.of(kind)]
    hows = {entry.checked_how for entry in entries}
    against = words.listed([name for how, name in _AGAINST.items() if how in hows])
    return f"{words.day(min(entry.checked for entry in entries))} against {against}"
