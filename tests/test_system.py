"""Setting up the tests succeeds or ends with a sentence, whatever else is using the system's packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import system

HELD = "It is held by process 7"
LOCKS = [
    f"E: Could not get lock /var/lib/dpkg/lock-frontend. {HELD} (unattended-upgr)",
    "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?",
    f"E: Could not get lock /var/lib/apt/lists/lock. {HELD} (apt-get)",
    "E: Unable to lock directory /var/lib/apt/lists/",
    "E: Could not get lock /var/cache/apt/archives/lock - open (11: Resource temporarily unavailable)",
]
OFFLINE = [
    "Err:1 http://deb.example trixie InRelease\n  Temporary failure resolving 'deb.example'",
    "E: Failed to fetch http://deb.example/x.deb  Could not connect to deb.example:80",
    "E: Unable to fetch some archives",
    "E: Unable to locate package x",
    "E: Package 'pandoc' has no installation candidate",
]


class Machine:
    """A system whose packages are locked for some seconds, or unavailable. Its clock advances only by waiting."""

    def __init__(self, says: str, until: float = 0.0, only: str = "") -> None:
        self.says, self.until, self.only = says, until, only
        self.now = 0.0
        self.done: list[str] = []

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        step = "install" if "install" in command else "update"
        if self.only in ("", step) and self.now < self.until:
            return 100, self.says
        self.done.append(step)
        return 0, ""

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def apt(self) -> system.Apt:
        return system.Apt(self.run, lambda: self.now, self.sleep)


@pytest.mark.parametrize("says", LOCKS)
@pytest.mark.parametrize("only", ["", "update", "install"])
def test_a_lock_is_waited_for(says: str, only: str) -> None:
    machine = Machine(says, until=60, only=only)
    machine.apt().install(["pandoc"])
    assert machine.done == ["update", "install"]
    assert 60 <= machine.now < 70


@pytest.mark.parametrize("says", LOCKS)
@pytest.mark.parametrize("only", ["", "update", "install"])
def test_a_lock_that_stays_ends_in_a_sentence_after_two_minutes(
    says: str, only: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(says, until=float("inf"), only=only)
    monkeypatch.setattr(system, "missing", lambda: ["pandoc"])
    monkeypatch.setattr(system, "may_install", lambda: True)
    assert system.main(machine.apt()) == 1
    assert 110 <= machine.now <= 120
    said = capsys.readouterr().err
    assert "using the system's packages for two minutes" in said
    assert "sudo apt install pandoc" in said


@pytest.mark.parametrize("says", OFFLINE)
@pytest.mark.parametrize("only", ["update", "install"])
def test_no_network_is_a_sentence(
    says: str, only: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(says, until=float("inf"), only=only)
    monkeypatch.setattr(system, "missing", lambda: ["pandoc"])
    monkeypatch.setattr(system, "may_install", lambda: True)
    assert system.main(machine.apt()) == 1
    assert machine.now == 0
    assert "may be off the network" in capsys.readouterr().err


@pytest.mark.parametrize(("says", "why"), [("E: dpkg was interrupted", "dpkg was interrupted"), ("", "no reason")])
def test_any_other_fault_is_a_sentence_too(says: str, why: str) -> None:
    with pytest.raises(system.NotInstalledError, match=why):
        Machine(says, until=1).apt().install(["pandoc"])


def test_a_program_that_is_not_there_is_no_traceback() -> None:
    apt = system.Apt(run=lambda _: system._run(["no-such-program-here"]))  # noqa: SLF001
    with pytest.raises(system.NotInstalledError):
        apt.install(["pandoc"])


@pytest.mark.parametrize(("says", "done"), [("", ["update", "install"]), ("E: Unable to locate package x", [])])
def test_the_quicker_browser_is_tried_for_once_and_done_without(
    says: str, done: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "QUICKER", "no-such-program-here")
    machine = Machine(says, until=float("inf") if says else 0)
    for _ in range(2):
        system.quicken(tmp_path / "tried", machine.apt())
    assert machine.done == done
