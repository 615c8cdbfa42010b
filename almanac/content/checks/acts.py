"""Advice on naming Acts: wherever an entry names one, its name, year, section and link belong to the same Act."""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts
from almanac.content.kinds.event import Event
from almanac.content.kinds.provision import Provision
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import ref_in_words

Part = tuple[int, str]
"""The number of a section and the letters after it: 17 and A in section 17A."""

LAW = r"(?:Act|Order|Measure|Regulations)"
YEAR = r"(?:1[5-9]|20)\d\d"
_IN_LINK = re.compile(r"/(section|article|regulation|schedule|rule)/([A-Z]?)(\d+)([A-Z]*)(?=/|$)")
_LAW_IN_LINK = re.compile(r"https?://(?:www\.)?legislation\.gov\.uk/(?:id/)?(\w+)/(\d{4})/(\d+)(?![^/])")
_FORM = re.compile(r"\b(Act|Order|Measure|Regulations|Rules)\b")
_PART_OF = {"Act": "section", "Measure": "section", "Order": "article", "Regulations": "regulation", "Rules": "rule"}
# Matches a word such as "section" and the numbers that follow it: "sections 17A to 17G", "regulation 7", "schedule A1".
_PARTS = re.compile(
    r"\b(section|article|regulation|schedule|rule|part|paragraph|chapter)s?\b((?:(?!\b(?:section|article|regulation|"
    r"schedule|rule|part|paragraph|chapter)s?\b).)*)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b([A-Z]?)(\d+)([A-Z]*)(?:(?: to |[-\u2013])[A-Z]?(\d+)([A-Z]*))?\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# A year that belongs to the name of a law: "the Health Act 1999", "the 2007 Act", "SI 2015/313".
_OF_A_LAW = re.compile(rf"{LAW}(?: \([^()]+\))? {YEAR}\b|\b{YEAR} {LAW}\b|\b{YEAR}/\d+|\b[Oo]f {YEAR}\b")
_LONG_BEFORE = 50  # years before an Act in which nothing can have begun that led to it
_EARLIER = re.compile(r"\b(?:earlier|former|previous|re-?enact\w*|consolidat\w*|replac\w*)\b", re.IGNORECASE)
_ACT_OR_ORDER = re.compile(rf"(?:The )?([A-Z]\D+ (?:Act|Order|Measure)(?: \([^()\d]+\))?) ({YEAR})")


def links_lead_to_what_the_provision_names(library: Library) -> Iterator[Finding]:
    """The link of a provision leads to a section, article, regulation or schedule that the provision names."""
    for ref, entry in library.all_of(Provision):
        if (urlsplit(entry.official).hostname or "").endswith("legislation.gov.uk"):
            link = _IN_LINK.search(urlsplit(entry.official).path)
            named = _parts_named(entry.provision, link[1]) if link else []
            law = law_in(getattr(library.entries.get(entry.law or ""), "web", None) or "")
            if law and law != law_in(entry.official):
                continue  # another law, which is a fault of its own or has other numbers
            if link and named and not any(_within(link, *span) for span in named):
                part = f"{link[1]} {link[2]}{link[3]}{link[4]}"
                message = f'the link leads to {part}, but provision says "{entry.provision}". Correct one of the two.'
                yield Finding(ref, ("official",), message, "A14", link.group().removeprefix("/"))


def sections_are_those_of_the_key(library: Library) -> Iterator[Finding]:
    """A provision whose key has the number of a section is about that section, or about a range that includes it."""
    for ref, entry in library.all_of(Provision):
        of_key = [int(number) for number in re.findall(r"\d+", entry.key) if not re.fullmatch(YEAR, number)]
        named = [span for word in ("section", "article") for span in _parts_named(entry.provision, word)]
        if of_key and named and not any(first[0] <= number <= last[0] for number in of_key for _, first, last in named):
            message = f'found "{entry.provision}", but the key is "{entry.key}". Correct the number.'
            yield Finding(ref, ("provision",), f"{message} If it is right, ask a maintainer to change the key.", "A14")


def laws_have_parts_of_their_own_name(library: Library) -> Iterator[Finding]:
    """A provision uses the proper term for the parts of its law: sections of an Act, articles of an Order and so on."""
    for ref, entry in library.all_of(Provision):
        form = _FORM.findall(entry.act) if entry.standing == "law" else []
        if len(form) == 1:
            own = _PART_OF[form[0]]
            named = [part for part in _PART_OF.values() if re.search(rf"\b{part}s?\b", entry.provision)]
            if named and own not in named:
                message = f'found "{named[0]}", but parts of the {entry.act} are called {own}s. Correct one of the two.'
                yield Finding(ref, ("provision",), message, "A14", named[0])


def sources_name_the_part_that_the_provision_is(library: Library) -> Iterator[Finding]:
    """If a source of a provision names parts of its law, at least one of them is the part that the provision covers."""
    for ref, entry in library.all_of(Provision):
        if entry.standing == "law" and (own := _figures_of(entry.provision)):
            for path, place in _places(entry):
                before, _, after = place.partition(entry.act)
                named = {} if before else _figures_of(after)
                for word in named.keys() & own.keys():
                    if not named[word].keys() & own[word].keys():
                        part = next(iter(named[word].values()))
                        message = f'found "{part}", but provision says "{entry.provision}". Correct one of the two.'
                        yield Finding(ref, path, message, "A14", part)


def _places(entry: Provision) -> Iterator[tuple[FieldPath, str]]:
    """Yield each place in the law that a provision cites among its sources, including those under ``ahead``."""
    yield from ((("sources", index, "at"), place.at) for index, place in enumerate(entry.sources))
    for index, source in enumerate(entry.ahead.sources if entry.ahead else ()):
        yield ("ahead", "sources", index, "at"), source.at


def _figures_of(text: str) -> dict[str, dict[str, str]]:
    """Return the parts of a law that a text names: for each type of part, its numbers and how each is first written."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for named in _PARTS.finditer(text):
        for _, number, letters, last, _ in _NUMBERS.findall(named[2]):
            for figures in filter(None, (number, last)):
                part = f"{named[1]} {figures}{letters if figures == number else ''}"
                found[named[1].lower()].setdefault(figures, part)
    return found


def provisions_link_to_their_law(library: Library) -> Iterator[Finding]:
    """The text of a provision is at the address of its law, unless another law inserted it.

    An address that differs from that of the law in its type, its year or its number alone is a slip. If several
    provisions agree on another address, the finding is reported at the law instead.
    """
    slips: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ref, entry in library.all_of(Provision):
        law = library.entries[entry.law] if entry.law else None
        own, other = law_in(entry.official), law_in(getattr(law, "web", None) or "")
        if own and other and sum(map(operator.ne, own, other)) == 1:
            slips[str(entry.law)].append((ref, "/".join(own)))
    for law_ref, found in slips.items():
        address = "/".join(law_in(getattr(library.entries[law_ref], "web", "")) or ())
        ref, own_address = found[0]
        if found[1:]:
            who = f"{ref_in_words(ref)} and {len(found) - 1} more have {own_address}"
            yield Finding(law_ref, ("web",), f'found "{address}", but {who}. Correct the address.', "A14", address)
        else:
            message = f'found "{own_address}", but the address of its law has {address}. Correct one of the two.'
            yield Finding(ref, ("official",), message, "A14", own_address)


def law_in(address: str) -> tuple[str, ...] | None:
    """Return the type, year and number of the law that a legislation.gov.uk address leads to."""
    found = _LAW_IN_LINK.match(address)
    return found.groups() if found else None


def _parts_named(provision: str, word: str) -> list[tuple[str, Part, Part]]:
    """Return the parts of one type that a provision names, each as the first and last number of its range."""
    found = []
    for named in _PARTS.finditer(_IN_BRACKETS.sub("", provision)):
        for letter, number, letters, last, last_letters in (
            _NUMBERS.findall(named[2]) if word in named[1].lower() else ()
        ):
            first = (int(number), letters)
            found.append((letter, first, (int(last), last_letters) if last else first))
    return found


def _within(link: re.Match[str], letter: str, first: Part, last: Part) -> bool:
    return link[2] == letter and first <= (int(link[3]), link[4]) <= last


def no_law_began_before_its_act(library: Library) -> Iterator[Finding]:
    """A provision came into force in the year of its Act or later: an Act of 2014 cannot have begun in 2013."""
    for ref, entry in library.all_of(Provision):
        if entry.standing == "law" and entry.since:
            years = re.findall(rf"\b{YEAR}\b", entry.act)
            began = re.findall(rf"\b{YEAR}\b", entry.since)
            if years and min(began, default="") >= min(years):
                continue  # nearly always the case
            began = re.findall(rf"\b{YEAR}\b", _OF_A_LAW.sub(" ", entry.since))
            early = [year for year in began if years and int(year) < int(min(years)) - _LONG_BEFORE]
            before = max(early or began, default="9999")
            if years and before < min(years) and not _EARLIER.search(entry.since):
                message = f'found "{before}", but "{entry.act}" is from {min(years)}. Correct one of the two.'
                yield Finding(ref, ("since",), message, "A14", before)


def acts_are_those_of_their_law(library: Library) -> Iterator[Finding]:
    """The Act of a provision is the law that it refers to, unless the text names the other Act as having changed it."""
    for ref, entry in library.all_of(Provision):
        law = library.entries[entry.law] if entry.law else None
        if entry.standing == "law" and isinstance(law, Event):
            own, other = _ACT_OR_ORDER.fullmatch(entry.act), _ACT_OR_ORDER.fullmatch(law.title)
            if own and other and own[1].casefold() != other[1].casefold() and not _tells_of(entry, other):
                message = f'found "{entry.law}", which is the {other[1]} {other[2]}, but act says "{entry.act}".'
                yield Finding(ref, ("law",), f"{message} Correct one of the two.", "A14")


def _tells_of(entry: Provision, act: re.Match[str]) -> bool:
    """Return whether a provision says that another Act made or changed it."""
    changes = "amend" in act[1].casefold() or "amend" in entry.act.casefold()
    said = f"{joined_texts(entry)}\n{entry.provision}"
    named = re.search(rf"{re.escape(act[1])}(?! (?!{act[2]})\d)", said)  # not an Act of the same name from another year
    return changes or bool(named) or f"{act[2]} Act" in said
