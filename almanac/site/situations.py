"""What a situation's page shows besides the entry itself: urgent contacts, citations and who can help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.base import Entry
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import LawLine, Situation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.model import Library
from almanac.site import urls, words
from almanac.site.entrylinks import EntryLink, entry_link


@dataclass(frozen=True)
class ToCall:
    """A number to call, the name it belongs to, and the path of their page."""

    number: str
    name: str
    path: str


@dataclass(frozen=True)
class Short:
    """What a reader in one nation should open or call first.

    Attributes:
        nation: the nation's name.
        authority: the type of authority behind it, so that guidance is not called law.
        law: the law to read first, as path and name.
        line: the type of number to call, such as ``Helpline``.
        call: the contacts to call.
    """

    nation: str
    authority: str
    law: tuple[str, str] | None
    line: str
    call: tuple[ToCall, ...]


@dataclass(frozen=True)
class SituationPage:
    """What a situation's template needs besides the entry.

    Attributes:
        short: for each nation, the law to read first and whom to call.
        law: for each line of law, the provisions and events it is based on, as path and name.
        cited: for each study's key, its in-text citation.
        helpers: for each nation, the confirmed organisations that serve it, which may be none.
        ended: organisations that have closed or merged. They are never offered as help.
        doubtful: organisations that are not confirmed. They are listed apart, with a warning.
    """

    short: tuple[Short, ...]
    law: Mapping[LawLine, tuple[tuple[str, str], ...]]
    cited: Mapping[str, str]
    helpers: tuple[tuple[str, tuple[EntryLink, ...]], ...]
    ended: tuple[EntryLink, ...]
    doubtful: tuple[EntryLink, ...]


def situation_page(library: Library, entry: Situation) -> SituationPage:
    """Gather what a situation's page shows besides the entry itself."""
    studies = {found.study: library.get(f"abstract/{found.study}") for found in entry.evidence}
    return SituationPage(
        short=tuple(found for nation in NATIONS_OF_UK if (found := _short(library, entry, nation))),
        law={line: _named(library, line) for row in entry.law for line in row.lines},
        cited={key: words.cited(study) for key, study in studies.items() if isinstance(study, Abstract)},
        helpers=tuple((nation, _helpers(library, entry, nation)) for nation in entry.nations),
        ended=_named_help(library, entry, ended=True),
        doubtful=_named_help(library, entry, ended=False),
    )


def _named(library: Library, line: LawLine) -> tuple[tuple[str, str], ...]:
    """The entries behind a line of law, as practitioners cite them: ``Mental Health Act 1983, section 2``.

    The Act is named once for several of its places. If two entries concern the same place, the second has its title.
    """
    found, act = [], ""
    cited: set[str] = set()
    for ref in line.refs:
        said = library.get(ref)
        name = said.label
        if isinstance(said, Provision):
            name = said.place if said.place and said.act == act else said.citation
            name = said.title if said.citation in cited else name
            cited.add(said.citation)
            act = said.act
        found.append((urls.place(library, ref), name))
    return tuple(found)


def _short(library: Library, entry: Situation, nation: str) -> Short | None:
    """A nation's first law and whom to call there; None if there is neither."""
    lines = [line for row in entry.law if nation in row.nations for line in row.lines]
    law = _named(library, lines[0])[0] if lines else None
    authority = _authority(library.get(lines[0].refs[0])) if lines else ""
    line, call = ("Urgent help", _contacts(library, nation)) if entry.urgent else _first_helper(library, entry, nation)
    return Short(nation, authority, law, line, call) if law or call else None


def _authority(entry: Entry) -> str:
    """What readers call this type of provision or event."""
    if isinstance(entry, Provision):
        return entry.standing[0].upper() + entry.standing[1:]
    return "Law" if getattr(entry, "theme", "") == "law" else "See"


def _contacts(library: Library, nation: str) -> tuple[ToCall, ...]:
    """Whom to call in a nation when somebody is at risk. 999 is named above, and listening lines on their own page."""
    return tuple(
        ToCall(entry.number, entry.name, urls.page_path(f"urgent-help/{entry.key}"))
        for entry in to_call(library)
        if nation in entry.nations and entry.number
    )


def to_call(library: Library) -> Iterator[UrgentHelp]:
    """The urgent contacts that pages of urgent situations list themselves."""
    for _, entry in library.of("urgent-help"):
        if isinstance(entry, UrgentHelp) and entry.rank != "listening" and entry.number and entry.number != "999":
            yield entry


def _first_helper(library: Library, entry: Situation, nation: str) -> tuple[str, tuple[ToCall, ...]]:
    """The first organisation of a situation that readers in a nation can call, and what type of number it has."""
    for link in _helpers(library, entry, nation):
        body = library.get(f"organisation/{link.organisation.key}") if link.organisation else None
        if isinstance(body, Organisation) and body.phones:
            line = "Helpline" if "helpline" in body.offers else "Telephone"
            return line, (ToCall(body.phones[0].number, body.name, link.path),)
    return "", ()


def _named_help(library: Library, entry: Situation, *, ended: bool) -> tuple[EntryLink, ...]:
    """The organisations of a situation that are not confirmed: those known to have closed or merged, or the others."""
    found = []
    for key in entry.help:
        body = library.get(f"organisation/{key}")
        if isinstance(body, Organisation) and not body.status.is_current and body.status.closed_or_merged is ended:
            found.append(entry_link(library, f"organisation/{key}"))
    return tuple(found)


def _helpers(library: Library, entry: Situation, nation: str) -> tuple[EntryLink, ...]:
    """The confirmed organisations of a situation that serve a nation."""
    found = []
    for key in entry.help:
        body = library.get(f"organisation/{key}")
        serves = {*body.nations, *(NATIONS_OF_UK if "UK" in body.nations else ())}
        if isinstance(body, Organisation) and body.status.is_current and nation in serves:
            found.append(entry_link(library, f"organisation/{key}"))
    return tuple(found)
