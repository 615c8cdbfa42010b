"""Templates to HTML. Everything is escaped; a name that a template misspells is an error."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from almanac import urls, words
from almanac.library import Library
from almanac.pages import Group, Item, Site, page


@functools.cache
def environment() -> Environment:
    """The one Jinja environment, for pages and macros alike."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )
    made.filters.update(
        day=words.day,
        when=words.when,
        listed=words.listed,
        authors=words.authors,
        in_volume=words.in_volume,
        state=words.state,
        doi=urls.doi,
    )
    return made


def entry_page(library: Library, ref: str, site: Site) -> dict[str, str]:
    """What fills the frame of one entry, by slot: title, description, canonical and body, as safe HTML."""
    shown = page(library, ref, site)
    template = environment().get_template(f"pages/{shown.kind.name}.html")
    escape = environment().filters["e"]
    return {
        "title": str(escape(shown.title)),
        "description": str(escape(shown.description)),
        "canonical": str(escape(urls.absolute(site.url, shown.path))),
        "body": template.render(page=shown, entry=library.entries[ref], url=_leading_from(shown.path)),
    }


def listing(template: str, found: tuple[Group, ...], on_page: str, **more: object) -> str:
    """A list of entries for a prose page (path from the root), by a template of ``lists/``."""
    return environment().get_template(f"lists/{template}.html").render(groups=found, url=_leading_from(on_page), **more)


def single(template: str, shown: Item, on_page: str, **more: object) -> str:
    """One entry for a prose page: a card, or a link with words of its own."""
    return environment().get_template(f"lists/{template}.html").render(item=shown, url=_leading_from(on_page), **more)


def _leading_from(path: str) -> Callable[[str], str]:
    return lambda target: urls.to_root(path) + target
