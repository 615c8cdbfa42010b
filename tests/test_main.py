from __future__ import annotations

import re
from pathlib import Path

import pytest

from almanac import commands as command


def test_check_says_how_many_entries_there_are(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["check"]) == 0
    assert re.search(
        r"^16 entries, no problem found\..* Median sentence: \d+ words\.$", capsys.readouterr().out, re.MULTILINE
    )


def test_problems_come_without_a_traceback(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny_content / "roles.yaml").write_text("")
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == "1 problem found; nothing was written."


def test_what_is_late_goes_by_the_day_that_it_is_where_none_is_given(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in tiny_content.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("checked: 2026-01-02", "checked: 2020-01-02"), "utf-8")
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    monkeypatch.delenv("ALMANAC_TODAY", raising=False)
    assert command.main(["due"]) == 1
    assert "overdue since 2020-04-01" in capsys.readouterr().out
    assert command.main(["due", "--today", "2020-01-02"]) == 0


def test_stopping_a_command_is_no_fault_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(command.COMMANDS, "schemas", stopped)
    assert command.main(["schemas"]) == 130
    assert capsys.readouterr().err.startswith("Stopped.")


def test_schemas_are_written_where_editors_look(tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny_content / "schemas").mkdir()
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["schemas"]) == 0
    assert (tiny_content / "schemas" / "roles.json").is_file()


def test_a_command_that_does_not_exist_is_a_wrong_call() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["bild"])
    assert caught.value.code == 2
