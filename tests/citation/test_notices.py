"""A study that was retracted, corrected or has an expression of concern says so wherever it is shown or exported."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from almanac.citation.references import references
from almanac.content.kinds import BY_NAME
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import Notice
from almanac.content.links import link_entries
from almanac.content.model import Library
from almanac.exports.atom import feed
from almanac.exports.bibtex import bibtex
from almanac.exports.csl_json import csl_json
from almanac.exports.entries_json import entries_json
from almanac.exports.ris import ris
from almanac.exports.study_json import catalogue, study_json
from almanac.exports.table import studies_csv, studies_json
from almanac.search.records import search_record
from almanac.site import metadata, render, research
from almanac.site.entrylinks import entry_link
from tests.conftest import SITE
from tests.rendering import entry_page

REF = "abstract/tamm-1999"
RETRACTED = Notice(status="retracted", date="2012-03-04", doi="10.9999/r.1")
CORRECTED = Notice(status="corrected", date="2011", notice="Lamps, 4(1), 7")
CONCERN = Notice(status="expression of concern", date="2011-05", url="https://lamps.example.org/concern", reason="Why.")


def with_notices(tiny: Library, *notices: Notice, **more: Any) -> tuple[Library, Abstract]:
    study = tiny.entries[REF].model_copy(update={"notices": notices, **more})
    assert isinstance(study, Abstract)
    entries = {**tiny.entries, REF: study}
    return Library(entries, tiny.places, link_entries(entries), tiny.version, tiny.today), study


def test_the_gravest_notice_counts(tiny: Library) -> None:
    assert with_notices(tiny, CORRECTED, RETRACTED, CONCERN)[1].notice == RETRACTED
    assert with_notices(tiny, CONCERN, CORRECTED)[1].notice == CONCERN
    assert with_notices(tiny)[1].notice is None


def test_every_format_says_that_a_study_is_retracted(tiny: Library) -> None:
    library, study = with_notices(tiny, CORRECTED, RETRACTED)
    cited = references([study], {})[study.key]
    marked = {
        "ris": ris([study]),
        "bibtex": bibtex([study]),
        "reading list": study_json(study, cited),
        "catalogue": catalogue(library),
        "feed": feed("All", "f.xml", "f.html", [study], SITE.url),
        "head": str(metadata.head(study, "https://almanac.example/x.html")),
        "coins": metadata.coins_title(study).replace("%3A", ":"),
        "harvard": cited["harvard"].html,
        "list": entry_link(library, REF).label,
        "shelf": render.shelf_page(
            render.ShelfPage(research.shelves(library, "topic")[0], "On", (("", "", (study,)),)), SITE
        )["body"],
        "authors": render.fragment(
            "names", "x.html", by="author", letters=(("T", research.shelves(library, "author")),)
        ),
    }
    assert [name for name, text in marked.items() if "RETRACTED:" not in text] == []
    fields = {
        "csl": csl_json([study]),
        "table": studies_csv([study]),
        "json": studies_json([study], "1"),
        "entries": entries_json(library, BY_NAME["abstract"], ""),
        "search": search_record(library, REF).status,
    }
    assert [name for name, text in fields.items() if "retracted" not in text] == []
    assert json.loads(fields["csl"])[0]["title"] == study.title


def test_a_page_says_at_its_title_what_the_notice_is_and_leads_to_it(tiny: Library) -> None:
    library, study = with_notices(tiny, CORRECTED, RETRACTED, CONCERN)
    cited = references([study], {})[study.key]
    page = entry_page(library, REF, references=cited, related=())
    assert page["title"].startswith("RETRACTED: ")
    body = page["body"]
    above = body[: body.index("<h2>Question</h2>")]
    assert "<strong>Retracted, 4 March 2012.</strong>" in above
    assert 'href="https://doi.org/10.9999/r.1"' in above
    assert "Corrected, 2011" in above
    assert 'href="https://lamps.example.org/concern"' in above


def test_one_page_lists_every_notice_the_newest_first(tiny: Library) -> None:
    library, _ = with_notices(tiny, CORRECTED, RETRACTED)
    shown = render.fragment("notices", "research/retractions.html", found=research.notices(library), health=SITE.health)
    assert shown.index("4 March 2012") < shown.index("2011")
    assert 'href="../research/tamm-1999.html"' in shown
    assert "no study" in render.fragment("notices", "x.html", found=research.notices(tiny), health=SITE.health)


@pytest.mark.parametrize(
    ("notice", "end"),
    [
        (RETRACTED, "(Retraction published 2012, https://doi.org/10.9999/r.1)"),
        (CORRECTED, "(Correction published 2011, Lamps, 4(1), 7)"),
        (CONCERN, "(Expression of concern published 2011, https://lamps.example.org/concern)"),
    ],
)
def test_a_reference_ends_with_the_notice(notice: Notice, end: str, tiny: Library) -> None:
    """APA 7, section 10.1, example 16."""
    cited = references([with_notices(tiny, notice)[1]], {})["tamm-1999"]
    assert cited["apa"].after.endswith(end)
    assert cited["harvard"].after.endswith(f"{end}.")


def test_a_study_without_a_date_is_cited_so(tiny: Library) -> None:
    _, study = with_notices(tiny, year=None, month=None, undated=True)
    cited = references([study], {})[study.key]
    assert (cited["apa"].year, cited["harvard"].year) == ("n.d.", "no date")
    assert cited["apa"].before.endswith(". (")
    assert "".join(cited["harvard"].runs).startswith("van Tamm, I. and The Lamp & Wick Society (no date) ‘")
    assert cited["apa"].intext == "(van Tamm & The Lamp & Wick Society, n.d.)"


def test_a_study_without_a_date_stands_in_every_format(tiny: Library) -> None:
    library, study = with_notices(tiny, year=None, month=None, undated=True)
    assert "year" not in bibtex([study])
    assert "PY  -" not in ris([study])
    assert "issued" not in json.loads(csl_json([study]))[0]
    assert "citation_publication_date" not in metadata.head(study, "x.html")
    assert [shelf.name for shelf in research.shelves(library, "decade")] == ["no date"]
    cited = references([study], {})[study.key]
    assert "n.d." in entry_page(library, REF, references=cited, related=())["body"]


def test_a_study_without_a_summary_says_so(tiny: Library) -> None:
    library, study = with_notices(tiny, summary=None, no_summary_yet=True)
    cited = references([study], {})[study.key]
    body = entry_page(library, REF, references=cited, related=())["body"]
    assert "No summary yet" in body
    assert "<h2>Question</h2>" not in body
    assert '<h2 id="cite">Cite</h2>' in body
    assert "No summary yet" in entry_link(library, REF).line
    assert "tamm-1999" in studies_csv([study])


def test_an_address_without_a_doi_is_cited_with_the_day_it_was_opened(tiny: Library) -> None:
    _, study = with_notices(tiny, doi=None, url="https://lamps.example.org/a", accessed=dt.date(2025, 12, 31))
    assert references([study], {})[study.key]["harvard"].after.endswith("(Accessed: 31 December 2025).")
    assert "Y2  - 2025/12/31/" in ris([study])
    assert json.loads(csl_json([study]))[0]["accessed"] == {"date-parts": [[2025, 12, 31]]}
    assert with_notices(tiny, url="https://lamps.example.org/a")[1].accessed_on is None, "a DOI needs no day"
