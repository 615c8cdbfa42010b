"""Whatever the reference cache contains, only entries with the shape of a reference are used, and no build fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from almanac.citation import referencecache
from almanac.citation.references import Reference, references
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library

KEY = "0123456789abcdef01234567"
GOOD = {
    "before": "Tamm, I. (",
    "year": "1999",
    "after": "). Light & shade. Lamps, 3.",
    "runs": ["Tamm, I. (1999). Light & shade. ", "Lamps", ", 3."],
    "sort": "tamm ida 1999 light & shade",
    "intext": "(Tamm, 1999)",
}
POISONS: tuple[Any, ...] = (
    None,
    [],
    "x",
    7,
    {},
    {"html": "<meta http-equiv=refresh>"},
    GOOD | {"html": "<meta http-equiv=refresh>"},
    GOOD | {"runs": "<b>"},
    GOOD | {"runs": [1]},
    GOOD | {"runs": None},
    GOOD | {"runs": ["something else"]},
    GOOD | {"year": None},
    GOOD | {"intext": "\u202e"},
    GOOD | {"intext": "x" * 30_000},
)
"""Values that do not have the shape of a reference."""


def test_what_is_kept_comes_back(tiny: Library, tmp_path: Path) -> None:
    studies = [entry for _, entry in tiny.of("abstract") if isinstance(entry, Abstract)]
    kept: dict[str, Reference] = {}
    made = references(studies, kept)
    path = tmp_path / "kept" / "references.json"
    referencecache.write(path, kept)
    assert referencecache.read(path) == kept
    assert references(studies, referencecache.read(path)) == made


def test_only_what_has_the_form_of_a_reference_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "references.json"
    path.write_text(json.dumps({str(number): poison for number, poison in enumerate(POISONS)} | {KEY: GOOD}), "utf-8")
    assert list(referencecache.read(path)) == [KEY]


def test_a_poisoned_reference_is_never_markup(tmp_path: Path) -> None:
    text, path = "<meta http-equiv=refresh>", tmp_path / "references.json"
    path.write_text(json.dumps({KEY: GOOD | {"before": text, "year": "", "after": "", "runs": [text]}}), "utf-8")
    assert referencecache.read(path)[KEY].html == "&lt;meta http-equiv=refresh&gt;"


@pytest.mark.parametrize("text", ["", "[]", "7", '{"a": ', "\0", "[" * 100_000])
def test_a_file_that_is_something_else_is_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "references.json"
    path.write_text(text, "utf-8")
    assert referencecache.read(path) == {}
    assert referencecache.read(tmp_path) == {}
    assert referencecache.read(tmp_path / "none.json") == {}
