"""Every path of the site is claimed once, whoever makes it: else one page would take another's place without a word.

What the paths are is known before anything is built: ``check`` can refuse a
key, and name the line, that would hide a hand-written page or a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import ascii_lowercase

from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.kinds.organisation import Organisation
from almanac.content.load import Placed
from almanac.content.model import Library, kind_of
from almanac.content.problem import AlmanacError, Problem
from almanac.exports import api
from almanac.publish import hosting
from almanac.site import urls
from almanac.site.related import page_of_all
from almanac.site.research import PAGED, Shelf, shelves, studies

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what MkDocs makes pages of
_STYLES, _SEARCH = "the style sheet of the site", "the search"
# What every site has, whatever its content.
_FIXED = {
    "404.html": "the page for addresses that do not exist",
    "sitemap.xml": "the sitemap",
    **dict.fromkeys(hosting.PATHS, "a file for the web server, the browser or search engines"),
    "assets/css/site.css": _STYLES,
    "assets/js/search.js": _SEARCH,
    "assets/js/search-worker.js": _SEARCH,
    "assets/js/suggest.js": _SEARCH,
    "api/v1/handout.json": "the data of the handout",
    "api/v1/catalogue.json": "the catalogue of studies",
    "api/v1/former-keys.json": "the list of former keys",
    "api/v1/suggestions.json": _SEARCH,
    **{f"api/v1/words/{letter}.json": _SEARCH for letter in ascii_lowercase},
}
_FOLDERS = {"assets/search": _SEARCH}  # what stands in these has names that only the build knows


@dataclass(frozen=True)
class Claim:
    """A path that the site will have, and who makes it.

    Attributes:
        path: from the root of the site.
        by: who makes it, as an editor calls it.
    """

    path: str
    by: str


@dataclass(frozen=True)
class EveryPathOnce:
    """The rule, for loading: no path of the site is claimed twice.

    Attributes:
        written: the hand-written files, as ``written`` gives them.
    """

    written: tuple[str, ...]

    def __call__(self, library: Library, placed: Placed) -> Iterator[Problem]:
        """Every second claim, at the entry's line or at the file."""
        beside_them = tuple(made(library))
        yield from (placed(*fault, "R5") for fault in _by_entries(library, (*_of_files(self.written), *beside_them)))
        yield from _by_files(self.written, beside_them)


class ClaimedTwiceError(AlmanacError):
    """Two makers want the same path of the site; the message names it."""


class Claims:
    """The paths of a site while it is written, each once: ``check`` knows of most second claims, this of all."""

    def __init__(self, paths: Iterable[str] = ()) -> None:
        """Begin with paths that are claimed already."""
        self._claimed = {_compared(path) for path in paths}

    def claim(self, path: str) -> None:
        """Claim a path; ClaimedTwiceError if another has it."""
        if _compared(path) in self._claimed:
            raise ClaimedTwiceError(
                f'two things want the address "{path}" on the site. Rename one: an entry or a file of docs/.'
            )
        self._claimed.add(_compared(path))


def _by_entries(library: Library, claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Entries that claim a path a second time: the entry (``kind/key``), its field and what to do.

    Keys differ within a kind, and each kind has its own folder: entries cannot
    meet one another, only what else stands in their folder.

    Args:
        library: its entries.
        claims: all else that claims a path, the first to be named first.
    """
    held = {_compared(claim.path): claim.by for claim in claims}
    near = {urls.page_beside(path) for path in held}
    for ref, entry in library.entries.items():
        if all(_compared(urls.page_path(f"{kind_of(ref)}/{key}")) not in near for key in (entry.key, *entry.was)):
            continue  # as nearly all: what has its key, or had, has another part before the first full stop
        for field, path in _possible(ref, entry):
            first = held.get(_compared(path))
            if first and _is_made(library, ref, path):
                advice = "Choose another key." if field == ("key",) else "Remove this former key, or rename the other."
                yield ref, field, f"{path} on the site is already {first}. {advice}"


def _by_files(written: Iterable[str], claims: Iterable[Claim]) -> Iterator[Problem]:
    """Hand-written files that claim a path a second time, where others claim these."""
    held = {_compared(claim.path): claim.by for claim in claims}
    for claim in _of_files(written):
        path = _compared(claim.path)
        within = (by for folder, by in _FOLDERS.items() if path.startswith(f"{folder}/"))
        first = next(within, held.setdefault(path, claim.by))
        if first != claim.by:
            yield Problem(
                claim.by, 1, 1, "", "", f"{claim.path} on the site is already {first}. Rename this file.", "R5"
            )


def written(docs: Path) -> tuple[str, ...]:
    """The hand-written files in a folder, as paths from it, without those that MkDocs leaves out."""
    found = sorted(path.relative_to(docs) for path in docs.rglob("*") if path.is_file())
    return tuple(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def _of_files(written: Iterable[str]) -> Iterator[Claim]:
    return (Claim(page_of(file), f"docs/{file}") for file in written)


def made(library: Library) -> Iterator[Claim]:
    """What the build makes beside the pages of entries and of hand-written files: lists, feeds, files for programs."""
    yield from (Claim(path, by) for path, by in _FIXED.items())
    yield from (Claim(path, "a file of the data for other programs") for path in api.paths(library))
    if studies(library):
        yield Claim("research/feed.xml", "the feed of all studies")
    for by in PAGED:
        for shelf in shelves(library, by):
            yield from (Claim(path, f'the list of studies by {by}, "{shelf.name}"') for path in _of_shelf(shelf))


def _of_shelf(shelf: Shelf) -> Iterator[str]:
    yield shelf.path
    if shelf.by == "topic":
        yield shelf.path.removesuffix("html") + "xml"


def of_entries(library: Library) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Entry, field and path for every page and file of an entry, and for every former address."""
    for ref, entry in library.entries.items():
        yield from ((ref, field, path) for field, path in _possible(ref, entry) if _is_made(library, ref, path))


def _possible(ref: str, entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """As ``of_entries`` for one of them, with a page that it has only if enough is related to it."""
    yield ("key",), urls.page_path(ref)
    yield from ((("key",), urls.beside(ref, extension)) for extension in beside(entry))
    yield ("key",), urls.related(ref)
    for number, former in enumerate(entry.was):
        yield ("was", number), urls.page_path(f"{kind_of(ref)}/{former}")


def _is_made(library: Library, ref: str, path: str) -> bool:
    """Whether a possible page is one: to learn what is related to an entry takes long, and hardly ever matters."""
    return path != urls.related(ref) or bool(page_of_all(library, ref))


def beside(entry: Entry) -> Iterator[str]:
    """What stands beside an entry's page, by the ends of the files' names."""
    if isinstance(entry, Abstract):
        yield from ("bib", "ris", "csl.json", "json")
    if isinstance(entry, Figure):
        yield "csv"
    if isinstance(entry, Organisation) and entry.home and entry.status.confirmed:  # others never come on paper
        yield "qr.svg"


def page_of(file: str) -> str:
    """The path on the site of a file in ``docs``, as MkDocs has it: ``about/README.md`` is ``about/index.html``."""
    path = PurePosixPath(file)
    if path.suffix.lower() not in _MARKDOWN:
        return file
    return path.with_name(f"{'index' if path.stem == 'README' else path.stem}.html").as_posix()


def _compared(path: str) -> str:
    """A path as file systems of Windows and macOS compare it."""
    return path.casefold()
