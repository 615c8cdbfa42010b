"""Addresses within the site and its repository. The only place that spells one."""

from __future__ import annotations

import functools
from urllib.parse import quote, urlencode

from almanac.content.kinds import BY_NAME
from almanac.content.kinds.point import PointOfSet
from almanac.content.model import Library


@functools.cache
def page_path(ref: str) -> str:
    """Path of an entry's page from the site's root: ``role/e`` to ``roles/e.html``."""
    kind, key = ref.split("/")
    return f"{BY_NAME[kind].folder}/{key}.html"


def shared_page(library: Library, ref: str) -> str:
    """Path of the page on which an entry is read together with others; empty for one that has a page of its own."""
    entry = library.get(ref)
    name = entry.gathered if isinstance(entry, PointOfSet) else ""
    return f"{BY_NAME[ref.partition('/')[0]].folder}/{name}.html" if name else ""


@functools.lru_cache(maxsize=1)
def shared_pages(library: Library) -> frozenset[str]:
    """Every such page. What is read there is of the past: rules of today have a page each."""
    return frozenset(filter(None, (shared_page(library, ref) for ref in library.entries)))


def place(library: Library, ref: str) -> str:
    """Where links to an entry lead: its own page, or its anchor on the page that it shares."""
    shared = shared_page(library, ref)
    return f"{shared}#{ref.partition('/')[2]}" if shared else page_path(ref)


def places(library: Library) -> dict[str, str]:
    """Where each entry is read, to the entry."""
    return {place(library, ref): ref for ref in library.entries}


def beside(ref: str, extension: str) -> str:
    """Path of an entry's file of another kind, beside its page: ``research/x.ris``."""
    return page_path(ref).removesuffix("html") + extension


def related(ref: str) -> str:
    """Path of the page of all that is related to an entry; no key has a full stop, so it is never an entry's own."""
    return beside(ref, "related.html")


def page_beside(path: str) -> str:
    """Path of the page of the entry beside which a file stands, if it is one of an entry: no key has a full stop."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}.html"


def to_root(path: str) -> str:
    """What leads from a page back to the root: ``../`` for each folder it stands in."""
    return "../" * path.count("/")


def absolute(site: str, path: str) -> str:
    """The one full address of a page, or of a place on it; a folder's own page goes by the folder's name."""
    file, mark, anchor = path.partition("#")
    return site.rstrip("/") + "/" + quote(file.removesuffix("index.html")) + mark + quote(anchor)


def page(site: str, library: Library, ref: str) -> str:
    """Address at which an entry is read: full where the site has an address, else its path from the root."""
    return absolute(site, place(library, ref)) if site else place(library, ref)


def filtered(path: str, **choices: str) -> str:
    """A list's page as its filters leave it: ``directory/index.html?serves=carers``."""
    return f"{path}?{urlencode(choices)}"


def edit(repository: str, file: str, line: int) -> str:
    """The line of a file in the repository, where an editor can change it."""
    return f"{repository.rstrip('/')}/blob/main/{quote(file)}?plain=1#L{line}"


def in_repository(repository: str, path: str) -> str:
    """A file of the repository, or a folder."""
    return f"{repository.rstrip('/')}/{'blob' if path.endswith('.yaml') else 'tree'}/main/{quote(path)}"


def add_url(repository: str, kind: str) -> str:
    """The form in the repository for a new entry of a kind."""
    return f"{repository.rstrip('/')}/issues/new?{urlencode({'template': f'add-{kind}.yml'})}"


def suggest_url(repository: str, ref: str, label: str) -> str:
    """The form for a correction in the repository, which already names the entry, or the page."""
    fields = {"template": "correction.yml", "title": f"Correction: {label[:100]}", "entry": ref}
    return f"{repository.rstrip('/')}/issues/new?{urlencode(fields)}"
