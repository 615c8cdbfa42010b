"""Comparing the library with the table of Retraction Watch reports each difference at its line and fetches nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from almanac.content.kinds.notice import Notice
from almanac.content.links import link_entries
from almanac.content.model import Library
from almanac.editing.retractions import NotRetractionWatchError, compared

COLUMNS = (
    "Record ID", "Title", "Journal", "RetractionDate", "RetractionDOI", "OriginalPaperDate", "OriginalPaperDOI",
    "RetractionNature", "Reason",
)  # fmt: skip
ROW = {
    "Record ID": "1", "Title": "Another", "RetractionDate": "3/4/2021 0:00", "RetractionDOI": "10.9999/r.1",
    "OriginalPaperDate": "4/1/1999 0:00", "OriginalPaperDOI": "10.9999/LAMPS.1999.3", "RetractionNature": "Retraction",
}  # fmt: skip
OURS = Notice(status="retracted", date="2021-03-04", doi="10.9999/r.1")


def said(tiny: Library, tmp_path: Path, *rows: dict[str, str], ours: tuple[Notice, ...] = ()) -> list[str]:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    study = tiny.entries["abstract/tamm-1999"].model_copy(update={"notices": ours})
    entries = {**tiny.entries, "abstract/tamm-1999": study}
    library = Library(entries, tiny.places, link_entries(entries), tiny.version, tiny.today)
    return list(compared(library, path))


def test_a_retraction_that_the_library_does_not_know(tiny: Library, tmp_path: Path) -> None:
    line, verdict = said(tiny, tmp_path, ROW)
    assert line.startswith("tiny/abstracts.yaml:2 abstract tamm-1999: retracted 2021-03-04")
    assert "notices: [{status: retracted, date: 2021-03-04, doi: 10.9999/r.1}]" in line
    assert verdict == "1 studies compared with 1 rows; 0 have a notice; 1 to look at."


def test_a_study_without_its_doi_there_is_found_by_title_and_year(tiny: Library, tmp_path: Path) -> None:
    title = "LIGHT & <shade>: 12 lamps on the isle of Øre"
    assert len(said(tiny, tmp_path, ROW | {"OriginalPaperDOI": "unavailable", "Title": title})) == 2
    other_year = {"OriginalPaperDOI": "", "Title": title, "OriginalPaperDate": "1/1/2001 0:00"}
    assert len(said(tiny, tmp_path, ROW | other_year)) == 1


@pytest.mark.parametrize(
    ("change", "ours", "expected"),
    [
        ({}, (OURS,), ""),
        ({"RetractionDOI": "10.9999/r.2"}, (OURS,), "the notice there is 10.9999/r.2, here 10.9999/r.1"),
        ({"RetractionDate": "5/4/2021 0:00"}, (OURS,), "the date there is 2021-05-04, here 2021-03-04"),
        ({"RetractionNature": "Correction"}, (OURS,), "corrected 2021-03-04, but it has no such notice"),
        ({"RetractionNature": "Reinstatement"}, (OURS,), "was reinstated 2021-03-04"),
        ({"OriginalPaperDOI": "10.1/x"}, (OURS,), "retracted here, but not in the table"),
    ],
)
def test_what_differs(
    change: dict[str, str], ours: tuple[Notice, ...], expected: str, tiny: Library, tmp_path: Path
) -> None:
    *lines, _ = said(tiny, tmp_path, ROW | change, ours=ours)
    assert (expected in lines[0]) if expected else lines == []


def test_another_file_is_refused_with_a_sentence(tiny: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(NotRetractionWatchError, match="no column Title"):
        list(compared(tiny, path))
