"""Advice on web addresses whose website is called almost like one that other entries link to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from almanac.content import identifiers
from almanac.content.checks.finding import Finding
from almanac.content.kinds import Entry
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath

_FIELDS = ("web", "official", "url", "chat", "deaf")
_OFTEN = 3  # links that cannot all have the same slip
_LETTERS = 8  # in the name of a website: shorter ones may differ in one letter by chance


def hosts_are_not_mistyped(library: Library) -> Iterator[Finding]:
    """No website is called like one with many links, but for one letter, as legisaltion.gov.uk is."""
    found = [(ref, path, host) for ref, entry in library.entries.items() for path, host in _hosts(entry)]
    links = Counter(host for _, _, host in found)
    known = [host for host, count in links.items() if count >= _OFTEN and len(host) >= _LETTERS]
    for ref, path, host in found:
        meant = next((other for other in known if _nearly(host, other)), "") if links[host] < _OFTEN else ""
        if meant:
            yield Finding(ref, path, f'found "{host}". Did you mean {meant}, as elsewhere?', "A2", host)


@alone
def _hosts(entry: Entry) -> tuple[tuple[FieldPath, str], ...]:
    """Return the website of each address in an entry, without www., and the path of its field."""
    given: list[tuple[FieldPath, str | None]] = [((name,), vars(entry).get(name)) for name in _FIELDS]
    if isinstance(entry, Organisation) and entry.website:
        given.append((("website", "address"), entry.website.address))
    if isinstance(entry, LocalHelp):
        given += [(("finders", index, "address"), finder.address) for index, finder in enumerate(entry.finders)]
    return tuple((path, identifiers.host(held)) for path, held in given if held)


def _nearly(one: str, other: str) -> bool:
    """Return whether two names differ in one letter, wrong, missing or added, or by two letters exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    swapped = rest[:2] == others[:2][::-1] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest == others[1:] or rest[1:] == others
