from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.linkhealth import state
from almanac.linkhealth.state import LinkHealth, StateFile, UnreadableStateError
from almanac.linkhealth.verdict import Failures, LinkRecord, Verdict
from tests.conftest import PROJECT

DAY = dt.date(2026, 11, 1)
FINE = LinkRecord(Verdict.GOOD, "200", DAY, DAY, DAY)
DEAD = LinkRecord(Verdict.DEAD, "404", DAY, DAY + dt.timedelta(9), dt.date(2024, 5, 1), Failures(DAY, DAY, 3))

days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
anything = st.builds(
    LinkRecord,
    st.sampled_from(Verdict),
    st.text(),
    days,
    days,
    st.none() | days,
    st.none() | st.builds(Failures, days, days, st.integers(1, 99)),
    st.text(),
)


@settings(deadline=None)
@given(st.dictionaries(st.text(), anything, max_size=5))
def test_what_is_written_is_read_back(memory: dict[str, LinkRecord]) -> None:
    with TemporaryDirectory() as folder:
        StateFile(Path(folder) / state.FILE, memory).save()
        assert state.read(Path(folder) / state.FILE) == memory


def test_an_address_stands_on_a_line_in_order(tmp_path: Path) -> None:
    book = StateFile(tmp_path / state.FILE, {})
    for address in ("https://b.example/", "https://a.example/", "https://ø.example/"):
        book.record(address, FINE)
    line = '{"verdict":"good","answer":"200","since":"2026-11-01","seen":"2026-11-01","good":"2026-11-01"}'
    assert (tmp_path / state.FILE).read_text("utf-8") == (
        f'{{\n"https://a.example/": {line},\n"https://b.example/": {line},\n"https://ø.example/": {line}\n}}\n'
    )
    assert [path.name for path in tmp_path.iterdir()] == [state.FILE]


def test_no_file_is_no_memory(tmp_path: Path) -> None:
    assert state.read(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    "spoilt",
    ["", "<<<<<<< HEAD\n{}", "[]", '{"https://a.b/": {"verdict": "splendid"}}', '{"https://a.b/": {}}', "\udcff"],
)
def test_a_spoilt_file_is_said_to_be_one(spoilt: str, tmp_path: Path) -> None:
    path = tmp_path / state.FILE
    path.write_bytes(spoilt.encode(errors="surrogateescape"))
    with pytest.raises(UnreadableStateError, match=r"link-health\.json cannot be read"):
        state.read(path)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / state.FILE
    StateFile(path, {"https://a.b/": FINE}).save()

    def full(handle: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        StateFile(path, {}).save()
    assert state.read(path) == {"https://a.b/": FINE}
    monkeypatch.undo()
    StateFile(path, {}).save()
    assert state.read(path) == {}
    assert [found.name for found in tmp_path.iterdir()] == [state.FILE]


def test_pages_ask_how_an_address_stands() -> None:
    health = LinkHealth({"https://a.b/": DEAD, "https://c.d/": FINE})
    gone = health.dead_link("https://a.b/")
    assert gone
    assert (gone.since, gone.archived) == (DAY, "https://web.archive.org/web/20240501/https://a.b/")
    assert health.dead_link("https://c.d/") is None
    assert health.dead_link("https://never.seen/") is None
    assert {verdict: number for verdict, number in health.counts().items() if number} == {"good": 1, "dead": 1}
    assert (health.last_checked, LinkHealth().last_checked) == (DAY + dt.timedelta(9), None)


def test_the_project_has_a_memory_that_can_be_read() -> None:
    assert (PROJECT / state.FILE).is_file()
    assert all(address.startswith("http") for address in state.read(PROJECT / state.FILE))
