"""Renders templates to HTML. Everything is escaped, and a misspelt name in a template is an error."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from almanac.citation.styles import STYLES
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.content.kinds.term import Term
from almanac.content.letters import capitalised, slug
from almanac.content.model import Library
from almanac.content.paragraphs import paragraphs
from almanac.site import related, sureness, urls, words
from almanac.site.entrylinks import EntryLink
from almanac.site.glossary import Explainer, glossary_of
from almanac.site.headings import FOUND_AS
from almanac.site.metadata import coins_title
from almanac.site.pages import Page, Site
from almanac.site.research import Shelf
from almanac.site.sensitive import UrgentContact


@functools.cache
def environment() -> Environment:
    """The one Jinja environment, shared by pages and macros."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["nations_of_uk"] = NATIONS_OF_UK
    made.filters.update(
        day=words.day,
        when=words.when,
        across=words.across,
        listed=words.listed,
        authors=words.authors,
        few_authors=words.few_authors,
        in_title_case=words.in_title_case,
        paragraphs=paragraphs,
        split_changes=words.split_changes,
        field_names=words.field_names,
        in_volume=words.in_volume,
        chip=sureness.chip,
        doubtful=sureness.is_doubtful,
        read_how=sureness.read_how,
        limits=sureness.limits,
        state=words.state,
        doubt=words.doubt,
        capitalise=capitalised,
        number=words.number,
        doi=identifiers.doi,
        charity=identifiers.charity,
        host=identifiers.host,
        coins_title=coins_title,
        slug=slug,
    )
    return made


@functools.cache
def template(name: str) -> Template:
    """The template at a path, looked up and compiled only once."""
    return environment().get_template(name)


FORMATS = (
    ("RIS", "ris", "application/x-research-info-systems"),
    ("BibTeX", "bib", "application/x-bibtex"),
    ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
)


def page_values(library: Library, shown: Page, site: Site, **more: object) -> dict[str, str]:
    """The values that fill one entry's frame, by slot, as safe HTML: title, description, canonical, head and body.

    Args:
        library: the Library.
        shown: the data that its page shows.
        site: the site's addresses.
        more: other values that its kind's template needs, such as a study's references and related studies.
    """
    ref = shown.ref
    explainer = Explainer(glossary_of(library), self_explaining(library, ref), urls.to_root(shown.path))
    entry = library.entries[ref]
    given = {
        "entry": entry,
        "formats": FORMATS,
        "styles": STYLES,
        "filtered_list": urls.filtered_list,
        "health": site.health,
    }
    found_as = FOUND_AS[shown.kind.name]
    url = _leading_from(shown.path)
    body = template(f"pages/{shown.kind.name}.html").render(
        page=shown, url=url, say=explainer.text, found_as=found_as, **given, **more
    )
    return _slot_values(shown.title, shown.description, urls.absolute(site.url, shown.path), body)


def related_values(shown: Page, site: Site) -> dict[str, str]:
    """The values that fill a frame with everything related to an entry, by slot, as safe HTML."""
    parts = (
        ("", related.headings(shown.columns)),
        ("Entries that use this source", related.headings(shown.used_by, "uses-")),
    )
    count = sum(column.count for _, columns in parts for column in columns)
    body = template("pages/related.html").render(page=shown, url=_leading_from(shown.path), parts=parts, count=count)
    description = f"All {count} entries linked to {shown.title}, by kind: evidence, law, practice, help."
    return _slot_values(f"Related to {shown.title}", description, urls.absolute(site.url, shown.related), body)


def _slot_values(title: str, description: str, canonical: str, body: str, head: str = "") -> dict[str, str]:
    """The values of a page by slot. Plain text is escaped; the body and the head are HTML already."""
    return {
        "title": str(escape(title)),
        "description": str(escape(description)),
        "head": head,
        "canonical": str(escape(canonical)),
        "body": body,
    }


def self_explaining(library: Library, ref: str) -> set[str]:
    """Keys of the terms that a page need not explain: its own, and those that refer to it and are in its title."""
    title = library.entries[ref].label.casefold()
    see = {link.source for link in library.links.back.get(ref, ()) if link.field == "see"}
    terms = ((own, term) for own, term in library.all_of(Term) if own == ref or own in see)
    return {term.key for own, term in terms if own == ref or term.name.casefold() in title}


def everywhere(library: Library) -> dict[str, str]:
    """The values of the slots on every page: the version and date of the content."""
    return {"version": library.version, "day": words.day(library.today)}


def prose(library: Library, html: str, path: str) -> str:
    """A prose page's HTML with its terms explained at their first use. The path is from the site root."""
    return Explainer(glossary_of(library), root=urls.to_root(path)).html(html)


@dataclass(frozen=True)
class ShelfPage:
    """The page of a group of studies: the studies in groups (name, anchor, studies).

    A topic's page also has a link to its term and, if it is sensitive, the urgent contacts.
    """

    shelf: Shelf
    title: str
    groups: tuple[tuple[str, str, tuple[Abstract, ...]], ...]
    term: EntryLink | None = None
    sensitive: bool = False
    urgent: tuple[UrgentContact, ...] = ()


def shelf_page(shown: ShelfPage, site: Site) -> dict[str, str]:
    """The values that fill a frame with a group of studies, by slot, as safe HTML."""
    shelf, title, feed = shown.shelf, shown.title, shown.shelf.feed
    url, suggest = _leading_from(shelf.path), urls.suggest_url(site.repository, shelf.path, title)
    body = template("pages/studies.html").render(url=url, shown=shown, suggest=suggest)
    description = f"{title}: {len(shelf.studies)} in the library, with plain summaries."
    link = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'
    head = str(Markup(link).format(title, url(feed))) if feed else ""  # noqa: S704
    return _slot_values(title, description, urls.absolute(site.url, shelf.path), body, head)


def fragment(called: str, on_page: str, **values: object) -> str:
    """A list, card, link or picture for a prose page, from a template in ``lists/``. The path is from the site root."""
    return template(f"lists/{called}.html").render(url=_leading_from(on_page), **values)


def _leading_from(path: str) -> Callable[[str], str]:
    return lambda target: urls.to_root(path) + target
