from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from almanac import commands as command


def test_check_says_how_many_entries_there_are(
    tiny_content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["check"]) == 0
    assert re.search(
        r"^\d+ entries, no problem found\..* Median sentence: \d+ words\.$", capsys.readouterr().out, re.MULTILINE
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
        text = file.read_text("utf-8").replace("checked: 2026-01-02", "checked: 2020-01-02")
        file.write_text(text.replace("2025", "2019"), "utf-8")  # the dates on which pages were seen
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


# Presses Ctrl and C when a module is first loaded, since loading takes most of the time at the start.
PRESS = """
import os, signal, sys
class Presser:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["PRESS_AT"]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Presser())
"""


@pytest.mark.parametrize(
    "at", ["argparse", "pydantic", "almanac.content.kinds", "phonenumbers", "yaml", "almanac.publish.claims"]
)
@pytest.mark.parametrize("name", ["check", "build", "serve"])
def test_stopping_while_all_is_being_loaded_is_a_sentence(name: str, at: str, tmp_path: Path) -> None:
    if at == "almanac.publish.claims" and name == "serve":
        pytest.skip("serving does not read the content itself")
    (tmp_path / "sitecustomize.py").write_text(PRESS)
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{command.PROJECT}", "PRESS_AT": at}
    arguments = [sys.executable, "-m", "almanac", name, *(["--port", "1"] if name == "serve" else [])]
    done = subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 130, done.stderr
    assert done.stderr == "Stopped. No file is half written: run the command again to continue.\n"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EMFILE])
def test_what_the_system_refuses_is_a_sentence(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise OSError(code, os.strerror(code), "content/schemas/roles.json")

    monkeypatch.setitem(command.COMMANDS, "schemas", refused)
    assert command.main(["schemas"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("content/schemas/roles.json: ")
    assert "Errno" not in said
    assert "Traceback" not in said


def test_whoever_has_read_enough_gets_no_traceback(tiny_content: Path) -> None:
    program = "import sys; from pathlib import Path; from almanac import commands as m; m.PROJECT = Path(sys.argv[1]); "
    run = [
        sys.executable,
        "-c",
        f"{program}sys.exit(m.main(['due', '--today', '2030-01-01']))",
        str(tiny_content.parent),
    ]
    process = subprocess.Popen(run, cwd=command.PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


def test_a_port_in_use_is_said_before_anything_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert command.main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    said = capsys.readouterr().err
    assert "is in use by another program" in said
    assert "make serve PORT=" in said


@pytest.mark.parametrize("port", ["0", "65536", "http", "８０００", "-1"])
def test_a_port_is_a_number(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["serve", "--port", port])
    assert "such as 8001" in capsys.readouterr().err or port == "-1"


def test_schemas_are_written_where_editors_look(tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tiny_content / "schemas").mkdir()
    monkeypatch.setattr(command, "PROJECT", tiny_content.parent)
    assert command.main(["schemas"]) == 0
    assert (tiny_content / "schemas" / "roles.json").is_file()


def test_a_command_that_does_not_exist_is_a_wrong_call() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["bild"])
    assert caught.value.code == 2
