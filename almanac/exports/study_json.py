"""Studies for the site's own scripts: one small file for each study, and a compact catalogue of them all."""

from __future__ import annotations

import json
from collections.abc import Mapping

from almanac.citation.references import Reference
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_export_item
from almanac.exports.ris import ris
from almanac.site import words
from almanac.site.research import studies

FIELDS = (
    "key", "title", "authors", "year", "container", "method", "nations", "topics", "roles", "population", "people",
    "open",
)  # fmt: skip

_REFERENCE = ("before", "year", "after", "html", "sort", "intext")


def study_json(study: Abstract, references: Mapping[str, Reference]) -> str:
    """One study with its references (style to reference) and export formats, for a reading list."""
    made = {
        "key": study.key,
        "was": study.was,
        "title": study.title_with_notice,
        "authors": words.authors(study),
        "year": study.year or study.year_shown,
        "container": study.container or study.publisher or "",
        "csl": csl_export_item(study),
        **{style: {name: getattr(one, name) for name in _REFERENCE} for style, one in references.items()},
        "bibtex": bibtex([study]),
        "ris": ris([study]),
    }
    return _compact(made)


def catalogue(library: Library) -> str:
    """All studies in compact form: the field names once, then a list of values for each study, newest first."""
    found = studies(library)
    topics = {key: library.get(f"term/{key}").label for study in found for key in study.topics}
    made = {
        "version": library.version,
        "topics": dict(sorted(topics.items())),
        "also": {key: also for key in sorted(topics) if (also := _other_names(library, key))},
        "methods": sorted({study.method for study in found}),
        "fields": FIELDS,
        "studies": [_row(study) for study in found],
    }
    return _compact(made)


def _other_names(library: Library, topic: str) -> str:
    """Other names that readers may use for a topic, so that the library's filter matches the same words as search."""
    term = library.get(f"term/{topic}")
    if not isinstance(term, Term):
        return ""
    also = term.also
    return "; ".join((*also.lay, *also.former, *also.us))


def _row(study: Abstract) -> list[object]:
    return [
        study.key, study.title_with_notice, words.authors(study), study.year, study.container or "", study.method,
        study.nations, study.topics, study.roles, study.population or "", study.people, study.open_access,
    ]  # fmt: skip


def former_keys(library: Library) -> str:
    """Former keys of studies, each with its current key."""
    return _compact({former: study.key for study in studies(library) for former in study.was})


def _compact(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
