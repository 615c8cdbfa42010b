"""Output of real programs, in invented records of the same form, is read correctly, and losses are reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.model import Library
from almanac.editing import importing, wellformed
from almanac.editing.formats import detection, tex
from almanac.editing.formats.record import Record
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.ris import ris
from tests.editing.test_importing import BIBTEX, CROSSREF, CSL, ENDNOTE, NBIB, RIS, read_back, run

SAMPLES = {"ris": RIS, "bib": BIBTEX, "csl": CSL, "crossref": CROSSREF, "nbib": NBIB, "xml": ENDNOTE}


def read(text: str | bytes) -> list[Record]:
    """Return the records of a file in which nothing fails."""
    _, (records, failures) = detection.read(text.encode() if isinstance(text, str) else text)
    assert failures == []
    return records


def failures(text: str | bytes) -> list[tuple[int, str]]:
    _, (_, found) = detection.read(text.encode() if isinstance(text, str) else text)
    return [(failure.line, failure.why) for failure in found]


def article(*fields: str, key: str = "k", kind: str = "article") -> str:
    return f"@{kind}{{{key},\n" + ",\n".join(fields) + "\n}\n"


# ---- BibTeX ----


def test_entries_without_a_key_are_read() -> None:
    first, second = read("@article{\n  author = {Keeper, Ada},\n  title = {Wicks}\n}\n@book(\n  title = {Lamps}\n)\n")
    assert (first.name, first.fields["title"], first.fields["authors"][0]["family"]) == ("", "Wicks", "Keeper")
    assert (second.line, second.fields["title"]) == (5, "Lamps")


def test_a_field_that_is_given_twice_costs_nothing_but_itself() -> None:
    (record,) = read(article("title = {Wicks}", "keywords = {pier}", "keywords = {lamp}", "Year = 2020", "year = 2021"))
    assert (record.fields["title"], record.fields["year"]) == ("Wicks", 2020)
    assert {"keywords: pier", "keywords (again): lamp", "year (again): 2021"} <= set(record.losses)


def test_abbreviations_and_joined_pieces_are_written_out() -> None:
    text = '@string{lq = "Lamp # Quarterly"}\n@string{both = lq # ", new series"}\n'
    (record,) = read(text + article("title = {On } # {Wicks}", "journal = BOTH", "month = mar", "year = 2020"))
    assert (record.fields["title"], record.fields["container"]) == ("On Wicks", "Lamp # Quarterly, new series")
    assert record.fields["month"] == 3


def test_a_cross_reference_is_followed_and_a_circle_is_left() -> None:
    text = article("title = {Wicks}", "crossref = {BOOK}", kind="inproceedings")
    book = ("title = {All lamps}", "year = 2020", "publisher = {Pier Press}", "crossref = {k}")
    (chapter, *_) = read(text + article(*book, key="book", kind="proceedings"))
    fields = chapter.fields
    assert (fields["container"], fields["year"], fields["publisher"]) == ("All lamps", 2020, "Pier Press")
    assert chapter.losses == []
    (alone,) = read(article("title = {Wicks}", "crossref = {nowhere}"))
    assert alone.losses == ["crossref: nowhere"]


def test_what_is_wrong_in_an_entry_is_said_and_remarks_are_no_fault() -> None:
    assert read("@Comment Ada Keeper\n" + article("title = {Wicks}"))[0].line == 2
    assert "no end" in failures("@article{k,\n title = {Wicks")[0][1]
    assert "but found" in failures("@article{k,\n title = {Wicks}, pier\n}\n")[0][1]
    ((line, why),) = failures(article("title = {Wicks}") + "\nbook{lamps,\n  title = {Lamps}\n}\n")
    assert (line, "no part" in why or "not part" in why) == (6, True)


def test_nothing_is_printed_of_a_broken_entry(capfd: pytest.CaptureFixture[str]) -> None:
    failures("@article{k,\n title = {Wicks")
    assert capfd.readouterr() == ("", "")


def test_addresses_in_bibtex_are_as_they_are_and_the_second_is_told() -> None:
    (record,) = read(article("title = {W}", r"url = {https://lamps.example/\~{}ada/a\_b; https://pier.example/c}"))
    assert record.fields["url"] == "https://lamps.example/~ada/a_b"
    assert "pier.example" in record.losses[0]
    (record,) = read(article("title = {W}", r"howpublished = {\url{https://lamps.example/a_b}}", kind="misc"))
    assert (record.fields["url"], record.fields.get("container"), record.losses) == (
        "https://lamps.example/a_b",
        None,
        [],
    )


def test_a_subtitle_belongs_to_the_title() -> None:
    (record,) = read(article("title = {Wicks}", "subtitle = {A history}"))
    assert record.fields["title"] == "Wicks: A history"
    (record,) = read(article("title = {Why wicks?}", "subtitle = {A history}"))
    assert record.fields["title"] == "Why wicks? A history"
    item = {"type": "book", "title": ["Wicks"], "subtitle": ["A history"]}
    assert read(json.dumps([item]))[0].fields["title"] == "Wicks: A history"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Keeper, III, Ada", {"family": "Keeper", "given": "Ada", "suffix": "III"}),
        ("Keeper Jr., Ada", {"family": "Keeper", "given": "Ada", "suffix": "Jr."}),
        ("Keeper, A., B.", {"family": "Keeper", "given": "A. B."}),
        ("family=Berg, given=Bo, prefix=van der", {"family": "van der Berg", "given": "Bo"}),
    ],
)
def test_names_in_bibtex(written: str, read_as: dict[str, str]) -> None:
    (record,) = read(article(f"author = {{{written} AND Lamp, Al}}", "title = {Wicks}"))
    assert record.fields["authors"] == [read_as, {"family": "Lamp", "given": "Al"}]


@pytest.mark.parametrize(
    "written", ["Ada B. Keeper, Bo Lamp, and Al Wick", "Keeper, Ada B., and Lamp, Bo, and Wick, Al"]
)
def test_names_before_a_comma_and_an_and(written: str) -> None:
    (record,) = read(article(f"author = {{{written}}}", "title = {Wicks}"))
    assert [name["family"] for name in record.fields["authors"]] == ["Keeper", "Lamp", "Wick"]
    assert record.fields["authors"][0]["given"] == "Ada B."


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Lamp--pier ties---a ``new'' light", "Lamp–pier ties—a “new” light"),
        (r"Setting \LUMEN: how", "Setting LUMEN: how"),
        (r"{\LUMEN} and \LUMEN\ again", "LUMEN and LUMEN again"),
        (r"CO$_2$ at 10$^{\circ}$C, $\alpha$ and $p < .05$", "CO2 at 10°C, α and p < .05"),
        ("between $5 and $10", "between $5 and $10"),
        (r"\keepcase{Wicks} {\bf lit}", "Wicks lit"),
        (r"\enquote{Wicks} \textasciicircum{} -{}- a\textbackslash{}b", r"“Wicks” ^ -- a\b"),
    ],
)
def test_no_word_of_a_title_in_tex_is_lost(written: str, read_as: str) -> None:
    assert tex.decoded(written) == read_as


# ---- RIS ----


def ris_record(*lines: str) -> str:
    return "\n".join(("TY  - JOUR", "TI  - Wicks", *lines, "ER  - ", ""))


def test_what_databases_write_between_records_is_no_fault_and_anything_else_is_one_fault_each() -> None:
    header = 'Record #1 of 2\nProvider: Pier\nContent: text/plain; charset="UTF-8"\n1.\n'
    assert len(read(header + ris_record() + "\n" + header.replace("1", "2") + ris_record())) == 2
    stray = ris_record() + "\nAU  - Keeper, Ada\nTI  - Lamps\nPY  - 2020\n\nsome\nwords\n\n" + ris_record()
    (first, second) = failures(stray)
    assert (first[0], "no beginning" in first[1]) == (5, True)
    assert (second[0], "belongs to no record: some" in second[1]) == (9, True)


def test_tags_with_other_spaces_are_tags() -> None:
    (record,) = read("TY - JOUR\nTI   - Wicks\n  AU  - Keeper, Ada\nPY - 2020\nER -\n")
    assert (record.fields["title"], record.fields["year"]) == ("Wicks", 2020)
    assert record.fields["authors"] == [{"family": "Keeper", "given": "Ada"}]


def test_a_tag_that_may_stand_once_and_stands_twice_is_told() -> None:
    (record,) = read(ris_record("AB  - One", "AB  - Two", "TI  - Lamps", "XX  - Unknown"))
    assert record.fields["title"] == "Wicks"
    assert {"abstract: One", "AB (again): Two", "TI (again): Lamps", "XX: Unknown"} <= set(record.losses)


def test_addresses_in_ris_are_whole_and_the_others_are_told() -> None:
    (record,) = read(
        ris_record("UR  - https://lamps.example/a;b=1", "UR  - https://pier.example/c", "JO  - LQ", "T2  - Q")
    )
    assert (record.fields["url"], record.fields["container"]) == ("https://lamps.example/a;b=1", "Q")
    assert {"url: https://pier.example/c", "journal name: LQ"} <= set(record.losses)


def test_names_with_the_initials_first_are_persons() -> None:
    (record,) = read(ris_record("AU  - A. B. Keeper", "AU  - J.-P. van der Berg", "AU  - Lamp Board"))
    assert record.fields["authors"] == [
        {"family": "Keeper", "given": "A. B."},
        {"family": "van der Berg", "given": "J.-P."},
        {"body": "Lamp Board"},
    ]


def test_names_in_one_line_are_parted() -> None:
    (record,) = read(ris_record("AU  - K&eacute;eper, Ada; Lamp, Al;", "AU  - Board of Lamps; Wicks"))
    assert [name.get("family") for name in record.fields["authors"]] == ["Kéeper", "Lamp", None]
    assert record.fields["authors"][2] == {"body": "Board of Lamps; Wicks"}


def test_what_is_of_a_type_that_we_do_not_have_is_told() -> None:
    texts = (
        ris_record().replace("JOUR", "VIDEO"),
        article("title = {Wicks}", kind="video"),
        json.dumps([{"type": "video", "title": "Wicks"}]),
        ENDNOTE.replace("Journal Article", "Video"),
    )
    for text in texts:
        (record,) = read(text)
        assert record.fields["type"] == "report"
        assert any(said.endswith("(taken as a report)") for said in record.losses)


@pytest.mark.parametrize(
    "written", ["5 March 2020", "March 5, 2020", "2020 Mar 5", "2020/03/05/", "20200305", "5 Mar. 2020"]
)
def test_dates_as_databases_write_them(written: str) -> None:
    fields = read(ris_record(f"DA  - {written}"))[0].fields
    assert (fields["year"], fields["month"], fields["day"]) == (2020, 3, 5)


@pytest.mark.parametrize(("written", "kept"), [("pp. 37-64", "37-64"), ('"37-64"', "37-64"), ("100-", "100")])
def test_pages_as_databases_write_them(written: str, kept: str) -> None:
    assert read(ris_record(f"SP  - {written}"))[0].fields["pages"] == kept


def test_the_number_of_an_article_is_no_page() -> None:
    for lines in (("SP  - e12", "C7  - e12"), ("SP  - 06GG04",)):
        fields = read(ris_record(*lines))[0].fields
        assert (fields.get("pages"), fields["article_number"]) == (None, lines[0][6:])


# ---- PubMed, ERIC, EndNote ----

ERIC = """OWN - ERIC
TI  - Wicks
AU  - Keeper, Ada
OT  - Lamps
OT  - Piers
AID - http://dx.doi.org/10.9999/wicks.1
OID - EJ1
LID - http://lamps.example/?id=EJ1
DP  - 2020

OWN - ERIC
TI  - Lamps
"""


def test_eric_has_the_form_of_pubmed_without_its_number() -> None:
    first, second = read(ERIC)
    assert (first.name, first.fields["doi"], first.fields["url"]) == (
        "EJ1",
        "10.9999/wicks.1",
        "http://lamps.example/?id=EJ1",
    )
    assert "OT (2): Lamps and others" in first.losses
    assert (second.line, second.fields["title"]) == (11, "Lamps")


def test_old_records_of_medline_begin_with_a_number_before_that_of_pubmed() -> None:
    text = NBIB.replace("PMID- 1", "UI  - 7\nPMID- 1")
    first, second = read(text + "\n" + text)
    assert (first.line, first.name, second.name, first.losses) == (1, "PMID 1", "PMID 1", ["UI: 7"])


def test_pubmed_records_without_full_names_and_chapters_with_editors() -> None:
    (record,) = read("PMID- 1\nTI  - Wicks.\nAU  - Keeper AB Jr\nAU  - van der Berg B\n")
    assert record.fields["authors"] == [
        {"family": "Keeper", "given": "AB", "suffix": "Jr"},
        {"family": "van der Berg", "given": "B"},
    ]
    (record,) = read("PMID- 1\nTI  - Wicks.\nBTI - All lamps\nFED - Lamp, Al\nPT  - Book Chapter\n")
    assert (record.fields["type"], record.fields["container"]) == ("chapter", "All lamps")
    assert record.fields["editors"] == [{"family": "Lamp", "given": "Al"}]


def test_all_that_endnote_says_is_kept_or_told() -> None:
    more = (
        "<urls><related-urls><url>https://doi.org/10.9999/wicks.1</url><url>https://lamps.example/a</url>"
        "<url>&lt;Go to Pier&gt;://1</url></related-urls></urls><keywords><keyword>pier</keyword><keyword>lamp</keyword>"
        "</keywords><label>L1</label><language>English</language><access-date>2020</access-date></record>"
    )
    text = ENDNOTE.replace("</record>", more).replace(
        "<electronic-resource-num>10.9999/wicks.1</electronic-resource-num>", ""
    )
    (record,) = read(text)
    assert (record.fields["doi"], record.fields["url"]) == ("10.9999/wicks.1", "https://lamps.example/a")
    told = ["related-urls: <Go to Pier>://1", "keyword (2): pier and others", "label: L1", "language: English"]
    assert record.losses == [*told, "access-date: 2020"]


# ---- JSON ----


def test_json_files_joined_and_items_on_lines_are_read_to_the_end() -> None:
    answer = json.dumps({"status": "ok", "message": {"total": 1, "items": [{"title": ["Wicks"]}], "query": {"a": [1]}}})
    texts = {CSL + "\n" + CSL: 2, CROSSREF + "\n" + CROSSREF: 2, answer + answer: 2, answer + "\n" + CSL: 2}
    texts[json.dumps({"title": "A", "type": "book"}) + "\n" + json.dumps({"title": "B", "type": "book"})] = 2
    for text, number in texts.items():
        assert len(read(text)) == number
    assert failures(CSL + " and words")[0][1].startswith("from here on")


@pytest.mark.parametrize(
    "item",
    [
        {"title": "Wicks", "author": "Keeper, Ada"},
        {"title": "Wicks", "author": [{"family": ["Keeper"], "non-dropping-particle": 7}], "updated-by": ["x"]},
        {"title": "Wicks", "issued": {"date-parts": [["²", 3]]}, "author": [None, 3]},
        {"title": "Wicks", "issued": {"date-parts": [["9" * 5000]]}, "updated-by": {"type": "retraction"}},
        {"title": {"a": 1}, "container-title": {"b": []}, "page": [1], "DOI": 3, "URL": {}, "note": [], "type": []},
    ],
)
def test_json_of_another_shape_is_read_without_a_traceback(item: dict[str, Any]) -> None:
    (record,) = read(json.dumps([item]))
    assert record.fields["title"]


def test_an_author_given_as_text_is_kept() -> None:
    (record,) = read(json.dumps([{"title": "Wicks", "author": "Keeper, Ada"}]))
    assert record.fields["authors"] == [{"family": "Keeper", "given": "Ada"}]


# ---- Encodings, line ends, joined files ----

ACCENTS = RIS.replace("Keeper, Ada B.", "Kéeper, Ädä B.").replace("\u00ad", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_programs_write(encoding: str) -> None:
    assert read(ACCENTS.encode(encoding)) == read(ACCENTS)
    other = ACCENTS.replace("Wicks", "灯" * 200)
    assert read(other.encode(encoding)) == read(other)


def test_lines_in_two_encodings_are_each_read_in_their_own() -> None:
    mixed = ACCENTS.encode() + ACCENTS.replace("Wicks", "Lamps").encode("cp1252")
    for raw in (mixed, b"\xef\xbb\xbf" + mixed):
        _, (records, faults) = detection.read(raw)
        assert [record.fields["authors"][0]["family"] for record in records] == ["Kéeper", "Kéeper"]
        assert [fault.line for fault in faults] == [15]


def test_a_file_in_utf16_that_is_cut_inside_a_sign_says_so() -> None:
    assert "UTF-16" in failures(ACCENTS.encode("utf-16")[:-1])[0][1]


@pytest.mark.parametrize("name", SAMPLES)
def test_line_ends_and_separators_change_nothing(name: str) -> None:
    plain = read(SAMPLES[name])
    assert read(SAMPLES[name].replace("\n", "\r")) == plain
    spaced = SAMPLES[name].replace("inds on", "inds\u2028on")
    assert read(spaced) == plain


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_joined_to_itself_many_times_is_read_whole(name: str, tiny_content: Path) -> None:
    (one,) = read(SAMPLES[name])
    many = read("\ufeff" + "\n\ufeff".join([SAMPLES[name]] * 200))
    assert [record.fields for record in many] == [one.fields] * 200
    path = tiny_content.parent / "many.txt"
    path.write_text("\n".join([SAMPLES[name]] * 200), "utf-8")
    found = importing.import_files(tiny_content, [path], "2026-01-03", quiet=True)
    assert (len(found.added), found.known, found.failed) == (1, 199, 0)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_byte_that_is_changed_or_missing_ends_in_a_traceback_or_in_silence(name: str) -> None:
    raw = SAMPLES[name].encode()
    for at in range(0, len(raw), 5):
        for piece in (b"", b"\xff", b'"', b"}", b"<", b"\n", b"\x00"):
            _, (records, faults) = detection.read(raw[:at] + piece + raw[at + 1 :])
            assert records or faults
            for record in records:
                wellformed.remove_invalid(record.fields)


@pytest.mark.parametrize("text", ["[]", "@comment{only this}\n", '{"message": {"items": []}}'])
def test_a_file_without_a_record_says_so(text: str) -> None:
    assert failures(text) == [(1, "there is no record in this file.")]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet><PubmedArticleSet><PubmedArticle/></PubmedArticleSet>',
            "PubMed",
        ),
        ("<!DOCTYPE html><html><p>Wicks</p></html>", "web page"),
        ("%0 Journal Article\n%T Wicks\n", "tagged"),
        ("FN Pier\nPT J\nTI Wicks\nER\n", "Web of Science"),
        ("Title,Author\nWicks,Keeper\n", "RIS, PubMed NBIB"),
        ("\ufeff \r\n", "empty"),
    ],
)
def test_a_file_in_another_format_says_what_to_do(text: str, advice: str) -> None:
    ((line, why),) = failures(text)
    assert (line, advice in why) == (1, True)


# ---- The import ----


def drafts(content: Path) -> list[dict[str, Any]]:
    (path,) = (content / "abstracts").glob("imported-*.yaml")
    made: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["abstracts"]
    return made


def test_a_file_that_was_read_in_another_encoding_has_not_failed(tiny_content: Path) -> None:
    path = tiny_content.parent / "old.ris"
    path.write_bytes(ACCENTS.encode("cp1252"))
    said: list[str] = []
    found = importing.run(tiny_content, [path], "2026-01-03", said.append, dry=True)
    assert (len(found.added), found.failed, "Windows-1252" in "".join(said)) == (1, 0, True)


def test_a_title_that_cannot_be_one_is_a_failure_with_its_line_and_reason(tiny_content: Path) -> None:
    found, said = run(tiny_content, ris_record().replace("Wicks", "Wick " * 200) + ris_record("PY  - 2020"))
    assert (len(found.added), found.failed) == (1, 1)
    assert "given0.txt:1: “Wick Wick" in said
    assert "was left out: title (Wick Wick" in said
    assert "Write at most 400." in said


def test_a_name_that_cannot_be_read_takes_no_other_with_it(tiny_content: Path) -> None:
    people = ("AU  - Keeper, Ada", "AU  - Lamp, Al, Bo and Cy", "AU  - MCPIER-LIGHT, D", "AU  - et al.")
    _, said = run(tiny_content, ris_record(*people, "PY  - 2020"))
    (draft,) = drafts(tiny_content)
    assert [author["family"] for author in draft["authors"]] == ["Keeper", "McPier-Light"]
    assert draft["others"] is True
    assert "Lamp, Al, Bo and Cy" in draft["uncertain"][0]["note"]
    assert "authors (Lamp, Al, Bo and Cy):" in said
    assert "MCPIER-LIGHT, D was written McPier-Light, D" in said


def test_one_title_is_not_one_study_where_the_doi_or_the_first_author_differs(tiny_content: Path) -> None:
    def editorial(*lines: str) -> str:
        return ris_record("PY  - 2020", *lines).replace("Wicks", "Editorial")

    own = editorial("AU  - Keeper, Ada", "DO  - 10.9999/a")
    others = (editorial("AU  - Keeper, Ada", "DO  - 10.9999/b"), editorial("AU  - Lamp, Al"))
    found, said = run(tiny_content, own, *others, own, editorial("AU  - Keeper, A."), editorial("DO  - 10.9999/b"))
    assert (len(found.added), found.known) == (3, 3)
    assert said.count("may be there already") == 2


def test_a_key_has_a_letter(tiny_content: Path) -> None:
    found, _ = run(tiny_content, ris_record("PY  - 2020").replace("Wicks", "灯"))
    assert found.added == ["study2020"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("keeper2020lamps", "keeper2020lamps"), ("kpr2020lamps", "keeper2020wicks"), ("42", "keeper2020wicks")],
)
def test_a_key_begins_with_the_first_author(name: str, key: str, tiny_content: Path) -> None:
    text = article("title = {Wicks}", "author = {Keeper, Ada}", "year = 2020", key=name)
    assert run(tiny_content, text)[0].added == [key]


def test_a_record_without_a_name_is_told_by_its_title(tiny_content: Path) -> None:
    _, said = run(tiny_content, ris_record("PY  - 2020", "LA  - en"))
    assert "given0.txt:1: “Wicks”" in said


@pytest.mark.parametrize(
    ("text", "undated", "losses"),
    [
        ("TY  - JOUR\nTI  - Wicks\nPY  - in press\nER  - \n", False, ["year: in press"]),
        (article("title = {Wicks}", "year = {n.d.}"), True, []),
        ('[{"type": "report", "title": "Wicks", "issued": {"literal": "forthcoming"}}]', False, ["year: forthcoming"]),
        ("PMID- 1\nTI  - Wicks\nDP  - undated\n", False, ["year: undated"]),
    ],
)
def test_a_year_that_is_none_is_told(text: str, losses: list[str], *, undated: bool) -> None:
    (record,) = read(text)
    assert (record.fields.get("undated", False), record.losses) == (undated, losses)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("A study of wicks.", "A study of wicks"),
        ("A study of wicks...", "A study of wicks..."),
        ("Wicks in the U.K.", "Wicks in the U.K."),
    ],
)
def test_a_title_has_no_full_stop(written: str, kept: str) -> None:
    (record,) = read(ris_record().replace("Wicks", written))
    assert record.fields["title"] == kept


def test_titles_that_pubmed_translated_and_names_with_an_ordinal_are_read() -> None:
    (record,) = read("PMID- 1\nTI  - [A study of wicks].\nFAU - Keeper, Ada 3rd\n")
    assert record.fields["title"] == "A study of wicks"
    assert record.fields["authors"] == [{"family": "Keeper", "given": "Ada", "suffix": "3rd"}]


def test_braces_mark_an_organisation() -> None:
    (record,) = read(ris_record("AU  - {Lamps}"))
    assert record.fields["authors"] == [{"body": "Lamps"}]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "x", "type": "webpage", "title": "Wicks", "URL": "https://doi.org/10.9999/wicks.1"}]',
        "TY  - JOUR\nTI  - Wicks\nUR  - https://doi.org/10.9999/wicks.1\nER  - \n",
        article("title = {Wicks}", "url = {https://doi.org/10.9999/wicks.1}"),
    ],
)
def test_a_doi_that_stands_only_in_an_address_is_kept(text: str) -> None:
    (record,) = read(text)
    assert record.fields["doi"] == "10.9999/wicks.1"
    assert "url" not in record.fields


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[{"title": "Wicks"}] {"id": ',
            "from here on this is not JSON: it ends in line 1, in the middle of a record.",
        ),
        (
            '[\n{"title": "Wicks"},\n{"title": Lamps}]',
            'from here on this is not JSON: in line 3 it goes on with "Lamps}]".',
        ),
        ("{'title': 'Wicks'}", "this is not JSON: in line 1 it goes on with \"'title': 'Wicks'}\"."),
    ],
)
def test_what_is_not_json_is_said_in_words(text: str, said: str) -> None:
    ((_, why),) = failures(text)
    assert why.startswith(said)
    assert "Expecting" not in why


# ---- Exported, imported, exported ----


@pytest.mark.parametrize("export", [ris, bibtex, csl_json])
def test_values_that_were_read_anew_come_back_as_they_were(export: Any, tiny: Library) -> None:
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    board = Author(body="Board of Lamps, Wicks, Piers and Winds")
    changes: list[dict[str, Any]] = [
        {"title": "Lamps -- and --- piers ^ of \\ light~"},
        {"doi": None, "url": "https://lamps.example.org/a;b=1;https=2?c=~1"},
        {"type": "chapter", "pages": None, "article_number": "06GG04", "publisher": "Press"},
        {"authors": (board, Author(family="A. Wick", given="Bo"))},
    ]
    studies = [study.model_copy(update=one | {"key": f"k{number}"}) for number, one in enumerate(changes)]
    assert export(read_back(export(studies), study)) == export(studies)
