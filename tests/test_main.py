from __future__ import annotations

from pathlib import Path

import pytest

from almanac import __main__ as command


def test_check_says_how_many_entries_there_are(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("16 entries, no problem found. Median sentence: ")


def test_problems_come_without_a_traceback(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny_content / "roles.yaml").write_text("")
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["check"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == "1 problem found; nothing was written."


def test_schemas_are_written_where_editors_look(tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny_content / "schemas").mkdir()
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["schemas"]) == 0
    assert (tiny_content / "schemas" / "roles.json").is_file()


def test_a_command_that_does_not_exist_is_a_wrong_call() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["bild"])
    assert caught.value.code == 2
