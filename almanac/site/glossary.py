"""Explains a term where it first appears on a page.

Terms that may puzzle a reader are explained: abbreviations, terms of law or
practice that have an abbreviation, and terms that have been superseded.
Everyday words are left alone, and so are the full names of organisations.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup, escape

from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.site import urls

_WORD = re.compile(r"[A-Za-z][\w'\u2019-]*")
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_GOES_ON = re.compile(r" (?:(?:and|of|for) )?[A-Z]")  # inside a longer name: the Department of Health and Social Care
_BEGAN = re.compile(r"[A-Z]\w+ [A-Z]\w+ $")  # likewise: Northern Ireland Department of Health
_LEFT_ALONE = frozenset(("a", "button", "code", "form", "summary", "svg"))  # elements whose text is never explained


@dataclass(frozen=True)
class TermForm:
    """One spelling of a term, with the term's key and meaning. ``exact`` says whether upper and lower case matter."""

    text: str
    exact: bool
    key: str
    meaning: str

    def end(self, text: str, start: int) -> int:
        """The end of this form if it occurs at ``start``, including a plural s; otherwise -1."""
        end = start + len(self.text)
        found = text[start:end]
        if found != self.text and (self.exact or found.lower() != self.text.lower()):
            return -1
        if text[end : end + 1] == "s":
            end += 1
        if (
            self.exact
            and " " in self.text
            and (_GOES_ON.match(text, end) or _BEGAN.search(text, max(0, start - 40), start))
        ):
            return -1
        return -1 if text[end : end + 1].isalnum() else end


Glossary = Mapping[str, tuple[TermForm, ...]]
"""Forms by their first word in lower case, longest first."""


@functools.lru_cache(maxsize=1)
def glossary_of(library: Library) -> Glossary:
    """The glossary of a Library, built once."""
    return glossary(entry for _, entry in library.all_of(Term))


def glossary(terms: Iterable[Term]) -> Glossary:
    """Collect the forms of every term that should be explained."""
    found: dict[str, list[TermForm]] = defaultdict(list)
    for term in terms:
        if term.everyday:
            continue
        if term.superseded_by or (term.abbreviation and term.name.islower()):
            _add(found, TermForm(term.name, exact=not term.name.islower(), key=term.key, meaning=term.definition))
        if term.abbreviation:
            _add(
                found, TermForm(term.abbreviation, exact=True, key=term.key, meaning=f"{term.name}. {term.definition}")
            )
    return {word: tuple(sorted(held, key=lambda form: (-len(form.text), form.key))) for word, held in found.items()}


def _add(found: dict[str, list[TermForm]], form: TermForm) -> None:
    first = _WORD.match(form.text)
    if first:
        found[first.group().lower()].append(form)
        found[first.group().lower() + "s"].append(form)


@dataclass
class Explainer:
    """Explains terms on one page, each at its first use.

    Attributes:
        known: the glossary.
        done: keys of the terms that need no explanation, or have already had one.
        root: relative path from the page to the site root.
    """

    known: Glossary
    done: set[str] = field(default_factory=set)
    root: str = "../"

    def text(self, text: str) -> Markup:
        """Plain text as HTML, with explanations added."""
        parts: list[Markup] = []
        last = 0
        for word in _WORD.finditer(text):
            start = word.start()
            for form in self.known.get(word.group().lower(), ()) if start >= last else ():
                end = form.end(text, start)
                if end > 0 and form.key not in self.done:
                    self.done.add(form.key)
                    parts += (escape(text[last:start]), _explained(text[start:end], form, self.root))
                    last = end
                    break
        return Markup("").join([*parts, escape(text[last:])])

    def html(self, html: str) -> str:
        """HTML with explanations added to the text of its paragraphs. Tags and links are unchanged."""
        parts: list[str] = []
        inside: list[str] = []
        for part in _TAG.split(html):
            name = _NAME.match(part)
            if name and part.startswith("</"):
                inside = inside[: len(inside) - 1 - inside[::-1].index(name[1])] if name[1] in inside else inside
            elif name and not part.endswith("/>"):
                inside.append(name[1])
            running = not name and "p" in inside and not _LEFT_ALONE.intersection(inside)
            parts.append(str(self.text(unescape(part))) if running else part)
        return "".join(parts)


def _explained(shown: str, form: TermForm, root: str) -> Markup:
    """Wrap a term so that its meaning appears on hover, focus or tap, with a link to the glossary.

    It is not a ``<button>``: browsers lay a button out as a box, so a long term would start a new line.
    """
    return Markup(
        '<span class="term"><span role="button" tabindex="0" aria-describedby="means-{key}">{shown}</span>'
        '<span class="meaning"><span role="tooltip" id="means-{key}">{meaning}</span> '
        '<a href="{link}">Glossary entry</a></span></span>'
    ).format(key=form.key, shown=shown, meaning=form.meaning, link=root + urls.page_path(f"term/{form.key}"))
