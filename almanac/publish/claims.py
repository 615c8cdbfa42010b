"""Claim every path of the site once, so that no page silently overwrites another.

The paths are known before anything is built. ``check`` can therefore refuse a key that would hide a hand-written page
or a list, and name its line.
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
from almanac.content.load import ProblemFactory
from almanac.content.model import Library
from almanac.content.problem import AlmanacError, FieldPath, Problem
from almanac.content.refs import kind_of
from almanac.exports import api
from almanac.publish import hosting
from almanac.site import urls
from almanac.site.related import page_of_all
from almanac.site.research import FEED, PAGED, shelves, studies

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # files that MkDocs turns into pages, in lower case
_IGNORED = "templates"  # a folder of docs/ that MkDocs ignores, as it does hidden files
_STYLES, _SEARCH = "the style sheet of the site", "the search"
# Paths on every site, whatever its content.
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
_FOLDERS = {"assets/search": _SEARCH}  # only the build knows the names of the files in these


@dataclass(frozen=True)
class Claim:
    """A path on the site, and what produces it.

    Attributes:
        path: path from the site root.
        by: what produces it, in terms that an editor knows.
    """

    path: str
    by: str


@dataclass(frozen=True)
class EveryPathOnce:
    """The rule, applied when content is loaded, that no path of the site is claimed twice.

    Attributes:
        written: the hand-written files, as returned by ``written``.
    """

    written: tuple[str, ...]

    def __call__(self, library: Library, placed: ProblemFactory) -> Iterator[Problem]:
        """Yield a problem for each second claim to a path, at the line of the entry or at the file."""
        beside_them = tuple(made(library))
        yield from (placed(*fault, "R5") for fault in _by_entries(library, (*_of_files(self.written), *beside_them)))
        yield from _by_files(self.written, beside_them)


class ClaimedTwiceError(AlmanacError):
    """Two parts of the site claim the same path. The message names it."""


class Claims:
    """The paths of a site while it is written, each claimed once.

    ``check`` finds most double claims beforehand, but only this class finds all of them.
    """

    def __init__(self, paths: Iterable[str] = ()) -> None:
        """Start with the paths that are already claimed."""
        self._claimed: set[str] = set()
        self._folders: set[str] = set()
        for path in paths:
            self.claim(path)

    def claim(self, path: str) -> None:
        """Claim a path for a file, or raise ClaimedTwiceError if it, or a folder above it, is already claimed."""
        compared = _compared(path)
        folders = set(self._new_folders(compared))
        if compared in self._claimed or compared in self._folders or folders & self._claimed:
            raise ClaimedTwiceError(
                f'two things want the address "{path}" on the site. Rename one: an entry or a file of docs/.'
            )
        self._claimed.add(compared)
        self._folders |= folders

    def _new_folders(self, path: str) -> Iterator[str]:
        while (path := path.rpartition("/")[0]) and path not in self._folders:
            yield path


def _by_entries(library: Library, claims: Iterable[Claim]) -> Iterator[tuple[str, FieldPath, str]]:
    """Yield each entry (``kind/key``) that claims a path already taken, with its field and what to do.

    Keys are unique within a kind, and each kind has its own folder. An entry can therefore clash only with other files
    in that folder, and never with another entry.

    Args:
        library: the library with the entries to check.
        claims: all other claims. If several are for one path, the message names the last.
    """
    held = {_compared(claim.path): claim.by for claim in claims}
    near = {urls.page_of_companion(path) for path in held}
    for ref, entry in library.entries.items():
        if all(_compared(urls.page_path(f"{kind_of(ref)}/{key}")) not in near for key in (entry.key, *entry.was)):
            continue  # as for nearly all: no other file has the entry's current or former key as its name
        for field, path in _possible(ref, entry):
            first = held.get(_compared(path))
            if first and _is_made(library, ref, path):
                advice = "Choose another key." if field == ("key",) else "Remove this former key, or rename the other."
                yield ref, field, f"{path} on the site is already {first}. {advice}"


def _by_files(written: Iterable[str], claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a problem for each hand-written file whose path is already claimed."""
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
    """Return the relative paths of the hand-written files in a folder, without those that MkDocs ignores."""
    found = sorted(path.relative_to(docs) for path in docs.rglob("*") if path.is_file())
    read = (path for path in found if path.parts[0] != _IGNORED and not any(part[0] == "." for part in path.parts))
    return tuple(path.as_posix() for path in read)


def _of_files(written: Iterable[str]) -> Iterator[Claim]:
    return (Claim(page_of(file), f"docs/{file}") for file in written)


def made(library: Library) -> Iterator[Claim]:
    """Yield what the build adds to entry pages and hand-written files: lists, feeds and data files."""
    yield from (Claim(path, by) for path, by in _FIXED.items())
    yield from (Claim(path, "a file of the data for other programs") for path in api.paths(library))
    if studies(library):
        yield Claim(FEED, "the feed of all studies")
    for by in PAGED:
        for shelf in shelves(library, by):
            paths = filter(None, (shelf.path, shelf.feed))
            yield from (Claim(path, f'the list of studies by {by}, "{shelf.name}"') for path in paths)


def of_entries(library: Library) -> Iterator[tuple[str, FieldPath, str]]:
    """Yield the entry, field and path of every page and file of an entry, and of every former address."""
    for ref, entry in library.entries.items():
        yield from ((ref, field, path) for field, path in _possible(ref, entry) if _is_made(library, ref, path))


def _possible(ref: str, entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    """Yield field and path for one entry, including the page that it has only if enough is related to it."""
    yield ("key",), urls.page_path(ref)
    yield from ((("key",), urls.companion_file(ref, extension)) for extension in extensions(entry))
    yield ("key",), urls.related(ref)
    for number, former in enumerate(entry.was):
        yield ("was", number), urls.page_path(f"{kind_of(ref)}/{former}")


def _is_made(library: Library, ref: str, path: str) -> bool:
    """Return whether a possible path is really built.

    Finding the related entries is slow, so it is left until there would be a clash.
    """
    return path != urls.related(ref) or bool(page_of_all(library, ref))


def extensions(entry: Entry) -> tuple[str, ...]:
    """Return the extensions of the files next to an entry's page."""
    match entry:
        case Abstract():
            return "bib", "ris", "csl.json", "json"
        case Figure():
            return ("csv",)
        case Organisation() if entry.current_website and entry.status.is_current:  # no others are printed
            return ("qr.svg",)
    return ()


def page_of(file: str) -> str:
    """Return the path on the site of a file in ``docs``, as MkDocs assigns it.

    For example, ``about/README.md`` becomes ``about/index.html``.
    """
    path = PurePosixPath(file)
    if path.suffix not in _MARKDOWN:
        return file
    return path.with_name(f"{'index' if path.stem == 'README' else path.stem}.html").as_posix()


def _compared(path: str) -> str:
    """Return a path in lower case, because file systems on Windows and macOS ignore case."""
    return path.casefold()
