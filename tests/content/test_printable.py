"""Text from elsewhere never breaks a line, moves the cursor, reverses text or commands a CI runner."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from almanac.commands import main
from almanac.content.load import load
from almanac.content.printable import MAX_CHARACTERS, in_quotes, printable, printable_lines
from almanac.content.problem import ContentError, Problem

HARMFUL = {
    "a line break": "x\n::error file=a::b",
    "a carriage return": "x\r::error::y",
    "an escape": "\x1b[31mred\x1b]0;title\x07",
    "a C1 control": "\x9b31m",
    "a direction": "a\u202eb\u2066c\u200f",
    "a line separator": "a\u2028::warning::b\u2029\x85\x0b\x0c",
    "a command": "::set-output name=a::b",
    "an old command": "##[error]x ##vso[task.setvariable]y ##teamcity[z]",
    "zero width": "a\u200b\ufeffb\u00ad",
    "half a pair": "\udcff",
    "a null": "\x00\x7f",
}
UNSAFE = re.compile(r"::|##|[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2026\u201c\u201d]")


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_one_harmless_line(text: str) -> None:
    assert not UNSAFE.search(printable(text))
    assert printable(printable(text)) == printable(text)
    problem = Problem(f"content/{text}.yaml", 1, 1, f"role {text}", text, f'found "{text}".', "F4")
    assert not UNSAFE.search(str(problem))


def test_what_is_plain_is_left_alone() -> None:
    assert printable("Ørsted’s “lamp”: 李明, 12–14 #1 a:b") == "Ørsted’s “lamp”: 李明, 12–14 #1 a:b"
    assert printable_lines("a\nb\x1bc\n") == "a\nb\\x1bc\n"


@given(st.text(max_size=3_000))
def test_always_one_short_line_that_can_be_written(text: str) -> None:
    made = printable(text)
    assert made.isprintable()
    assert made.encode("utf-8").decode("utf-8") == made
    assert "::" not in made
    assert len(made) <= 2 * MAX_CHARACTERS


@given(st.text("ab'\"\\: #", max_size=60))
def test_a_text_in_quotes_is_the_same_in_yaml(text: str) -> None:
    assert yaml.safe_load(f"name: {in_quotes(text)}") == {"name": text}


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    made = printable("A" + "x" * 5_000_000 + "Z")
    assert made.startswith("A")
    assert made.endswith("Z")
    assert len(made) <= MAX_CHARACTERS


FIELDS = {
    "key": '- {{key: "{0}", checked: 2026-01-01}}',
    "a name": '- {{key: e, "{0}": 1}}',
    "a name twice": '- {{key: e, "{0}": 1, "{0}": 2}}',
    "a value": '- {{key: e, checked: "{0}", nations: ["{0}"], letter: "{0}", see: ["{0}", "organisation/{0}"]}}',
    "a root": '- {{key: e}}\n"{0}": 1',
    "a tag": "- {{key: !<a{0}> e}}",
}
ESCAPED = ["a\\n::error file=x::b", "\\e[31m", "\\u202Ex", "\\x9B", "\\L::error::", "##[error]"]


@pytest.mark.parametrize("where", FIELDS)
@pytest.mark.parametrize("text", ESCAPED)
def test_no_message_quotes_it_raw(
    where: str, text: str, tiny_content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny_content / "roles.yaml").write_text("roles:\n" + FIELDS[where].format(text), "utf-8")
    monkeypatch.setattr("almanac.commands.PROJECT", tiny_content.parent)
    assert main(["check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) >= 2
    assert [line for line in lines if UNSAFE.search(line)] == []


@pytest.mark.parametrize("name", ["a\n::error::b", "x\x1b[2J", "\u202ey", "::error file=x::"])
def test_no_file_name_is_quoted_raw(name: str, tiny_content: Path) -> None:
    (tiny_content / f"{name}.yaml").write_text("a: 1\n", "utf-8")
    (tiny_content / "roles" / name).mkdir(parents=True)
    (tiny_content / "roles" / name / "b.yaml").write_text("roles: 1\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        load(tiny_content)
    lines = str(caught.value).split("\n")
    assert len(lines) >= 3
    assert [line for line in lines if UNSAFE.search(line)] == []
