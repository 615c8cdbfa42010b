"""Exports, read back by other programs: what comes out is what went in, and nothing complains."""

from __future__ import annotations

import csv
import datetime as dt
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
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from almanac.citation.references import STYLES, reference
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.exports import table
from almanac.exports.atom import feed
from almanac.exports.bibtex import bibtex, escaped
from almanac.exports.csl_json import csl_json
from almanac.exports.ris import ris
from almanac.exports.study_json import catalogue, former_keys, study_json
from almanac.site.metadata import abstract, coins, head
from almanac.site.research import studies

MODS = {"m": "http://www.loc.gov/mods/v3"}


@pytest.fixture(scope="module")
def everything(content: Library) -> tuple[Abstract, ...]:
    found = studies(content)
    assert len(found) > 200
    return found


@pytest.fixture
def awkward(tiny: Library) -> Abstract:
    """A study with an ampersand, angle brackets, a particle, a corporate author and a letter beyond ASCII."""
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
    """Text without the curls that pandoc gives to quotation marks and dashes."""
    return re.sub('[‘’“”"]', "'", text).replace("–", "-").replace("--", "-").replace("\u00a0", " ")


def mods(program: str, text: str) -> list[ET.Element]:
    return ET.fromstring(run(program, text=text)).findall("m:mods", MODS)


def names(record: ET.Element) -> list[str]:
    """Every word of every author's name, as bibutils understood it (it splits the names of bodies)."""
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
    records = mods("ris2xml", ris(everything))
    assert len(records) == len(everything)
    for study, record in zip(everything, records, strict=True):
        for author, name in zip(study.authors, names(record), strict=True):
            assert set(author.short.split()) <= set(name.split())


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
    """It parts a name at the comma where both sides hold a space, and a body's name where no comma ends it."""
    for study in everything:
        told = re.findall(r'<meta name="citation_author" content="([^"]*)">', head(study, "https://a.example/"))
        assert len(told) == len(study.authors)
        for name, author in zip(map(unescape, told), study.authors, strict=True):
            family, comma, given = name.partition(",")
            assert comma
            assert not (" " in family and " " in given.strip())
            assert family.replace("\u00a0", " ") == author.short


def test_coins_carry_what_a_list_needs(awkward: Abstract) -> None:
    made = parse_qs(coins(awkward), strict_parsing=True)
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
    made = parse_qs(coins(changed), strict_parsing=True)
    assert made["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert (made[title], made[publisher]) == ([awkward.title], ["Øre Press"])


def test_a_list_names_every_author(everything: tuple[Abstract, ...]) -> None:
    for study in everything:
        made = parse_qs(coins(study), strict_parsing=True)
        assert 1 + len(made.get("rft.au", [])) == len(study.authors)


def test_the_small_files_for_scripts(tiny: Library, awkward: Abstract) -> None:
    references = {style: reference(awkward, style, {}) for style in STYLES}
    made = json.loads(study_json(awkward, references))
    assert (made["key"], made["was"], made["year"]) == ("tamm-1999", ["tamm-1998"], 1999)
    assert made["harvard"]["before"] + made["harvard"]["year"] + made["harvard"]["after"] == (
        "van Tamm, I. and The Lamp & Wick Society (1999) ‘Light & <shade>: 12 lamps on the Isle of Øre’, "
        "Journal of Invented Lamps, 3(2), pp. 10–19. Available at: https://doi.org/10.9999/lamps.1999.3."
    )
    shown = json.loads(catalogue(tiny))
    assert shown["version"] == tiny.version
    assert dict(zip(shown["fields"], shown["studies"][0], strict=True))["title"] == awkward.title
    assert json.loads(former_keys(tiny)) == {"tamm-1998": "tamm-1999"}


def test_a_feed_is_well_formed_and_dated_by_its_entries(tiny: Library) -> None:
    made = ET.fromstring(
        feed("All & any", "research/feed.xml", "research/index.html", studies(tiny), "https://a.example/")
    )
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert made.findtext("a:title", namespaces=names) == "All & any"
    assert made.findtext("a:updated", namespaces=names) == "2026-01-02T00:00:00Z"
    assert made.findtext("a:entry/a:id", namespaces=names) == "https://a.example/research/tamm-1999.html"


def test_a_feed_tells_of_an_old_study_that_is_new_to_the_library(awkward: Abstract) -> None:
    known = [awkward.model_copy(update={"key": f"known-{number}", "year": 2020}) for number in range(60)]
    added = awkward.model_copy(update={"key": "added", "year": 1950, "checked": awkward.checked + dt.timedelta(days=1)})
    made = ET.fromstring(feed("All", "feed.xml", "index.html", [*known, added], "https://a.example/"))
    names = {"a": "http://www.w3.org/2005/Atom"}
    told = [entry.text for entry in made.findall("a:entry/a:id", names)]
    assert len(told) == 50
    assert told[:2] == ["https://a.example/research/added.html", "https://a.example/research/known-0.html"]


def test_the_whole_as_json_can_be_read_by_the_model(tiny: Library) -> None:
    made = json.loads(table.studies_json(studies(tiny), tiny.version))
    assert Abstract.model_validate(made["abstracts"][0]) == studies(tiny)[0]


def test_a_reading_lists_export_is_its_studies_one_after_another(everything: tuple[Abstract, ...]) -> None:
    """The reading list joins what each study's small file holds: that must be as good as a whole export."""
    some = [json.loads(study_json(study, {})) for study in everything[::40]]
    keys = [one["key"] for one in some]
    joined = "\n".join(one["bibtex"] for one in some)
    assert [item["id"] for item in pandoc("bibtex", joined)] == keys
    assert len(mods("bib2xml", joined)) == len(keys)
    records = "\r\n".join(one["ris"] for one in some)
    assert len(mods("ris2xml", records)) == len(keys)
    assert len(rispy.loads(records.replace("\r\n", "\n"))) == len(keys)
    assert [item["id"] for item in pandoc("csljson", json.dumps([one["csl"] for one in some]))] == keys
