"""Bibliographies of other programs become drafts: nothing is lost, duplicated or half written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.kinds.notice import Notice
from almanac.content.load import load
from almanac.content.model import Library
from almanac.editing import drafts, files, importing
from almanac.editing.formats import detection
from almanac.editing.formats.record import Record
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.ris import ris

DAY = "2026-01-03"
RIS = """TY  - JOUR
AU  - Keeper, Ada B.
AU  - Lamp Board,
TI  - Wicks &amp; <i>winds</i> on the soft\u00adly lit pier
PY  - 2020/03/02/
JO  - Lamp Quarterly
VL  - 12
IS  - 3
SP  - 443
EP  - 61
DO  - https://doi.org/10.9999/wicks.1.
KW  - lamps
ER  -
"""
BIBTEX = r"""@article{wicks,
  author = {Keeper, Jr., Ada and {Lamp and Wick Board} and van der Berg, Bo and others},
  title = {{Wicks} and winds: the na{\"\i}ve {\O}re \& its light},
  journal = {Lamp Quarterly}, year = 2020, month = mar, volume = 12, pages = {443--461}, doi = {10.9999/wicks.1}
}
"""
CSL = json.dumps([{
    "id": "x", "type": "chapter", "title": "Wicks", "author": [{"literal": "Lamp Board"},
    {"family": "Berg", "given": "Bo",
    "non-dropping-particle": "van der"}], "issued": {"date-parts": [["2020", 3]]}, "container-title": "Book of lamps",
    "editor": [{"family": "Ed", "given": "Al"}], "page": "1–9", "publisher": "Press",
}], indent=1)  # fmt: skip
CROSSREF = json.dumps({"status": "ok", "message-type": "work", "message": {
    "DOI": "10.9999/wicks.1", "type": "journal-article", "title": ["Wicks &amp; <i>winds</i>"], "author": [
    {"given": "Ada", "family": "Keeper", "sequence": "first"}, {"name": "Lamp Board"}],
    "container-title": ["Lamp Quarterly"], "volume": "12",
    "article-number": "e7", "issued": {"date-parts": [[2020]]}, "URL": "https://doi.org/10.9999/wicks.1",
    "updated-by": [{"type": "retraction", "DOI": "10.9999/r.1", "updated": {"date-parts": [[2021, 4, 5]]}}],
}})  # fmt: skip
NBIB = """PMID- 1
TI  - Wicks and winds on the
      pier.
FAU - Keeper, Ada B
FAU - van der Berg, Bo
CN  - Lamp Board
DP  - 2020 Mar 2
JT  - Lamp quarterly
VI  - 12
IP  - 3
PG  - 443-61
LID - 10.9999/wicks.1 [doi]
RIN - Lamp Q. 2021 Apr;13(1):2. doi: 10.9999/r.1. PMID: 2
"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records>
<record><rec-number>7</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal">Keeper, Ada B.</style></author><author>Lamp Board,</author></authors></contributors>
<titles><title><style face="normal">Wicks &amp; winds</style></title>
<secondary-title>Lamp Quarterly</secondary-title></titles>
<pages>443-61</pages><volume>12</volume><dates><year>2020</year></dates>
<electronic-resource-num>10.9999/wicks.1</electronic-resource-num></record>
</records></xml>
"""


def one(text: str) -> Record:
    _, (records, failures) = detection.read(text.encode())
    assert failures == []
    assert len(records) == 1
    return records[0]


def test_ris() -> None:
    found = one(RIS)
    assert found.fields == {
        "type": "article-journal",
        "title": "Wicks & winds on the softly lit pier",
        "authors": [{"family": "Keeper", "given": "Ada B."}, {"body": "Lamp Board"}],
        "others": False,
        "year": 2020,
        "month": 3,
        "day": 2,
        "container": "Lamp Quarterly",
        "volume": "12",
        "issue": "3",
        "pages": "443-461",
        "doi": "10.9999/wicks.1",
    }
    assert "keywords" in found.losses[0]


def test_bibtex() -> None:
    fields = one(BIBTEX).fields
    assert fields["title"] == "Wicks and winds: the naïve Øre & its light"
    assert fields["authors"] == [
        {"family": "Keeper", "given": "Ada", "suffix": "Jr."},
        {"body": "Lamp and Wick Board"},
        {"family": "van der Berg", "given": "Bo"},
    ]
    assert (fields["others"], fields["month"], fields["pages"]) == (True, 3, "443-461")


def test_csl_and_crossref() -> None:
    fields = one(CSL).fields
    assert fields["authors"] == [{"body": "Lamp Board"}, {"family": "van der Berg", "given": "Bo"}]
    assert (fields["type"], fields["pages"], fields["editors"]) == ("chapter", "1-9", [{"family": "Ed", "given": "Al"}])
    fields = one(CROSSREF).fields
    assert (fields["title"], fields["article_number"]) == ("Wicks & winds", "e7")
    assert fields["notices"] == [{"status": "retracted", "date": "2021-04-05", "doi": "10.9999/r.1"}]


def test_nbib_and_endnote() -> None:
    fields = one(NBIB).fields
    assert (fields["title"], fields["pages"], fields["day"]) == ("Wicks and winds on the pier", "443-461", 2)
    assert fields["authors"][-1] == {"body": "Lamp Board"}
    assert fields["notices"] == [{"status": "retracted", "date": "2021-04", "doi": "10.9999/r.1"}]
    fields = one(ENDNOTE).fields
    assert (fields["title"], fields["pages"]) == ("Wicks & winds", "443-461")
    assert fields["authors"] == [{"family": "Keeper", "given": "Ada B."}, {"body": "Lamp Board"}]


SAMPLES = {"ris": RIS, "bib": BIBTEX, "csl": CSL, "crossref": CROSSREF, "nbib": NBIB, "xml": ENDNOTE}


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_cut_short_is_read_without_a_traceback(name: str) -> None:
    raw = SAMPLES[name].encode("utf-16" if name == "nbib" else "utf-8")
    for end in range(0, len(raw), 7):
        _, (records, failures) = detection.read(raw[:end])
        assert records or failures, "a file that gives nothing says why"


def test_what_is_not_utf8_is_read_and_said() -> None:
    _, (records, failures) = detection.read(RIS.replace("Keeper", "Kéeper").replace("\u00ad", "").encode("cp1252"))
    assert records[0].fields["authors"][0]["family"] == "Kéeper"
    assert (failures[0].line, "UTF-8" in failures[0].why) == (2, True)


def test_xml_that_would_blow_up_is_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xml><records><record>&a;</record></records></xml>'
    _, (records, failures) = detection.read(bomb.encode())
    assert (records, len(failures)) == ([], 1)


def test_good_records_are_kept_and_bad_ones_named_by_their_line() -> None:
    _, (records, failures) = detection.read(f"{RIS}\nTY  - JOUR\nTI  - No end\n\n{RIS}".encode())
    assert [record.line for record in records] == [1, 18]
    assert [failure.line for failure in failures] == [15]
    _, (records, failures) = detection.read(
        f"{BIBTEX}\n@article{{broken, title = {{x}}\n\n{BIBTEX.replace('wicks,', 'w2,', 1)}".encode()
    )
    assert len(records) == 2
    assert [failure.line for failure in failures] == [7]


@pytest.fixture
def content(tiny_content: Path) -> Path:
    return tiny_content


def run(content: Path, *texts: str, dry: bool = False, name: str = "given") -> tuple[importing.ImportResult, str]:
    paths = []
    for number, text in enumerate(texts):
        paths.append(content.parent / f"{name}{number}.txt")
        paths[-1].write_text(text, "utf-8")
    said: list[str] = []
    found = importing.run(content, paths, DAY, said.append, dry=dry)
    return found, "\n".join(said)


def test_an_import_is_a_draft_that_check_names_and_no_page_shows(content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    found, said = run(content, RIS)
    assert (found.added, "1 imported" in said) == (["keeper2020wicks"], True)
    assert {path: path.read_bytes() for path in before} == before, "nothing else is touched"
    assert set(load(content).entries) == set(load(Path(__file__).parents[1] / "data" / "tiny").entries)
    (gap,) = drafts.missing_in_drafts(content)
    assert "abstracts/imported-given0.yaml:3:" in gap
    assert "still to write: summary" in gap
    (entry,) = yaml.safe_load((content / "abstracts" / "imported-given0.yaml").read_text("utf-8"))["abstracts"]
    assert (entry["verified"], entry["draft"]) == ([], True)


def test_a_draft_without_a_year_lacks_it(content: Path) -> None:
    run(content, RIS.replace("PY  - 2020/03/02/", "PY  - in press"))
    (gap,) = drafts.missing_in_drafts(content)
    assert "still to write: year, summary, sources" in gap


def test_a_draft_is_published_without_a_summary_only_if_the_editor_says_so(content: Path) -> None:
    run(content, RIS)
    path = content / "abstracts" / "imported-given0.yaml"
    text = path.read_text("utf-8").replace(
        "    draft: true\n",
        "    no_summary_yet: true\n    method: survey\n    topics: [snuffer]\n"
        "    sources: [{source: harbour-book, at: p. 1}]\n"
        "    checked: 2026-01-03\n    checked_how: live site\n",
    )
    path.write_text(text, "utf-8")
    study = load(content).entries["abstract/keeper2020wicks"]
    assert isinstance(study, Abstract)
    assert (study.summary, list(drafts.missing_in_drafts(content))) == (None, [])


def test_what_is_there_already_is_not_imported_twice(content: Path, tiny: Library) -> None:
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    other = study.model_copy(update={"doi": None, "title": study.title.upper()})
    near = study.model_copy(update={"doi": None, "title": study.title.replace("lamps", "lamp")})
    found, said = run(content, ris([study]), bibtex([other]), csl_json([near]))
    assert (found.known, len(found.added)) == (2, 1)
    assert "content/abstracts.yaml:2 tamm-1999" in said
    assert "may be there already" in said
    again, _ = run(content, csl_json([near]), RIS, RIS)
    assert (again.known, len(again.added)) == (2, 1)


def test_a_dry_run_shows_the_difference_and_writes_nothing(content: Path) -> None:
    _, said = run(content, RIS, dry=True)
    assert "+  - key: keeper2020wicks" in said
    assert not (content / "abstracts").exists()


def test_nothing_is_written_when_it_is_stopped(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = sorted(content.rglob("*"))
    monkeypatch.setattr(importing, "_placed", stop)
    with pytest.raises(KeyboardInterrupt):
        run(content, RIS)
    assert sorted(content.rglob("*")) == before


def test_a_write_that_fails_leaves_every_file_as_it_was(content: Path) -> None:
    roles = content / "roles.yaml"
    before = roles.read_bytes()
    with pytest.raises(OSError, match=r"."):
        files.write({roles: "changed", content / "roles.yaml" / "x.yaml": "y"})
    assert roles.read_bytes() == before


def test_a_field_of_the_wrong_form_is_left_out_and_said(content: Path) -> None:
    _, said = run(content, RIS.replace("PY  - 2020/03/02/", f"PY  - 2020\nC7  - {'x' * 500}"))
    assert "article_number" in said
    assert len(list(drafts.missing_in_drafts(content))) == 1


def test_a_record_without_a_title_is_a_failure_with_its_line(content: Path) -> None:
    found, said = run(content, f"{RIS}\nTY  - JOUR\nAU  - No, Title\nER  - \n")
    assert (found.failed, len(found.added)) == (1, 1)
    assert "given0.txt:15:" in said


def read_back(text: str, example: Abstract) -> list[Abstract]:
    """Import an export, and add the fields that no format has."""
    _, (records, failures) = detection.read(text.encode())
    assert failures == []
    rest: dict[str, Any] = example.model_dump(include={"checked", "checked_how", "sources", "method"}, mode="json")
    made = []
    for record in records:
        undated = {} if "year" in record.fields else {"undated": True}
        own = {"key": record.name, "verified": [], "no_summary_yet": True}
        made.append(Abstract.model_validate({**record.fields, **undated, **own, **rest}))
    return made


@pytest.mark.parametrize("export", [ris, bibtex, csl_json])
def test_export_import_export_gives_the_same_bytes(export: Callable[[list[Abstract]], str], tiny: Library) -> None:
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    changes: list[dict[str, Any]] = [
        {},
        {"notices": (Notice(status="retracted", date="2012-03-04", doi="10.9999/r.1", notice="Lamps, 3(1), 4"),)},
        {"year": None, "month": None, "undated": True, "doi": None, "url": "https://lamps.example.org/a_b?c=1&d=2"},
        {"pages": None, "article_number": "e12", "day": 3, "others": True},
        {"type": "chapter", "editors": (Author(family="Ed", given="Al"),), "publisher": "Wick and Press"},
        {"type": "thesis", "degree": "PhD", "publisher": "University of Øre", "container": None},
        {"type": "report", "publisher": "The Lamp & Wick Society"},
        {"authors": (Author(family="李", given="明"), Author(family="Tamm", given="Ida", suffix="Jr."))},
        {
            "authors": (Author(body="SafeLamps"), Author(body="Nurses and others")),
            "title": "100% {of} ‘lamps’ #1 – $5_~",
        },
    ]
    studies = [study.model_copy(update=one | {"key": f"k{number}"}) for number, one in enumerate(changes)]
    assert export(read_back(export(studies), study)) == export(studies)
