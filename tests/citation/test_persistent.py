"""The persistent engine gives the same results as a separate run, and a separate run takes over if it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.citation.formatting import FormattingJob, NotFormattedError, format_batch, formatting_job, persistent
from almanac.citation.styles import STYLES
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.machine import child
from almanac.machine.persistent import NoAnswerError, PersistentNode


@pytest.fixture
def works(content: Library) -> list[FormattingJob]:
    studies = [study for _, study in content.of("abstract") if isinstance(study, Abstract)]
    return [formatting_job(study, style) for study in studies[:40] for style in STYLES]


def test_the_engine_that_stays_running_gives_what_a_run_gives(
    works: list[FormattingJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_a_run = format_batch(works)
    monkeypatch.setattr(child, "node", None)
    with persistent():
        assert format_batch(works) == by_a_run
        assert [format_batch([one])[0] for one in reversed(works)] == by_a_run[::-1]


def test_what_it_cannot_make_is_said_by_a_run_and_it_goes_on(
    works: list[FormattingJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = FormattingJob("apa", works[0].item | {"author": [None]}, "")
    with persistent():
        good = format_batch(works[:1])
        with pytest.raises(NotFormattedError, match="could not be made"):
            format_batch([broken])
        monkeypatch.setattr(child, "node", None)
        assert format_batch(works[:1]) == good


def test_one_that_ended_is_started_again(works: list[FormattingJob], monkeypatch: pytest.MonkeyPatch) -> None:
    with persistent() as engine:
        good = format_batch(works[:1])
        engine.close()
        monkeypatch.setattr(child, "node", None)
        assert format_batch(works[:1]) == good


@pytest.mark.parametrize(
    "script", ["process.exit(3)", "process.stdin.once('data', () => process.exit(3))", "no script"]
)
def test_a_program_that_does_not_answer_is_told(script: str, tmp_path: Path) -> None:
    (tmp_path / "mute.mjs").write_text(script, "utf-8")
    for name in ("mute.mjs", "none.mjs"):
        with pytest.raises(NoAnswerError):
            PersistentNode(tmp_path / name).ask({})
