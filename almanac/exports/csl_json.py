"""CSL-JSON (Citation Style Language 1.0.2, input data) as an array of items."""

from __future__ import annotations

from collections.abc import Iterable

from almanac.citation.csl import CslItem, csl_item
from almanac.content.kinds.abstract import Abstract
from almanac.exports.jsontext import json_text
from almanac.site.words import notice_line

OTHERS = "There are more authors, whose names we do not know."


def csl_export_item(study: Abstract) -> CslItem:
    """The study's item for export. A note says "and others" and names notices, because CSL has no field for either."""
    notes = [*([OTHERS] if study.others else []), *map(notice_line, study.notices)]
    return {**csl_item(study), "note": " ".join(notes)} if notes else csl_item(study)


def csl_json(studies: Iterable[Abstract]) -> str:
    """The studies as CSL-JSON, with non-ASCII characters unescaped."""
    return json_text([csl_export_item(study) for study in studies])
