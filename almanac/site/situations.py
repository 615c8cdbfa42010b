"""What a situation's page shows besides the entry itself: urgent contacts, citations and who can help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.base import Entry
from almanac.content.kinds.fields import NATIONS_OF_UK, nations_covered
from almanac.content.kinds.local_help import Finder, LocalHelp
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.provision import Provision
from almanac.content.kinds.situation import LawLine, Situation
from almanac.content.kinds.urgent_help import UrgentHelp
from almanac.content.letters import capitalised
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
    """What a reader in one nation should know, open or call first.

    Attributes:
        nation: the nation's name.
        says: the short answer there, if the entry's own is about other nations; else empty.
        authority: the type of authority behind it, so that guidance is not called law.
        law: the law to read first, as path and name.
        service: the situation's first local service, as path and its name in this nation; None if it has none there.
        line: the type of number to call, such as ``Helpline``.
        call: the contacts to call.
    """

    nation: str
    says: str
    authority: str
    law: tuple[str, str] | None
    service: tuple[str, str] | None
    line: str
    call: tuple[ToCall, ...]


@dataclass(frozen=True)
class Helper:
    """An organisation that can help in a nation.

    Attributes:
        link: the link to its page.
        who: whom it helps, as it follows "for"; empty if that is not recorded.
        site: its website; empty if it has none.
    """

    link: EntryLink
    who: str
    site: str


Service = tuple[EntryLink, Finder, EntryLink | None]
"""A local service, how to find it in a nation, and the organisation whose finder that is, if any."""


@dataclass(frozen=True)
class HelpThere:
    """Who can help in one nation.

    Attributes:
        nation: the nation's name.
        services: the local services to contact first, each with how to find it there, and the organisation that does.
        helpers: the confirmed organisations that serve it, in the order of the entry.
    """

    nation: str
    services: tuple[Service, ...]
    helpers: tuple[Helper, ...]


@dataclass(frozen=True)
class SituationPage:
    """What a situation's template needs besides the entry.

    Attributes:
        short: for each nation, the law to read first and whom to call.
        law: for each line of law, the provisions and events it is based on, as path and name.
        cited: for each study's key, its in-text citation.
        help: for each nation, the local services and the organisations that can help there, which may be none.
        ended: organisations that have closed or merged. They are never offered as help.
        doubtful: organisations that are not confirmed. They are listed apart, with a warning and their websites.
    """

    short: tuple[Short, ...]
    law: Mapping[LawLine, tuple[tuple[str, str], ...]]
    cited: Mapping[str, str]
    help: tuple[HelpThere, ...]
    ended: tuple[EntryLink, ...]
    doubtful: tuple[Helper, ...]


def situation_page(library: Library, entry: Situation) -> SituationPage:
    """Gather what a situation's page shows besides the entry itself."""
    studies = {found.study: library.get(f"abstract/{found.study}") for found in entry.evidence}
    return SituationPage(
        short=tuple(found for nation in NATIONS_OF_UK if (found := _short(library, entry, nation))),
        law={line: _named(library, line) for row in entry.law for line in row.lines},
        cited={key: words.cited(study) for key, study in studies.items() if isinstance(study, Abstract)},
        help=tuple(
            HelpThere(nation, _services(library, entry.local_help, nation), _helpers(library, entry, nation))
            for nation in entry.nations
        ),
        ended=tuple(
            entry_link(library, f"organisation/{body.key}")
            for body in _bodies(library, entry)
            if body.status.closed_or_merged
        ),
        doubtful=tuple(
            _helper(library, body)
            for body in _bodies(library, entry)
            if not (body.status.is_current or body.status.closed_or_merged)
        ),
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
    """A nation's own answer and first law, the local service to find and whom to call; None if it has none of them."""
    rows = [row for row in entry.law if nation in row.nations]
    says = next((row.short for row in rows if row.short), "")
    lines = [line for row in rows for line in row.lines]
    law = _named(library, lines[0])[0] if lines else None
    authority = _authority(library.get(lines[0].refs[0])) if lines else ""
    line, call = ("Urgent help", _contacts(library, nation)) if entry.urgent else _first_helper(library, entry, nation)
    service = next(
        ((link.path, finder.called) for link, finder, _ in _services(library, entry.local_help[:1], nation)), None
    )
    return Short(nation, says, authority, law, service, line, call) if says or law or service or call else None


def _authority(entry: Entry) -> str:
    """What readers call this type of provision or event."""
    if isinstance(entry, Provision):
        return capitalised(entry.standing)
    return "Law" if getattr(entry, "theme", "") == "law" else "See"


def _contacts(library: Library, nation: str) -> tuple[ToCall, ...]:
    """Whom to call in a nation when somebody is at risk. 999 stands above, listening lines elsewhere."""
    return tuple(
        ToCall(entry.number, entry.name, urls.page_path(f"urgent-help/{entry.key}"))
        for entry in to_call(library)
        if nation in entry.nations and entry.number
    )


def to_call(library: Library) -> Iterator[UrgentHelp]:
    """The urgent contacts that pages of urgent situations list themselves."""
    for _, entry in library.all_of(UrgentHelp):
        if entry.rank != "listening" and entry.number and entry.number != "999":
            yield entry


def _first_helper(library: Library, entry: Situation, nation: str) -> tuple[str, tuple[ToCall, ...]]:
    """The first confirmed organisation that readers in a nation can call, and what type of number it has."""
    for body in _bodies(library, entry):
        if body.status.is_current and body.phones and nation in nations_covered(body.nations):
            line = "Helpline" if "helpline" in body.offers else "Telephone"
            return line, (ToCall(body.phones[0].number, body.name, urls.page_path(f"organisation/{body.key}")),)
    return "", ()


def _services(library: Library, keys: Iterable[str], nation: str) -> tuple[Service, ...]:
    """Those of some local services that a nation has, each with how to find it there."""
    found = []
    for key in keys:
        service = library.get(f"local-help/{key}")
        for finder in service.finders if isinstance(service, LocalHelp) else ():
            if nation in finder.nations:
                by = entry_link(library, f"organisation/{finder.organisation}") if finder.organisation else None
                found.append((entry_link(library, f"local-help/{key}"), finder, by))
    return tuple(found)


def _helpers(library: Library, entry: Situation, nation: str) -> tuple[Helper, ...]:
    """The confirmed organisations of a situation that serve a nation."""
    current = (body for body in _bodies(library, entry) if body.status.is_current)
    return tuple(_helper(library, body) for body in current if nation in nations_covered(body.nations))


def _helper(library: Library, body: Organisation) -> Helper:
    return Helper(entry_link(library, f"organisation/{body.key}"), body.who or "", body.current_website)


def _bodies(library: Library, entry: Situation) -> Iterator[Organisation]:
    """The organisations that a situation names, in its order."""
    for key in entry.help:
        body = library.get(f"organisation/{key}")
        if isinstance(body, Organisation):
            yield body
