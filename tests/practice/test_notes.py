"""Notes on learning: each regulator's questions, Markdown and text, and files that restore everything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.nodejs import run

FIELDS = ("learned", "means", "will", "peer", "manager", "elements", "hours", "agreed")
READ = {
    "path": "research/tamm-1999.html",
    "title": "Light & shade",
    "reference": "van Tamm, I. (1999) 'Light & <shade>'.",
}
DAY = "27 November 2026"


def note(**more: Any) -> dict[str, Any]:
    head = {"key": "note-1", "name": "Lamps", "day": "2026-11-27", "nation": "England", "read": [READ]}
    return head | dict.fromkeys(FIELDS, "") | more


def ask(name: str, *given: Any) -> Any:
    return run((f"practice.notes.{name}", list(given)))[0]


@pytest.mark.parametrize(
    ("nation", "asks", "question"),
    [
        ("England", "Social Work England", "peer"),
        ("Wales", "Social Care Wales", "manager"),
        ("Scotland", "Scottish Social Services Council", "Core elements"),
        ("Northern Ireland", "Northern Ireland Social Care Council", "Hours"),
    ],
)
def test_a_note_has_the_shape_that_the_regulator_asks_for(nation: str, asks: str, question: str) -> None:
    text = ask("plainText", note(nation=nation), DAY)
    assert f"27 November 2026. For {asks} ({nation})." in text
    assert question in text.partition("What I will do")[2]


def test_markdown_shows_what_was_written_and_nothing_more() -> None:
    held = note(name="# Lamps\nand *wicks*", learned="- one\n1. two\n<b>bold</b> [link](x)")
    text = ask("markdown", held, DAY)
    assert text.startswith("# \\# Lamps and \\*wicks\\*\n\n27 November 2026.")
    assert "- van Tamm, I. (1999) 'Light \\& \\<shade\\>'." in text
    assert "\\- one\n1\\. two\n\\<b\\>bold\\</b\\> \\[link\\](x)" in text
    assert "## What I learned" in text


def test_text_has_lines_that_windows_reads() -> None:
    text = ask("plainText", note(learned="One\nTwo"), DAY)
    assert "\n" not in text.replace("\r\n", "")
    assert "One\r\nTwo" in text
    assert "* van Tamm" in text


def test_what_was_read_stands_once() -> None:
    other = {**READ, "path": "roles/a.html"}
    assert ask("withRead", note(), [READ, other, other])["read"] == [READ, other]


words = st.text(max_size=20)
notes = st.builds(
    note,
    key=st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True),
    name=words,
    nation=st.sampled_from(["England", "Wales", "Scotland", "Northern Ireland"]),
    read=st.lists(st.fixed_dictionaries({"path": words, "title": words, "reference": words}), max_size=2),
    learned=words,
    hours=words,
)


@settings(max_examples=10)
@given(st.lists(st.lists(notes, min_size=1, max_size=3, unique_by=lambda one: one["key"]), min_size=8, max_size=12))
def test_what_is_saved_and_opened_again_is_the_same(states: list[list[dict[str, Any]]]) -> None:
    files = run(*(("practice.notes.fileOf", [state]) for state in states))
    read = run(*(("practice.notes.readFile", [text]) for text in files))
    assert [one["notes"] for one in read] == states


@pytest.mark.parametrize("spoiled", [{"nation": "France"}, {"read": [1]}, {"hours": 7}, {"more": ""}])
def test_what_cannot_be_read_is_left_out_of_a_note(spoiled: dict[str, Any]) -> None:
    found = ask("mended", {**note(), **spoiled})
    assert found["learned"] == ""
    assert ask("mended", found) == found


def test_a_note_without_its_head_is_none() -> None:
    assert ask("mended", note(day="yesterday")) is None


def test_a_copy_that_does_not_fit_says_how_many_were_left_out() -> None:
    full = [note(key=f"note-{number}") for number in range(500)]
    new = [note(key="new-1", name="New"), note(key="new-2", name="Newer")]
    for mine, added, told in (
        (full, 0, "You can keep up to 500 notes, so 2 were left out."),
        (full[1:], 1, "1 note restored. You can keep up to 500 notes, so 1 was left out."),
        (full[2:], 2, "2 notes restored."),
    ):
        merged = ask("joined", mine, new)
        assert (len(merged["added"]), merged["noRoom"]) == (added, 2 - added)
        assert ask("restored", {"leftOut": 0}, merged) == told
    same = ask("joined", full, full)
    assert ask("restored", {"leftOut": 0}, same) == "You already have everything in this copy."
