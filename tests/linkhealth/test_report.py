from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from almanac.content.model import Library
from almanac.linkhealth import report
from almanac.linkhealth.addresses import external_addresses
from almanac.linkhealth.report import ReportRow
from almanac.linkhealth.state import LinkHealth
from almanac.linkhealth.verdict import LinkRecord, Verdict

DAY = dt.date(2026, 11, 8)
BOOK, LAW, GUILD = (
    "https://press.example.org/book",
    "https://www.legislation.gov.uk/ukpga/1960/999",
    "https://guild.example.org/",
)
DOI = "https://doi.org/10.9999/lamps.1999.3"
MEMORY = {
    BOOK: LinkRecord(Verdict.DEAD, "404", dt.date(2026, 11, 1), DAY, dt.date(2025, 3, 1)),
    LAW: LinkRecord(Verdict.MOVED, "301", DAY, DAY, DAY, None, LAW + "/x"),
    GUILD: LinkRecord(Verdict.BLOCKED, "403", DAY, DAY),
    DOI: LinkRecord(Verdict.GOOD, "200", DAY, DAY, DAY),
    "https://no.longer.here/": LinkRecord(Verdict.DEAD, "404", DAY, DAY),
}


@pytest.fixture(scope="module")
def found(tiny: Library) -> tuple[ReportRow, ...]:
    return report.rows_needing_attention(tiny, external_addresses(tiny), MEMORY)


def test_what_readers_meet_most_stands_first(found: tuple[ReportRow, ...]) -> None:
    assert [row.address for row in found] == [BOOK, GUILD, LAW]
    pages = [row.pages for row in found]
    assert pages == sorted(pages, reverse=True)
    assert pages[0] > pages[-1] >= 1


def test_a_row_says_all_that_an_editor_needs(found: tuple[ReportRow, ...]) -> None:
    archived = "https://web.archive.org/web/20250301/" + BOOK
    first = ReportRow(
        BOOK, Verdict.DEAD, dt.date(2026, 11, 1), "404", "", archived, found[0].pages, ("source/harbour-book",)
    )
    assert found[0] == first


def test_the_report_to_read_parts_what_to_mend_from_what_to_watch(found: tuple[ReportRow, ...]) -> None:
    text = report.markdown(found, LinkHealth(MEMORY), DAY)
    assert text.startswith("Links to other sites, as of 8 November 2026: 1 good, 1 moved, 2 dead, 1 blocked.\n")
    mend, watch = text.split("## To watch")
    assert [address in mend for address in (BOOK, LAW, GUILD)] == [True, True, False]
    assert GUILD in watch
    archived = f"[copy](<https://web.archive.org/web/20250301/{BOOK}>)"
    pages = found[0].pages
    assert f"| {pages} | `{BOOK}` | `dead (404)` | 2026-11-01 |  | {archived} | source/harbour-book |" in mend


def test_nothing_to_mend_is_said() -> None:
    assert report.markdown((), LinkHealth(), DAY).splitlines() == [
        "Links to other sites, as of 8 November 2026: none checked yet.",
        "",
        "Nothing to fix.",
    ]


def test_what_cannot_be_seen_of_a_foreign_address_is_shown_as_its_code(tiny: Library) -> None:
    row = ReportRow(
        "https://x.example/\x1b[2J", Verdict.MOVED, DAY, "301", "https://x.example/\u202ey", "https://a.example/", 1, ()
    )
    line = report.markdown([row], LinkHealth(), DAY).splitlines()[-1]
    assert line.isprintable()
    assert "\\x1b[2J" in line


def test_the_words_of_others_stay_words(tiny: Library) -> None:
    wild = "https://x.example/|a`b`<img src=x> @all\n# heading"
    row = ReportRow(
        "=cmd()", Verdict.MOVED, DAY, "301", wild, "https://web.archive.org/web/2026/x", 1, ("term/wick",) * 7
    )
    line = report.markdown([row], LinkHealth(), DAY).splitlines()[-1]
    assert "`https://x.example/\\|a'b'<img src=x> @all # heading`" in line
    assert line.endswith(", term/wick and 2 more |")
    assert next(csv.DictReader(io.StringIO(report.as_csv([row]))))["address"] == "'=cmd()"


def test_a_long_report_fits_an_issue() -> None:
    long = "https://x.example/" + "y" * 400
    verdicts = (Verdict.DEAD, Verdict.BLOCKED)
    many = [
        ReportRow(f"{long}{number}", verdicts[number % 2], DAY, "404", long, long, 1, ("term/wick",))
        for number in range(2000)
    ]
    text = report.markdown(many, LinkHealth(), DAY)
    assert 50_000 < len(text) < 65_536
    shown = [text.count(f"`{verdict} (404)`") for verdict in verdicts]
    assert [f"{1000 - number} more are in link-health.csv." in text for number in shown] == [True, True]


def test_all_three_are_written_and_read_back(found: tuple[ReportRow, ...], tmp_path: Path) -> None:
    report.write(tmp_path / "out", found, LinkHealth(MEMORY), DAY)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "link-health.csv",
        "link-health.json",
        "link-health.md",
    ]
    with (tmp_path / "out" / "link-health.csv").open(encoding="utf-8", newline="") as file:
        assert [row["address"] for row in csv.DictReader(file)] == [row.address for row in found]
    made = json.loads((tmp_path / "out" / "link-health.json").read_text("utf-8"))
    assert (made["day"], made["counts"]["dead"], made["to_mend"]) == ("2026-11-08", 2, 2)
    assert made["rows"][0]["since"] == "2026-11-01"
    assert made["rows"][0]["verdict"] == "dead"
