"""Addresses of entries and of groups of studies on the site, and of files in the repository."""

from __future__ import annotations

import functools
from urllib.parse import quote, urlencode

from almanac.content.kinds import BY_NAME
from almanac.content.kinds.point import PointOfSet
from almanac.content.model import Library
from almanac.content.refs import key_of, kind_of


@functools.cache
def page_path(ref: str) -> str:
    """Path of an entry's page from the site root: ``role/e`` becomes ``roles/e.html``."""
    kind, key = ref.split("/")
    return f"{BY_NAME[kind].folder}/{key}.html"


def shared_page(library: Library, ref: str) -> str:
    """Path of the page that an entry shares with others; empty if it has a page of its own."""
    entry = library.get(ref)
    name = entry.shared_page if isinstance(entry, PointOfSet) else ""
    return f"{BY_NAME[kind_of(ref)].folder}/{name}.html" if name else ""


@functools.lru_cache(maxsize=1)
def shared_pages(library: Library) -> frozenset[str]:
    """Every shared page. The entries on them are historical: current rules have a page each."""
    return frozenset(filter(None, (shared_page(library, ref) for ref in library.entries)))


def place(library: Library, ref: str) -> str:
    """The path that links to an entry point to: its own page, or its anchor on a shared page."""
    shared = shared_page(library, ref)
    return f"{shared}#{key_of(ref)}" if shared else page_path(ref)


def places(library: Library) -> dict[str, str]:
    """The entry at each path that ``place`` returns."""
    return {place(library, ref): ref for ref in library.entries}


def companion_file(ref: str, extension: str) -> str:
    """Path of another file of an entry, beside its page: ``research/x.ris``."""
    return page_path(ref).removesuffix("html") + extension


def related(ref: str) -> str:
    """Path of the page of everything related to an entry. No key has a full stop, so no entry's page clashes."""
    return companion_file(ref, "related.html")


def page_of_companion(path: str) -> str:
    """Path of the entry's page that a file stands beside, if the file belongs to an entry. Keys have no full stop."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}.html"


def study_group(by: str, slug: str) -> str:
    """Path of the page of a group of studies: ``research/topic-carers.html``."""
    return f"research/{by}-{slug}.html"


def to_root(path: str) -> str:
    """The relative path from a page to the site root: ``../`` for each folder above it."""
    return "../" * path.count("/")


def absolute(site: str, path: str) -> str:
    """The canonical full address of a page, or of a place on it. A folder's own page goes by the folder's name."""
    file, mark, anchor = path.partition("#")
    return site.rstrip("/") + "/" + quote(file.removesuffix("index.html")) + mark + quote(anchor)


def page(site: str, library: Library, ref: str) -> str:
    """Address of an entry: the full address if the site has one, otherwise the path from the site root."""
    return absolute(site, place(library, ref)) if site else place(library, ref)


def filtered_list(path: str, **choices: str) -> str:
    """Address of a list with filters already set: ``directory/index.html?serves=carers``."""
    return f"{path}?{urlencode(choices)}"


def edit(repository: str, file: str, line: int) -> str:
    """Address of a line of a file in the repository, where an editor can change it."""
    return f"{repository.rstrip('/')}/blob/main/{quote(file)}?plain=1#L{line}"


def in_repository(repository: str, path: str) -> str:
    """Address of a file or folder in the repository."""
    return f"{repository.rstrip('/')}/{'blob' if path.endswith('.yaml') else 'tree'}/main/{quote(path)}"


def add_url(repository: str, kind: str) -> str:
    """Address of the repository's form for a new entry of a kind."""
    return f"{repository.rstrip('/')}/issues/new?{urlencode({'template': f'add-{kind}.yml'})}"


def suggest_url(repository: str, ref: str, label: str) -> str:
    """Address of the repository's correction form, with the entry or page already filled in."""
    fields = {"template": "correction.yml", "title": f"Correction: {label[:100]}", "entry": ref}
    return f"{repository.rstrip('/')}/issues/new?{urlencode(fields)}"
