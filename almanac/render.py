"""Templates to HTML. Everything is escaped; a name that a template misspells is an error."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from almanac import urls, words
from almanac.glossary import Explainer
from almanac.library import Library
from almanac.pages import Site, page


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
        number=words.number,
        doi=urls.doi,
    )
    return made


def entry_page(library: Library, ref: str, site: Site) -> dict[str, str]:
    """What fills the frame of one entry, by slot: title, description, canonical and body, as safe HTML."""
    shown = page(library, ref, site)
    template = environment().get_template(f"pages/{shown.kind.name}.html")
    escape = environment().filters["e"]
    explainer = Explainer(library.glossary, _self_explaining(library, ref))
    body = template.render(page=shown, entry=library.entries[ref], url=_leading_from(shown.path), say=explainer.text)
    return {
        "title": str(escape(shown.title)),
        "description": str(escape(shown.description)),
        "canonical": str(escape(urls.absolute(site.url, shown.path))),
        "body": body,
    }


def _self_explaining(library: Library, ref: str) -> set[str]:
    """Keys of the terms that a page needs not explain: its own, and those that lead to it."""
    own = {ref} | {link.source for link in library.links.back.get(ref, ()) if link.field == "see"}
    return {other.removeprefix("term/") for other in own if other.startswith("term/")}


def prose(library: Library, html: str) -> str:
    """A prose page's HTML with its terms explained at their first use."""
    return Explainer(library.glossary).html(html)


def fragment(template: str, on_page: str, **values: object) -> str:
    """A list, card, link or picture for a prose page (path from the root), by a template of ``lists/``."""
    return environment().get_template(f"lists/{template}.html").render(url=_leading_from(on_page), **values)


def _leading_from(path: str) -> Callable[[str], str]:
    return lambda target: urls.to_root(path) + target
