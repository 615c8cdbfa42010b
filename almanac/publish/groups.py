"""The site as groups of files. Each group is built as a unit, and its key shows whether it must be rebuilt.

A build asks for every group. A server asks only for the one that contains the page a reader opens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from itertools import chain

from almanac.citation.references import ReferenceCache, references
from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.content.refs import kind_of
from almanac.exports import api
from almanac.exports.handout_json import handout_json
from almanac.exports.sitemap import sitemap
from almanac.publish import entries, librarypages, prose
from almanac.publish.assetnames import AssetManifest, root_of
from almanac.publish.context import Context
from almanac.publish.drawn import Drawn
from almanac.publish.keys import Keys, digest
from almanac.search import indexing, suggestions
from almanac.search.suggestions import Prose
from almanac.site import render, research, urls
from almanac.site.pages import Site
from almanac.site.pour import Frame
from almanac.site.research import RelatedStudies

_FOUND_AS = re.compile(rf'{indexing.FOUND}="([^"]*)"')
_TITLE = re.compile(r"<title>(.*) · [^<]*</title>")
NO_PAGE = "404.html"  # rendered by the theme, and left out of the sitemap and the search
ABSTRACT = "abstract"  # the library's own pages are poured into the frame of this kind


@dataclass
class Made:
    """The files of one group, as built.

    Attributes:
        texts: text of each file, by path from the site root.
        poured: slot values of each page that is poured into a frame, by path.
        kind: the kind whose frame these pages use.
    """

    texts: dict[str, str] = field(default_factory=dict)
    poured: dict[str, dict[str, str]] = field(default_factory=dict)
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """Files that are built together.

    Attributes:
        paths: their paths, except those of the files next to an entry's page.
        key: returns a hash of everything from which they are built.
        make: builds them.
        moved: which of the paths are former addresses.
    """

    paths: tuple[str, ...]
    key: Callable[[], str]
    make: Callable[[], Made]
    moved: frozenset[str] = frozenset()


class Groups:
    """The groups of one site.

    Attributes:
        between: called between the files that depend on the whole content, which take seconds to build. If it raises an
            exception, building stops.
    """

    def __init__(self, library: Library, drawn: Drawn, site: Site, kept: ReferenceCache) -> None:
        """Take everything from which the site is built.

        Args:
            library: the library to pour.
            drawn: the site as the theme rendered it.
            site: the site's addresses, and the state of its links to other sites.
            kept: references that have been formatted already. New ones are added.
        """
        self.library, self.drawn, self.site, self._kept = library, drawn, site, kept
        self.keys = Keys(library, site)
        self.root = root_of(site.url)
        self.between: Callable[[], None] = lambda: None
        self._frames = {kind: frame.filled(render.everywhere(library)) for kind, frame in drawn.frames.items()}
        self.publish(AssetManifest())

    def all(self) -> Iterator[Group]:
        """Yield every group: hand-written pages, entries and lists of studies."""
        yield from self.written()
        yield from map(self.of_entry, self.library.entries)
        yield from self.of_shelves()

    def written(self) -> Iterator[Group]:
        """Yield the groups of the hand-written pages, the only ones in which an editor can misspell a name."""
        yield from (self._prose(path) for path in self.drawn.pages)

    def of_shelves(self) -> Iterator[Group]:
        """Yield the groups of the lists of studies."""
        yield from (self._shelf(shown) for shown in librarypages.shelf_pages(self.library))

    def aggregate_key(self) -> str:
        """Return the cache key of the result of ``aggregate_files``."""
        return self.keys.whole(repr(self._written))

    def aggregate_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and content of each file that depends on the whole content. None of them is a page.

        They are yielded one by one because together they are large.
        """
        library, site = self.library, self.site
        written = [path for path, _ in self._written]
        files: Iterator[tuple[str, str | bytes]] = chain(
            librarypages.files(library, site),
            suggestions.files(library, [page for _, page in self._written if page]),
            api.files(library, site),
            {
                "api/v1/handout.json": handout_json(library, site.health),
                "sitemap.xml": sitemap(library, [*written, *librarypages.paths(library)], site.url),
            }.items(),
        )
        for path, told in files:
            self.between()
            yield path, told.encode() if isinstance(told, str) else told

    def cite(self) -> None:
        """Format all references, which entries need, or raise NotFormattedError."""
        _ = self._cited

    def finished(self, made: Made) -> Iterator[tuple[str, str]]:
        """Yield the path and text of every file, with pages poured into their frames."""
        yield from made.texts.items()
        yield from ((path, self._frames[made.kind].fill(values)) for path, values in made.poured.items())

    def publish(self, assets: AssetManifest) -> None:
        """Set the asset names for published pages. Cached pages keep the plain names."""
        self._assets = assets
        folders = {kind.name: f"{kind.folder}/" for kind in KINDS}
        self._published = {
            kind: Frame(tuple(assets.in_page(folders[kind], piece, self.root) for piece in frame.pieces), frame.slots)
            for kind, frame in self._frames.items()
        }

    def published(self, made: Made) -> Iterator[tuple[str, str]]:
        """Do the same as ``finished``, but with the asset names given to ``publish``."""
        for path, text in made.texts.items():
            yield path, self._assets.in_page(path, text, self.root) if path in self.drawn.pages else text
        yield from ((path, self._published[made.kind].fill(values)) for path, values in made.poured.items())

    @cached_property
    def _cited(self) -> entries.Cited:
        return references(research.studies(self.library), self._kept)

    @cached_property
    def _topics(self) -> dict[str, str]:
        return librarypages.topics(self.library)

    @cached_property
    def _neighbours(self) -> RelatedStudies:
        return RelatedStudies(self.library)

    @cached_property
    def _written(self) -> tuple[tuple[str, Prose | None], ...]:
        """Each hand-written page, with its title and type if the search should find it."""
        return tuple((path, _searched(path, html)) for path, html in self.drawn.pages.items() if path != NO_PAGE)

    def _prose(self, path: str) -> Group:
        html = self.drawn.pages[path]

        def make() -> Made:
            return Made({path: prose.poured(html, Context(self.library, self.site, path))})

        return Group((path,), partial(self.keys.whole, path, digest(html)), make)

    def of_entry(self, ref: str) -> Group:
        """Return the group of an entry. Its pages need all references."""
        shown: list[entries.Prepared] = []
        kind = kind_of(ref)

        def prepared() -> entries.Prepared:
            if not shown:
                shown.append(entries.prepared(self.library, ref, self.site, self._cited, self._neighbours))
            return shown[0]

        def make() -> Made:
            texts = dict(entries.companion_files(self.library, prepared(), self.site))
            if urls.shared_page(self.library, ref):
                return Made(texts)
            return Made(texts, poured=entries.poured(self.library, prepared(), self.site), kind=kind)

        moved = tuple(entries.redirects_to(self.library, ref))
        paths = tuple(dict.fromkeys((urls.page_path(ref), *moved)))
        return Group(paths, lambda: self.keys.entry(prepared(), self.drawn.frames[kind]), make, frozenset(moved))

    def _shelf(self, shown: render.ShelfPage) -> Group:
        def make() -> Made:
            poured = {shown.shelf.path: render.shelf_page(shown, self.site)}
            return Made(librarypages.companion_files(shown, self.site, self._topics), poured=poured, kind=ABSTRACT)

        paths = tuple(filter(None, (shown.shelf.path, shown.shelf.feed)))
        return Group(paths, partial(self.keys.shelf, shown, self.drawn.frames[ABSTRACT], self._topics), make)


def _searched(path: str, html: str) -> Prose | None:
    kind, title = _FOUND_AS.search(html), _TITLE.search(html)
    return Prose(unescape(title[1]), path, unescape(kind[1])) if kind and title else None
