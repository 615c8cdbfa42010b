"""The first use of a term on a page explains itself.

A term is explained where a reader may stumble: an abbreviation, a term of
law or practice that has one, and whatever something else has replaced.
Everyday words, and the names of bodies written out, are left alone.
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

_WORD = re.compile(r"[A-Za-z][\w'\u2019-]*")
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_GOES_ON = re.compile(r" (?:(?:and|of|for) )?[A-Z]")  # another body's name: the Department of Health and Social Care
_BEGAN = re.compile(r"[A-Z]\w+ [A-Z]\w+ $")  # the same: Northern Ireland Department of Health
_LEFT_ALONE = frozenset(("a", "button", "code", "form", "summary", "svg"))  # elements in which nothing is explained


@dataclass(frozen=True)
class TermForm:
    """One way to write a term: whether its capitals count, the term's key, and what it means."""

    text: str
    exact: bool
    key: str
    meaning: str

    def end(self, text: str, start: int) -> int:
        """Where this form ends if it stands at start, a plural s included; -1 if it does not stand there."""
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
"""Forms by their first word in small letters, the longest first."""


@functools.lru_cache(maxsize=1)
def glossary_of(library: Library) -> Glossary:
    """The forms of a Library's terms, made once."""
    return glossary(entry for _, entry in library.of("term") if isinstance(entry, Term))


def glossary(terms: Iterable[Term]) -> Glossary:
    """The forms of every term that is to be explained."""
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
        done: keys of the terms that need no explanation (any more).
        root: what leads from the page to the root of the site.
    """

    known: Glossary
    done: set[str] = field(default_factory=set)
    root: str = "../"

    def text(self, text: str) -> Markup:
        """Plain text as HTML, with explanations."""
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
        """HTML with explanations in the running text of its paragraphs; tags and links stay as they are."""
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
    """Words that show their meaning on hover, focus and tap, with a way to the glossary.

    They are no ``<button>``: a browser sets that as a box, and a long term would begin a new line.
    """
    return Markup(
        '<span class="term"><span role="button" tabindex="0" aria-describedby="means-{key}">{shown}</span>'
        '<span class="meaning"><span role="tooltip" id="means-{key}">{meaning}</span> '
        '<a href="{root}terms/{key}.html">Glossary entry</a></span></span>'
    ).format(key=form.key, shown=shown, meaning=form.meaning, root=root)
