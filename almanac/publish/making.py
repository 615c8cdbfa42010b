"""Build a site from its groups, each built once or taken from the cache, and then build the search."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from almanac.machine import waits, workerprocess
from almanac.publish import folders, hosting, keys, prose, sitecheck
from almanac.publish.assetnames import AssetManifest, named
from almanac.publish.cache import Cache
from almanac.publish.groups import Group, Groups, Made
from almanac.publish.minified import minified
from almanac.search import indexer, indexing
from almanac.site import urls
from almanac.site.pages import Site

SEARCH_SCRIPT = "assets/js/search-worker.js"
FEW = 30  # entries built before a second process is started: copying this process costs as much as building 100
Write = Callable[[str, str | bytes], None]


@dataclass
class Record:
    """The cached output of a group, with what was extracted from its pages.

    Attributes:
        made: its files.
        read: what the site check needs to know about each page, by path.
        found: the search record of each page, and of each place on a page, by path.
    """

    made: Made
    read: dict[str, sitecheck.PageFacts] = field(default_factory=dict)
    found: dict[str, dict[str, Any]] = field(default_factory=dict)


def make_site(groups: Groups, cache: Path, write: Write) -> Mapping[str, sitecheck.PageFacts]:
    """Build all files of a site, with references to assets under their published names.

    Args:
        groups: the groups of the site.
        cache: the cache folder.
        write: called with the path and content of every file.

    Returns:
        What the site check needs to know about each page, by path. Here assets go by their plain names.

    Raises:
        MacroError: if pages pass arguments to macros that they do not accept. The message lists all of them.
        NotFormattedError: if references cannot be formatted.
        NotIndexedError: if the search index cannot be built.
        NotMinifiedError: if a script or style sheet has an error.
        EndedError: if the second process was killed.
    """
    kept = Cache(cache / "made.sqlite", Record)
    collected = Collected(groups, write)
    try:
        record = partial(record_of, groups=groups, kept=kept, known=urls.places(groups.library))
        assets = _before_references(groups, cache, collected, record)
        for made in _entries(groups, kept, record):
            collected.add(made)
        with waits.worker_threads() as waiting:
            searched = waiting.submit(search, indexing.ordered(collected.search_records, groups.library), cache)
            for path, file in aggregate_files(groups, cache).items():
                write(path, file.read_bytes())
            search_files = searched.result()
        kept.forget()
    finally:
        kept.close()
    for path, content in _after_search(groups, assets, search_files, collected.waiting):
        write(path, content)
    return collected.pages


class Collected:
    """Collects data from the records of a site while their files are written.

    Attributes:
        pages: what the site check needs to know about each page, by path.
        search_records: those of all pages.
        waiting: pages that load the search script, which contains the head of the index and is built last. They are not
            yet written.
    """

    def __init__(self, groups: Groups, write: Write) -> None:
        """Take the groups of the site, and the function that writes its files."""
        self._groups, self._write = groups, write
        self.pages: dict[str, sitecheck.PageFacts] = {}
        self.search_records: list[dict[str, Any]] = []
        self.waiting: list[tuple[str, str]] = []

    def add(self, *records: Record) -> None:
        """Write the files of records, and collect what the records contain."""
        for record in records:
            for path, text in self._groups.published(record.made):
                if path in self._groups.drawn.pages and SEARCH_SCRIPT in text:
                    self.waiting.append((path, text))
                else:
                    self._write(path, text)
            self.pages |= record.read
            self.search_records += record.found.values()


def _before_references(
    groups: Groups, cache: Path, collected: Collected, record: Callable[[Group], Record]
) -> AssetManifest:
    """Build what needs no references while they are formatted, and return the assets known by then."""
    with waits.worker_threads() as waiting:  # for Node
        cited, joined = waiting.submit(groups.cite), waiting.submit(scripts, cache)
        lean = waiting.submit(minified, groups.drawn.copied, cache)
        written = prose.all_of(partial(record, group) for group in groups.written())
        search_scripts = joined.result()
        assets = named({**lean.result(), **search_scripts})
        groups.publish(assets)
        collected.add(*written)
        for group in groups.of_shelves():
            collected.add(record(group))
        cited.result()
    return assets


def _entries(groups: Groups, kept: Cache[Record], record: Callable[[Group], Record]) -> Iterator[Record]:
    """Yield the records of entries in any order. If many must be built, a second process builds some of them."""
    left, before = deque(groups.library.entries), kept.added
    while left and (kept.added - before < FEW or workerprocess.processes() == 1):
        yield record(groups.of_entry(left.popleft()))
    if left:
        yield from _shared(list(left), groups, kept, record)


def _shared(
    refs: list[str], groups: Groups, kept: Cache[Record], record: Callable[[Group], Record]
) -> Iterator[Record]:
    known, there = urls.places(groups.library), kept.keys()

    def make(number: int) -> tuple[str, bytes]:
        group = groups.of_entry(refs[number])
        key = group.key()
        return key, b"" if key in there else kept.dump(build_record(group, groups, known))

    with closing(workerprocess.shared(len(refs), make)) as shares:
        for number, sent in shares:
            made = sent and (kept.take(*sent) if sent[1] else kept.get(sent[0]))
            yield made or record(groups.of_entry(refs[number]))


def _after_search(
    groups: Groups, assets: AssetManifest, searched: Mapping[str, bytes], waiting: list[tuple[str, str]]
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files that had to wait for the search.

    These are its own, copied files, the hosting files that list both, and the pages that name the search script.
    """
    of_search = named(searched)
    every = assets.and_also(of_search)
    yield from every.files.items()
    copied = {**groups.drawn.copied, **searched}
    yield from ((path, data) for path, data in copied.items() if path not in every.names)
    yield from hosting.files(groups.site.url, every, searched)
    yield from ((path, of_search.in_page(path, html, groups.root)) for path, html in waiting)


def record_of(group: Group, groups: Groups, kept: Cache[Record], known: Mapping[str, str]) -> Record:
    """Return the record of a group from the cache, or build and cache it."""
    key = group.key()
    record = kept.get(key)
    if record is None:
        record = build_record(group, groups, known)
        kept.put(key, record)
    return record


def build_record(group: Group, groups: Groups, known: Mapping[str, str]) -> Record:
    """Build a group, and extract from its pages what the site check and the search need."""
    record = Record(group.make())
    for path, html in groups.finished(record.made):
        if path.endswith(".html"):
            tree = LexborHTMLParser(html)
            record.read[path] = sitecheck.parsed(path, tree, moved=path in group.moved)
            found = indexing.taken(path, tree, groups.library, known)
            record.found |= {about["path"]: about for about in found}
    return record


def aggregate_files(groups: Groups, cache: Path) -> dict[str, Path]:
    """Return where each file that depends on the whole content is cached, by path, rebuilding them if it changed."""

    def make(folder: Path) -> None:
        for path, data in groups.aggregate_files():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)

    folder = folders.kept(cache, "whole", groups.aggregate_key(), make)
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def search(found: list[dict[str, Any]], cache: Path) -> dict[str, bytes]:
    """Return the files of the search. Node rebuilds them only if the records have changed, and then only in part."""
    given, program = indexer.lines(found), keys.indexing()
    make = partial(indexer.make, given, cache / "terms", program)
    return dict(indexer.files(folders.kept(cache, "search", keys.digest(program, given), make)))


def fixed(site: Site, cache: Path) -> dict[str, bytes]:
    """Return the files that a server serves and no entry changes. While served, all have their plain names."""
    return {**scripts(cache), **{path: text.encode() for path, text in hosting.files(site.url, AssetManifest())}}


def scripts(cache: Path) -> dict[str, bytes]:
    """Return the scripts of the search that contain nothing from the content."""
    return dict(indexer.files(folders.kept(cache, "scripts", keys.digest(keys.indexing()), indexer.make_scripts)))


def last_search(cache: Path) -> dict[str, bytes]:
    """Return the files of the latest search, which may be of earlier content, or nothing if there is none."""
    folder = folders.last(cache, "search")
    return dict(indexer.files(folder)) if folder else {}
