"""Which law a number leads to, in England and in other nations: ``section 136``, ``section 136 Scotland``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from almanac.content.kinds.provision import Provision
from almanac.content.model import Library, once
from almanac.search.lawnames import numbers
from almanac.site.law import in_other_nations


def provisions_by_precedence(library: Library) -> list[str]:
    """Provisions in the order for a search by number or name that does not say which nation.

    Law that applies in England comes first, because most readers are there. Provisions with fewer sections come next,
    and then Acts with more entries. So section 75 leads to section 75 before sections 72 to 75, and section 2 to that
    of the Act of 1983.
    """
    found = library.all_of(Provision)
    held = Counter(entry.act for _, entry in found)
    sections = {ref: len({number.partition("(")[0] for _, number in numbers(entry.provision)}) for ref, entry in found}

    def place(pair: tuple[str, Provision]) -> tuple[bool, int, int]:
        ref, entry = pair
        return "England" not in entry.nations, sections[ref], -held[entry.act]

    return [ref for ref, _ in sorted(found, key=place)]


def counterpart_names(library: Library, ref: str) -> Iterator[str]:
    """The numbers of English law on the same matter as a provision of other nations, each with the nation.

    Only numbers that lead to that law and that no law of the nation bears: section 47 in Scotland is its own.
    """
    entry = library.get(ref)
    if isinstance(entry, Provision) and "England" not in entry.nations:
        english = _bearers(library, "England")
        for other in in_other_nations(library, ref):
            cited = [number for number, bearer in english.items() if bearer == other]
            for nation in entry.nations:
                own = _bearers(library, nation)
                yield from (f"{number} {nation}" for number in cited if number not in own)


@once
def _bearers(library: Library, nation: str) -> dict[str, str]:
    """The law in force in a nation that each number leads to, with its subsections and without."""
    found: dict[str, str] = {}
    for ref in provisions_by_precedence(library):
        entry = library.get(ref)
        if isinstance(entry, Provision) and nation in entry.nations and entry.force == "in force":
            for what, number in numbers(entry.provision):
                for form in (number, number.partition("(")[0]):
                    found.setdefault(f"{what} {form}", ref)
    return found
