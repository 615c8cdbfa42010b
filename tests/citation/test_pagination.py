"""Pages in every form that editors write them, converted for each format."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

import pytest
import rispy

from almanac.citation.pagination import pages, with_en_dash, with_hyphen
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.exports import table
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_export_item
from almanac.exports.ris import ris
from almanac.site import words
from almanac.site.metadata import coins_title, head

# As written; as data; first and last page; as shown to readers.
RANGES = [
    ("10-19", "10-19", ("10", "19"), "10–19"),
    ("10–19", "10-19", ("10", "19"), "10–19"),
    ("101--118", "101-118", ("101", "118"), "101–118"),
    ("101 – 118", "101-118", ("101", "118"), "101–118"),
    ("101\u2011118", "101-118", ("101", "118"), "101–118"),
    ("pp. 101-118", "101-118", ("101", "118"), "101–118"),
    ("e123–e130", "e123-e130", ("e123", "e130"), "e123–e130"),
    ("S12-S18", "S12-S18", ("S12", "S18"), "S12–S18"),
    ("xii–xv", "xii-xv", ("xii", "xv"), "xii–xv"),
    ("xii-4", "xii-4", ("xii", "4"), "xii–4"),
    ("1083-1092.e3", "1083-1092.e3", ("1083", "1092.e3"), "1083–1092.e3"),
    ("12-15, 20-25", "12-15, 20-25", ("12-15, 20-25", ""), "12–15, 20–25"),
    ("12–15; 20", "12-15, 20", ("12-15, 20", ""), "12–15, 20"),
    ("137", "137", ("137", ""), "137"),
    ("S12", "S12", ("S12", ""), "S12"),
]
ARTICLES = ["e0257270", "e37", "n71", "CD011006-pub2", "106160", "arXiv:2407.10244", "ngaf008"]


@pytest.fixture
def study(tiny: Library) -> Abstract:
    found = tiny.entries["abstract/tamm-1999"]
    assert isinstance(found, Abstract)
    return found


@pytest.mark.parametrize(("written", "plain", "ends", "shown"), RANGES)
def test_pages_are_one_thing_however_they_are_written(
    written: str, plain: str, ends: tuple[str, str], shown: str, study: Abstract
) -> None:
    found = pages(study.model_copy(update={"pages": written}))
    assert (found.plain, found.ends, found.shown, found.article) == (plain, ends, shown, "")


@pytest.mark.parametrize(("written", "plain", "ends", "shown"), RANGES)
def test_every_format_has_the_pages_as_it_wants_them(
    written: str, plain: str, ends: tuple[str, str], shown: str, study: Abstract
) -> None:
    made = study.model_copy(update={"pages": written})
    first, last = ends
    assert f"pages = {{{plain.replace('-', '--')}}}" in bibtex([made])
    [record] = rispy.loads(ris([made]).replace("\r\n", "\n"))
    assert (record["start_page"], record.get("end_page", "")) == ends
    assert csl_export_item(made)["page"] == plain
    tags = dict(re.findall(r'<meta name="citation_(firstpage|lastpage)" content="([^"]*)">', head(made, "x")))
    assert (tags["firstpage"], tags.get("lastpage", "")) == ends
    context = parse_qs(coins_title(made))
    assert context["rft.pages"] == [plain]
    assert [*context.get("rft.spage", []), *context.get("rft.epage", [])] == ([first, last] if last else [])
    assert f",{plain}," in table.studies_csv([made]) or f',"{plain}",' in table.studies_csv([made])
    assert words.in_volume(made).endswith(f", {shown}")


@pytest.mark.parametrize("field", ["pages", "article_number"])
@pytest.mark.parametrize("number", ARTICLES)
def test_the_number_of_an_article_is_no_page(number: str, field: str, study: Abstract) -> None:
    made = study.model_copy(update={"pages": None} | {field: number})
    assert pages(made).article == number
    assert f"eid = {{{number}}}" in bibtex([made])
    assert "pages =" not in bibtex([made])
    [record] = rispy.loads(ris([made]).replace("\r\n", "\n"))
    assert (record["start_page"], record["custom7"]) == (number, number)
    assert "end_page" not in record
    assert (csl_export_item(made)["number"], csl_export_item(made).get("page")) == (number, None)
    assert f'<meta name="citation_firstpage" content="{number}">' in head(made, "x")
    assert "citation_lastpage" not in head(made, "x")
    assert parse_qs(coins_title(made))["rft.artnum"] == [number]
    assert words.in_volume(made).endswith(f", {number}")


def test_a_number_without_letters_is_an_articles_only_in_its_own_field(study: Abstract) -> None:
    assert pages(study.model_copy(update={"pages": None, "article_number": "39"})).article == "39"
    assert pages(study.model_copy(update={"pages": "39"})).article == ""


def test_pages_of_a_chapter_are_pages_even_if_they_are_odd(study: Abstract) -> None:
    found = pages(study.model_copy(update={"type": "chapter", "pages": "plates 3"}))
    assert (found.plain, found.article) == ("plates 3", "")


@pytest.mark.parametrize("issue", ["1-2", "1–2", "1--2", "1 - 2"])
def test_a_double_issue_has_a_dash_for_readers_and_a_hyphen_as_data(issue: str, study: Abstract) -> None:
    made = study.model_copy(update={"issue": issue})
    assert (with_en_dash(issue), with_hyphen(issue)) == ("1–2", "1-2")
    assert "3(1–2)" in words.in_volume(made)
    assert "number = {1--2}" in bibtex([made])
    assert (csl_export_item(made)["issue"], rispy.loads(ris([made]).replace("\r\n", "\n"))[0]["number"]) == (
        "1-2",
        "1-2",
    )
    assert parse_qs(coins_title(made))["rft.issue"] == ["1-2"]


def test_a_named_issue_stays_as_it_is(study: Abstract) -> None:
    assert (with_en_dash("Suppl-A"), with_hyphen("Supplement 1")) == ("Suppl-A", "Supplement 1")
    assert "3(Supplement 1)" in words.in_volume(study.model_copy(update={"issue": "Supplement 1"}))
