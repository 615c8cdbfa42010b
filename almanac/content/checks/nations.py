"""Rules of nations: law, provisions and local help appear under the nations to which they apply."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from almanac.content.checks.finding import Finding
from almanac.content.identifiers import host
from almanac.content.kinds.event import Event
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.local_help import LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import LawLine, Situation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.content.problem import FieldPath
from almanac.content.refs import key_of, kind_of, ref_in_words

# Nations as they occur in names. Excluded are directions (to, from, into), places elsewhere, titles of people, and
# "English", which usually means the language.
_NAMED = re.compile(
    r"\b(?<!to )(?<!from )(?<!into )(?:(?P<England>(?<!New )England)|"
    r"(?P<Wales>(?<!New South )(?<!Prince of )(?<!Princess of )Wales|Welsh|Cymru)|"
    r"(?P<Scotland>Scotland|Scottish)|(?P<Northern_Ireland>Northern (?:Ireland|Irish)))\b"
)
NATION = re.compile(
    r"\b(?:(?P<England>England|English)|(?P<Wales>Wales|Welsh)|(?P<Scotland>Scotland|Scottish)|"
    r"(?P<Northern_Ireland>Northern (?:Ireland|Irish)))\b"
)
"""Matches nations as they occur in texts, directions included."""
_LONGEST_SHARED = 3  # digits: so short a number may reach a different service in each nation
_ONE_LAW = {"England", "Wales"}  # one legal jurisdiction
_NAMES = ("name", "title", "act")


def law_of_a_nation_holds_there(library: Library) -> Iterator[Finding]:
    """Each line of law under a nation names law that applies there: England and Wales share much law, but not all.

    Besides law of its own row, a line may name the law of a nation with the same courts or of one that its text
    mentions.
    """
    doubted = {fault.ref for fault in provisions_hold_where_their_law_does(library)}
    for ref, entry in library.all_of(Situation):
        twice = row_of_another([row.nations for row in entry.law], entry.nations)
        for path, nations, line in _lines_of_law(entry):
            if twice and nations == entry.law[twice].nations:
                continue  # the nations of one of the rows are wrong, not its law
            foreign = [other for other in line.refs if other not in doubted and _is_foreign(library, other, nations)]
            if len(foreign) < len(line.refs):
                named = nations_named(line.says, NATION)
                foreign = [other for other in foreign if _is_astray(nations, _of(library, other), named)]
            if foreign:
                other, key = foreign[0], key_of(foreign[0])
                where, here = " and ".join(_of(library, other)), " and ".join(nations)
                message = f"{ref_in_words(other)} is about {where}, but this row is about {here}."
                field = "provisions" if key in line.provisions else "events"
                advice = f"{message} Name the law of {here}, or correct the nations."
                yield Finding(ref, (*path, field), advice, word=key if len(line.refs) > 1 else "")


def _is_astray(nations: Collection[str], others: Collection[str], named: Collection[str]) -> bool:
    """Return whether law of other nations does not belong in a line, and the text gives no reason for it.

    It belongs there if the same courts apply it, or if the text names one of its nations.
    """
    return not ({*nations} & _ONE_LAW and {*others} & _ONE_LAW) and not {*others} & {*named}


def nations_named(text: str, pattern: re.Pattern[str]) -> set[str]:
    """Return the nations that a text names, by a pattern with a group for each."""
    return {str(found.lastgroup).replace("_", " ") for found in pattern.finditer(text)}


def _lines_of_law(situation: Situation) -> Iterator[tuple[FieldPath, Collection[str], LawLine]]:
    """Yield each line of law, with its path and the nations of its row."""
    for index, row in enumerate(situation.law):
        for place, line in enumerate(row.lines):
            yield ("law", index, "lines", place), row.nations, line


def provisions_hold_where_their_law_does(library: Library) -> Iterator[Finding]:
    """A provision is about nations in which its law applies."""
    for ref, entry in library.all_of(Provision):
        if entry.law and not _holds(entry.nations, _of(library, entry.law)):
            where = " and ".join(_of(library, entry.law))
            message = f"found {' and '.join(entry.nations)}, but its law, {entry.law}, is about {where}."
            yield Finding(ref, ("nations",), f"{message} Correct one of the two.")


def _holds(nations: Collection[str], law: Collection[str]) -> bool:
    """Return whether a law covers each of some nations, the UK being all four.

    If the law names the UK, or either side a nation elsewhere or none at all, there is no telling: the answer is true.
    """
    own = {one for nation in nations for one in (NATIONS_OF_UK if nation == "UK" else (nation,))}
    single = bool(own and law) and own | {*law} <= {*NATIONS_OF_UK}
    return not single or own <= {*law}


def local_help_is_given_for_each_nation(library: Library) -> Iterator[Finding]:
    """Local help has a row for each nation that its entry names, and for no other."""
    for ref, entry in library.all_of(LocalHelp):
        rows = [nation for finder in entry.finders for nation in finder.nations]
        twice = row_of_another([finder.nations[:1] for finder in entry.finders], entry.nations)
        for nation in (nation for nation in entry.nations if not {nation, "UK"} & set(rows)):
            here = f"{entry.finders[twice].nations[0]} has two rows, and {nation} has no row. Correct the nations."
            message = f"there is no row for {nation}. Add one, or take {nation} out of the entry's nations."
            yield Finding(ref, ("finders", twice, "nations") if twice else ("finders",), here if twice else message)
        for index, finder in enumerate(entry.finders):
            for nation in (nation for nation in finder.nations if nation not in entry.nations):
                advice = f"the entry does not name {nation}. Add it to the entry's nations, or remove it here."
                yield Finding(ref, ("finders", index, "nations"), advice)


def urgent_contacts_are_of_nations_of_their_organisation(library: Library) -> Iterator[Finding]:
    """An urgent contact is for nations that the organisation with the same number serves."""
    for ref, entry in library.all_of(UrgentHelp):
        for other in library.links.related(ref):
            organisation = library.entries[other]
            if isinstance(organisation, Organisation) and _is_its_own(entry, organisation):
                astray = [nation for nation in entry.nations if not _serves(organisation, nation)]
                if astray:
                    has = f"{ref_in_words(other)} has {' and '.join(organisation.nations)}"
                    message = f'found "{astray[0]}", but {has}. Correct the one that is wrong.'
                    yield Finding(ref, ("nations",), message, word=astray[0])


def _is_its_own(contact: UrgentHelp, organisation: Organisation) -> bool:
    """Return whether a contact has a number of the organisation; several may share one as short as 111."""
    held = {*(line.number for line in organisation.phones), *(line.number for line in organisation.texts)}
    same = held & {contact.number, contact.text}
    named = contact.name.casefold() == organisation.name.casefold()
    return any(named or len(number) > _LONGEST_SHARED for number in same)


def _serves(organisation: Organisation, nation: str) -> bool:
    return not organisation.nations or nation in organisation.nations or "UK" in organisation.nations


def local_help_leads_to_organisations_of_its_nations(library: Library) -> Iterator[Finding]:
    """Each row of a local service leads to an organisation that serves one of the row's nations."""
    for ref, entry in library.all_of(LocalHelp):
        for index, finder in enumerate(entry.finders):
            organisation = library.entries.get(f"organisation/{finder.organisation}")
            if isinstance(organisation, Organisation) and not any(
                _serves(organisation, nation) for nation in finder.nations
            ):
                has = f"organisation {organisation.key} is about {' and '.join(organisation.nations)}"
                message = f"{has}, but this row is about {' and '.join(finder.nations)}."
                path = ("finders", index, "organisation")
                yield Finding(ref, path, f"{message} Name another organisation, or correct the nations.", "A14")


def row_of_another(rows: Sequence[Sequence[str]], nations: Collection[str]) -> int:
    """Return the index of the first row that has the nations of one above it; 0 if none, or if no nation lacks one."""
    held = {nation for row in rows for nation in row}
    again = (index for index, row in enumerate(rows) if row in rows[:index])
    return 0 if held >= {*nations} or "UK" in held else next(again, 0)


def _is_foreign(library: Library, ref: str, nations: Collection[str]) -> bool:
    """Return whether an entry is law of other nations only.

    Rulings and guidance do not count, because those of one nation may be followed in another.
    """
    entry = library.entries[ref]
    of_law = isinstance(entry, Provision) and entry.standing == "law"
    return (of_law or (isinstance(entry, Event) and entry.theme == "law")) and not _meet(nations, entry.nations)


def _of(library: Library, ref: str) -> tuple[str, ...]:
    return library.entries[ref].nations


def _meet(some: Collection[str], others: Collection[str]) -> bool:
    """Return whether two sets of nations overlap.

    If either names the UK, a nation elsewhere or none at all, there is no telling, and the answer is true.
    """
    if not some or not others or not {*some, *others} <= {*NATIONS_OF_UK}:
        return True
    return bool({*some} & {*others})


def no_nations_have_two_rows(library: Library) -> Iterator[Finding]:
    """No two rows of a situation's law are for exactly the same nations."""
    for ref, entry in library.all_of(Situation):
        rows = [frozenset(row.nations) for row in entry.law]
        for index, nations in enumerate(rows):
            if nations in rows[:index]:
                here = f"row {rows.index(nations) + 1} is about {' and '.join(sorted(nations))} too."
                message = f"{here} Correct the nations of one of the two, or put both in one row."
                yield Finding(ref, ("law", index, "nations"), message, "A14")


def names_and_nations_agree(library: Library) -> Iterator[Finding]:
    """An entry named after a nation is about that nation; studies and sources may mention one for comparison."""
    for ref, entry in library.entries.items():
        if kind_of(ref) not in ("abstract", "source"):
            called = [text for field in _NAMES if isinstance(text := getattr(entry, field, None), str)]
            yield from _called_otherwise(ref, ("nations",), called, entry.nations)
    for ref, service in library.all_of(LocalHelp):
        for index, finder in enumerate(service.finders):
            called = [finder.called, finder.name or ""]
            yield from _called_otherwise(ref, ("finders", index, "nations"), called, finder.nations)


def publications_are_of_their_organisations_nations(library: Library) -> Iterator[Finding]:
    """Anything published on the site of an organisation is about at least one of the nations that it serves."""
    organisations = {_site_of(organisation): organisation for _, organisation in library.all_of(Organisation)}
    for ref, entry in library.entries.items():
        for field in ("web", "official"):
            address = getattr(entry, field, None)
            organisation = organisations.get(host(address)) if isinstance(address, str) else None
            if organisation and not _meet(entry.nations, organisation.nations):
                where = (
                    f"organisation {organisation.key}, where its page is, is about {' and '.join(organisation.nations)}"
                )
                message = f"found {' and '.join(entry.nations)}, but {where}. Correct one of the two."
                yield Finding(ref, ("nations",), message, "A14")


def _site_of(organisation: Organisation) -> str:
    return host(organisation.website.address) if organisation.website else organisation.key  # a key is no host


def _called_otherwise(ref: str, path: FieldPath, called: Iterable[str], nations: Collection[str]) -> Iterator[Finding]:
    for text in called:
        named = nations_named(text, _NAMED)
        if named and not _meet(named, nations):
            message = f'found {" and ".join(nations)}, but "{text}" names {" and ".join(sorted(named))}.'
            yield Finding(ref, path, f"{message} Correct one of the two.", "A14")
            return
