"""Addresses within the site and its repository. The only place that spells one."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from almanac.content.kinds import BY_NAME


def page_path(ref: str) -> str:
    """Path of an entry's page from the site's root: ``role/e`` to ``roles/e.html``."""
    kind, key = ref.split("/")
    return f"{BY_NAME[kind].folder}/{key}.html"


def beside(ref: str, extension: str) -> str:
    """Path of an entry's file of another kind, beside its page: ``research/x.ris``."""
    return page_path(ref).removesuffix("html") + extension


def to_root(path: str) -> str:
    """What leads from a page back to the root: ``../`` for each folder it stands in."""
    return "../" * path.count("/")


def absolute(site: str, path: str) -> str:
    """The one full address of a page; a folder's own page goes by the folder's name."""
    return site.rstrip("/") + "/" + quote(path.removesuffix("index.html"))


def page(site: str, ref: str) -> str:
    """Address of an entry's page: full where the site has an address, else its path from the root."""
    return absolute(site, page_path(ref)) if site else page_path(ref)


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
