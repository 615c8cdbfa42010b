"""What is told once although it is in many places: entries pasted again, a file that is absent, a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.content import absent, verified
from almanac.content.load import try_load


def test_entries_pasted_again_are_told_once(tiny_content: Path) -> None:
    path = tiny_content / "standards.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + text.partition("standards:\n")[2], "utf-8")
    (problem,) = try_load(tiny_content).problems
    assert (problem.line, problem.code, problem.following) == (38, "R7", 2)
    assert problem.message == (
        'the 3 entries from here to "practice-2", line 62, are the same as those from line 2 of content/standards.yaml '
        "on. Remove them here."
    )


@pytest.mark.parametrize(
    ("keys", "file"),
    [
        (["grant2023", "hall2001"], "content/abstracts/g-to-k.yaml"),
        (["zeta2001"], "content/abstracts/t-to-z.yaml"),
        (["grant2023", "moss2001"], ""),  # l-to-s.yaml is there, so more than one file lacks something
        (["abbott2022"], ""),
    ],
)
def test_the_file_of_the_letters_is_absent(keys: list[str], file: str) -> None:
    there = ["content/abstracts/a-to-f.yaml", "content/abstracts/l-to-s.yaml", "content/abstracts/briefing-2008.yaml"]
    assert absent.file_of(keys, there) == file


def test_no_file_is_absent_from_a_folder_without_letters() -> None:
    assert absent.file_of(["grant2023"], ["content/abstracts.yaml"]) == ""


def test_a_conflict_in_the_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / verified.FILE
    path.write_text('<<<<<<< HEAD\n{"key": "a"}\n=======\n>>>>>>> main\n', "utf-8")
    with pytest.raises(verified.UnreadableRecordError, match=r"jsonl:1: this line is left over from a conflict"):
        verified.read(path)
