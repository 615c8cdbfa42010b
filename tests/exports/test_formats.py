"""Exports are read by other programs without errors, and the data survives the round trip."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from html import unescape
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest
import rispy
from bibtexparser import entrypoint
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from almanac.citation.references import references
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.exports import table
from almanac.exports.atom import feed
from almanac.exports.bibtex import bibtex, escaped
from almanac.exports.csl_json import csl_export_item, csl_json
from almanac.exports.ris import ris
from almanac.exports.study_json import catalogue, former_keys, study_json
from almanac.site.metadata import abstract, coins_title, head
from almanac.site.research import studies

MODS = {"m": "http://www.loc.gov/mods/v3"}


@pytest.fixture(scope="module")
def everything(content: Library) -> tuple[Abstract, ...]:
    found = studies(content)
    assert len(found) > 200
    return found


@pytest.fixture
def awkward(tiny: Library) -> Abstract:
    """A study with an ampersand, angle brackets, a name particle, a corporate author and a non-ASCII letter."""
    found = tiny.entries["abstract/tamm-1999"]
    assert isinstance(found, Abstract)
    return found


def run(*command: str, text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True)
    complaints = [line for line in done.stderr.splitlines() if "Processed" not in line]
    assert complaints == []
    return done.stdout


def pandoc(form: str, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("pandoc", "--from", form, "--to", "csljson", text=text))
    return found


def straight(text: str) -> str:
    """Text with plain quotation marks and dashes instead of those that pandoc makes typographic."""
    return re.sub('[‘’“”"]', "'", text).replace("–", "-").replace("--", "-").replace("\u00a0", " ")


def mods(program: str, text: str) -> list[ET.Element]:
    return ET.fromstring(run(program, text=text)).findall("m:mods", MODS)


def mods_of_ris(text: str) -> list[ET.Element]:
    """RIS records without Y2, which is an access date to reference managers but a second date to bibutils."""
    return mods("ris2xml", re.sub(r"^Y2  - .*\r\n", "", text, flags=re.MULTILINE))


def names(record: ET.Element) -> list[str]:
    """All words of each author's name as bibutils reads it (it splits the names of organisations)."""
    return [" ".join(part.text or "" for part in name) for name in _authors(record)]


def _authors(record: ET.Element) -> list[list[ET.Element]]:
    return [name.findall("m:namePart", MODS) for name in record.findall("m:name", MODS)]


def test_bibtex_is_read_by_pandoc(everything: tuple[Abstract, ...]) -> None:
    found = {item["id"]: item for item in pandoc("bibtex", bibtex(everything))}
    assert len(found) == len(everything)
    for study in everything:
        item = found[study.key]
        title = item["title"].replace('<span class="nocase">', "").replace("</span>", "")
        assert straight(title) == straight(study.title)
        given = [name.get("family", name.get("literal", "")) for name in item["author"]]
        particles = [name.get("dropping-particle", name.get("non-dropping-particle", "")) for name in item["author"]]
        shown = [f"{particle} {name}".strip() for particle, name in zip(particles, given, strict=True)]
        known = [author.short for author in study.authors] + (["others"] if study.others else [])
        assert straight(" ".join(shown)) == straight(" ".join(known))
        assert item.get("DOI") == study.doi
        assert item.get("volume") == study.volume


def test_bibtex_is_read_by_bibutils_and_bibtexparser(everything: tuple[Abstract, ...]) -> None:
    text = bibtex(everything)
    records = mods("bib2xml", text)
    assert len(records) == len(everything)
    parsed = parse_string(text)
    assert (len(parsed.entries), parsed.failed_blocks) == (len(everything), [])


def test_ris_is_read_by_bibutils(everything: tuple[Abstract, ...]) -> None:
    records = mods_of_ris(ris(everything))
    assert len(records) == len(everything)
    for study, record in zip(everything, records, strict=True):
        read = [set(name.split()) for name in names(record)]
        # bibutils splits an organisation's name at "and", and reads NHS as initials, so only people are compared
        persons = [set(author.short.split()) for author in study.authors if not author.body]
        assert [any(words <= name for name in read) for words in persons] == [True] * len(persons)
        assert len(read) >= len(study.authors)


def test_ris_is_read_by_rispy(everything: tuple[Abstract, ...]) -> None:
    text = ris(everything)
    assert text.count("\r\n") == text.count("\n")
    records = rispy.loads(text.replace("\r\n", "\n"))
    assert [record["title"] for record in records] == [" ".join(study.title.split()) for study in everything]
    assert [record.get("doi") for record in records] == [study.doi for study in everything]
    assert [record["year"] for record in records] == [str(study.year) for study in everything]


def test_csl_json_is_read_by_pandoc_and_by_any_json_reader(everything: tuple[Abstract, ...]) -> None:
    text = csl_json(everything)
    found = pandoc("csljson", text)
    assert [item["id"] for item in found] == [study.key for study in everything]
    assert [item["title"] for item in json.loads(text)] == [study.title for study in everything]


def test_awkward_names_and_signs_come_through_every_format(awkward: Abstract) -> None:
    title = "Light & <shade>: 12 lamps on the Isle of Øre"
    [from_bibtex] = pandoc("bibtex", bibtex([awkward]))
    assert from_bibtex["title"] == title
    assert from_bibtex["author"] == [
        {"family": "Tamm", "given": "Ida", "dropping-particle": "van"},
        {"literal": "The Lamp & Wick Society"},
    ]
    [from_csl] = pandoc("csljson", csl_json([awkward]))
    assert from_csl["author"][1] == {"literal": "The Lamp & Wick Society"}
    [from_ris] = rispy.loads(ris([awkward]).replace("\r\n", "\n"))
    assert (from_ris["title"], from_ris["authors"]) == (title, ["van Tamm, Ida", "The Lamp & Wick Society,"])
    [record] = mods("ris2xml", ris([awkward]))
    assert names(record) == ["Ida van Tamm", "The Lamp & Wick Society"]
    [row] = csv.DictReader(io.StringIO(table.studies_csv([awkward]).removeprefix("\ufeff")))
    assert (row["title"], row["authors"]) == (title, "van Tamm, Ida; The Lamp & Wick Society")


def test_the_table_says_what_is_uncertain(awkward: Abstract) -> None:
    [row] = csv.DictReader(io.StringIO(table.studies_csv([awkward]).removeprefix("\ufeff")))
    assert row["verified"] == "title; authors; year"
    assert row["uncertain"] == "pages: perhaps 10-20"
    assert row["cautions"] == "The study speaks of snuffers, a word no longer used."


def test_every_format_says_that_there_are_more_authors(awkward: Abstract) -> None:
    known = {"authors": awkward.authors[:1]}
    some, all_of_them = (awkward.model_copy(update=known | {"others": others}) for others in (True, False))
    for made in (bibtex, ris, csl_json, table.studies_csv, lambda studies: study_json(studies[0], {})):
        assert re.search(r"and others|more authors", made([some]))
        assert not re.search(r"and others|more authors", made([all_of_them]))


BARE: dict[str, Any] = dict.fromkeys(("container", "doi", "volume", "issue", "pages", "publisher"))
KEEPERS = (Author(family="Abel", given="Ann"), Author(body="Lamp and Wick Guild"))
IN_BIBTEX: list[tuple[dict[str, Any], str, tuple[str, ...]]] = [
    ({"month": 4}, "article", ("month = apr", "journal = {Journal of Invented Lamps}")),
    ({"container": None}, "misc", ("number = {2}",)),
    (
        BARE | {"type": "thesis", "publisher": "University of Øre", "degree": "PhD"},
        "phdthesis",
        ("school = {University of Øre}", "type = {PhD thesis}"),
    ),
    (BARE | {"type": "thesis"}, "misc", ("type = {Thesis}",)),
    (
        BARE | {"type": "report", "publisher": "Wick and Lamp", "container": "Briefing 5"},
        "techreport",
        ("institution = {{Wick and Lamp}}", "series = {Briefing 5}"),
    ),
    (BARE | {"type": "report", "container": "Briefing 5"}, "misc", ("howpublished = {Briefing 5}",)),
    (
        BARE | {"type": "chapter", "container": "All Lamps", "publisher": "Øre Press", "editors": KEEPERS},
        "incollection",
        ("booktitle = {All Lamps}", "publisher = {Øre Press}", "editor = {Abel, Ann and {Lamp and Wick Guild}}"),
    ),
    (BARE | {"type": "chapter", "container": "All Lamps"}, "misc", ("howpublished = {All Lamps}",)),
    (
        BARE | {"type": "book", "publisher": "Øre", "container": "Lamps & Wicks"},
        "book",
        ("publisher = {Øre}", r"series = {Lamps \& Wicks}"),
    ),
    (BARE | {"type": "book"}, "misc", ()),
    ({"authors": (Author.model_construct(family="Suharto"),)}, "article", ("author = {Suharto}",)),
    ({"authors": (Author.model_construct(family="Ida Tamm"),)}, "article", ("author = {{Ida Tamm}}",)),
    (
        {"authors": (Author.model_construct(family="Tamm", given="Ida", suffix="Jr."),)},
        "article",
        ("author = {Tamm, Jr., Ida}",),
    ),
    (
        {"authors": (Author.model_construct(family="Wick and Lamp", given="I."),)},
        "article",
        ("author = {{Wick and Lamp}, I.}",),
    ),
]


@pytest.mark.parametrize(("changes", "kind", "fields"), IN_BIBTEX)
def test_bibtex_has_what_each_type_needs(
    changes: dict[str, Any], kind: str, fields: tuple[str, ...], awkward: Abstract
) -> None:
    """The required fields are those of btxdoc, section 3.1. BibTeX warns about each one that is empty."""
    made = bibtex([awkward.model_copy(update=changes)])
    assert made.startswith(f"@{kind}{{tamm-1999,")
    for field in fields:
        assert f"  {field}" in made
    names = set(re.findall(r"^  (\w+) = ", made, re.MULTILINE))
    needed = {
        "article": {"journal"},
        "book": {"publisher"},
        "incollection": {"booktitle", "publisher"},
        "techreport": {"institution"},
        "phdthesis": {"school"},
        "misc": set(),
    }
    assert names >= needed[kind] | {"author", "title", "year"}


def test_every_month_is_one_that_bibtex_knows(awkward: Abstract) -> None:
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    for number, month in enumerate(months, 1):
        text = bibtex([awkward.model_copy(update={"month": number})])
        assert f"  month = {month}\n" in text
        assert pandoc("bibtex", text)[0]["issued"]["date-parts"] == [[1999, number]]


def test_ris_says_what_a_thesis_is_and_who_edited_a_book(awkward: Abstract) -> None:
    thesis = awkward.model_copy(update={"type": "thesis", "degree": "PhD", "publisher": "University of Øre"})
    chapter = awkward.model_copy(update={"type": "chapter", "editors": KEEPERS})
    dated = awkward.model_copy(update={"day": 3})
    records = rispy.loads(ris([thesis, chapter, dated]).replace("\r\n", "\n"))
    assert records[0]["type_of_work"] == "PhD thesis"
    assert records[1]["secondary_authors"] == ["Abel, Ann", "Lamp and Wick Guild,"]
    assert [record["date"] for record in records] == ["1999/04//", "1999/04//", "1999/04/03/"]
    assert "M3  - Thesis\r\n" in ris([thesis.model_copy(update={"degree": None})])


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "https://doi.org/10.9999/lamps.1999.3"),
        ({"url": "https://lamps.example/3"}, "https://doi.org/10.9999/lamps.1999.3"),
        ({"doi": None, "url": "https://lamps.example/3"}, "https://lamps.example/3"),
        ({"doi": None}, "https://almanac.example/research/tamm-1999.html"),
    ],
)
def test_zotero_keeps_the_studys_own_address(changes: dict[str, Any], address: str, awkward: Abstract) -> None:
    made = head(awkward.model_copy(update=changes), "https://almanac.example/research/tamm-1999.html")
    assert f'<meta name="citation_public_url" content="{address}">' in made


@pytest.mark.parametrize("kind", ["report", "book", "thesis"])
def test_a_series_is_no_container(kind: str, awkward: Abstract) -> None:
    item = csl_export_item(awkward.model_copy(update={"type": kind, "container": "Briefing 5"}))
    assert (item["collection-title"], "container-title" in item) == ("Briefing 5", False)


def test_dates_are_as_exact_as_they_are_known(awkward: Abstract) -> None:
    exact: list[tuple[dict[str, Any], str]] = [
        ({"day": 3}, "1999-04-03"),
        ({}, "1999-04"),
        ({"month": None}, "1999"),
    ]
    for changes, date in exact:
        made = awkward.model_copy(update=changes)
        assert parse_qs(coins_title(made))["rft.date"] == [date]
        assert f'name="citation_publication_date" content="{date.replace("-", "/")}"' in head(made, "x")
        assert csl_export_item(made)["issued"]["date-parts"] == [[int(part) for part in date.split("-")]]


@pytest.mark.parametrize("wrong", [{"day": 31}, {"day": 3, "month": None}, {"month": 2, "day": 29}])
def test_a_day_is_a_day_of_its_month(wrong: dict[str, Any], awkward: Abstract) -> None:
    with pytest.raises(ValidationError, match="a day needs its month"):
        Abstract.model_validate(awkward.model_dump(mode="json") | wrong)


def test_a_table_has_the_editors_and_the_number_of_an_article(awkward: Abstract) -> None:
    made = awkward.model_copy(update={"pages": None, "article_number": "e37", "editors": KEEPERS, "issue": "1–2"})
    [row] = csv.DictReader(io.StringIO(table.studies_csv([made]).removeprefix("\ufeff")))
    assert (row["pages"], row["article_number"], row["issue"]) == ("", "e37", "1-2")
    assert row["editors"] == "Abel, Ann; Lamp and Wick Guild"


def test_a_large_library_in_bibtex_is_written_without_a_word(
    awkward: Abstract, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(entrypoint, "LARGE_LIBRARY_WARNING_THRESHOLD", 1)
    assert awkward.key in bibtex([awkward])
    assert caplog.text == ""


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=60))
def test_no_sign_is_a_command_in_bibtex(text: str) -> None:
    free = (
        escaped(text)
        .replace(r"\textbackslash{}", "")
        .replace(r"\textasciitilde{}", "")
        .replace(r"\textasciicircum{}", "")
    )
    for sign in "&%$#_{}":
        assert free.count(sign) == free.count(f"\\{sign}")
    assert free.count("\\") == sum(free.count(f"\\{sign}") for sign in "&%$#_{}")


def test_no_cell_is_a_formula(awkward: Abstract) -> None:
    bad = awkward.model_copy(update={"title": "=HYPERLINK(1)"})
    [row] = csv.DictReader(io.StringIO(table.studies_csv([bad]).removeprefix("\ufeff")))
    assert row["title"] == "'=HYPERLINK(1)"


def test_the_head_tells_zotero_what_it_is(awkward: Abstract) -> None:
    made = str(head(awkward, "https://almanac.example/research/tamm-1999.html"))
    assert made.count('<meta name="citation_author"') == 2
    assert '<meta name="citation_author" content="van Tamm, Ida">' in made
    assert '<meta name="citation_author" content="The Lamp &amp; Wick Society,">' in made
    assert '<meta name="citation_title" content="Light &amp; &lt;shade&gt;: 12 lamps on the Isle of Øre">' in made
    assert '<meta name="citation_journal_title" content="Journal of Invented Lamps">' in made
    assert '<meta name="citation_firstpage" content="10">' in made
    assert '<meta name="citation_lastpage" content="19">' in made
    assert '<meta name="citation_doi" content="10.9999/lamps.1999.3">' in made
    assert "citation_pdf_url" not in made
    data = json.loads(made.partition('ld+json">')[2].removesuffix("</script>"))
    assert (data["@type"], data["name"]) == ("ScholarlyArticle", awkward.title)
    assert data["author"][1] == {"@type": "Organization", "name": "The Lamp & Wick Society"}
    assert abstract(awkward) in data["subjectOf"]["abstract"]


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("report", "citation_technical_report_institution"),
        ("thesis", "citation_dissertation_institution"),
        ("chapter", "citation_inbook_title"),
    ],
)
def test_each_type_has_the_tag_by_which_zotero_knows_it(kind: str, tag: str, awkward: Abstract) -> None:
    changed = awkward.model_copy(update={"type": kind, "publisher": "Øre Press"})
    assert f'name="{tag}"' in head(changed, "https://almanac.example/x.html")


def test_json_ld_cannot_end_its_script(awkward: Abstract) -> None:
    bad = awkward.model_copy(update={"title": "</script><script>alert(1)</script>"})
    assert head(bad, "https://almanac.example/x.html").count("</script>") == 1


def test_zotero_takes_every_name_for_one_author(everything: tuple[Abstract, ...]) -> None:
    """Zotero splits a name at the comma if both sides have a space, and an organisation's name if no comma ends it."""
    for study in everything:
        told = re.findall(r'<meta name="citation_author" content="([^"]*)">', head(study, "https://a.example/"))
        assert len(told) == len(study.authors)
        for name, author in zip(map(unescape, told), study.authors, strict=True):
            family, comma, given = name.partition(",")
            assert comma
            assert not (" " in family and " " in given.strip())
            assert family.replace("\u00a0", " ") == author.short


def test_coins_carry_what_a_list_needs(awkward: Abstract) -> None:
    made = parse_qs(coins_title(awkward), strict_parsing=True)
    assert made["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert made["rft.genre"] == ["article"]
    assert made["rft.atitle"] == [awkward.title]
    assert (made["rft.aulast"], made["rft.aufirst"]) == (["van Tamm"], ["Ida"])
    assert made["rft.au"] == ["The Lamp & Wick Society,"]
    assert made["rft_id"] == ["info:doi/10.9999/lamps.1999.3"]


@pytest.mark.parametrize(
    ("kind", "form", "title", "publisher"),
    [
        ("report", "book", "rft.btitle", "rft.pub"),
        ("thesis", "dissertation", "rft.title", "rft.inst"),
        ("chapter", "book", "rft.atitle", "rft.pub"),
    ],
)
def test_a_list_says_of_each_type_what_it_is(
    kind: str, form: str, title: str, publisher: str, awkward: Abstract
) -> None:
    changed = awkward.model_copy(update={"type": kind, "publisher": "Øre Press"})
    made = parse_qs(coins_title(changed), strict_parsing=True)
    assert made["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert (made[title], made[publisher]) == ([awkward.title], ["Øre Press"])


def test_a_list_names_every_author(everything: tuple[Abstract, ...]) -> None:
    for study in everything:
        made = parse_qs(coins_title(study), strict_parsing=True)
        assert 1 + len(made.get("rft.au", [])) == len(study.authors)


def test_the_small_files_for_scripts(tiny: Library, awkward: Abstract) -> None:
    cited = references([awkward], {})[awkward.key]
    made = json.loads(study_json(awkward, cited))
    assert (made["key"], made["was"], made["year"]) == ("tamm-1999", ["tamm-1998"], 1999)
    assert made["harvard"]["before"] + made["harvard"]["year"] + made["harvard"]["after"] == (
        "van Tamm, I. and The Lamp & Wick Society (1999) ‘Light & <shade>: 12 lamps on the Isle of Øre’, "
        "Journal of Invented Lamps, 3(2), pp. 10–19. Available at: https://doi.org/10.9999/lamps.1999.3."
    )
    shown = json.loads(catalogue(tiny))
    assert shown["version"] == tiny.version
    assert dict(zip(shown["fields"], shown["studies"][0], strict=True))["title"] == awkward.title
    snuffer = tiny.get("term/snuffer")
    assert isinstance(snuffer, Term)
    assert shown["also"].get("snuffer", "").split("; ")[: len(snuffer.also.lay)] == list(snuffer.also.lay)
    assert json.loads(former_keys(tiny)) == {"tamm-1998": "tamm-1999"}


def test_a_feed_is_well_formed_and_dated_by_its_entries(tiny: Library) -> None:
    made = ET.fromstring(
        feed("All & any", "research/feed.xml", "research/index.html", studies(tiny), "https://a.example/")
    )
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert made.findtext("a:title", namespaces=names) == "All & any · The Mental Health Social Work Almanac"
    assert made.findtext("a:updated", namespaces=names) == "2026-01-02T00:00:00Z"
    assert made.findtext("a:entry/a:id", namespaces=names) == "https://a.example/research/tamm-1999.html"


def test_the_whole_as_json_can_be_read_by_the_model(tiny: Library) -> None:
    made = json.loads(table.studies_json(studies(tiny), tiny.version))
    assert Abstract.model_validate(made["abstracts"][0]) == studies(tiny)[0]


def test_a_reading_lists_export_is_its_studies_one_after_another(everything: tuple[Abstract, ...]) -> None:
    """The reading list joins the exports in the studies' small files, which must equal one export of them all."""
    some = [json.loads(study_json(study, {})) for study in everything[::40]]
    keys = [one["key"] for one in some]
    joined = "\n".join(one["bibtex"] for one in some)
    assert [item["id"] for item in pandoc("bibtex", joined)] == keys
    assert len(mods("bib2xml", joined)) == len(keys)
    records = "\r\n".join(one["ris"] for one in some)
    assert len(mods_of_ris(records)) == len(keys)
    assert len(rispy.loads(records.replace("\r\n", "\n"))) == len(keys)
    assert [item["id"] for item in pandoc("csljson", json.dumps([one["csl"] for one in some]))] == keys
