"""Every benchmark runs: at a tiny size, for what it measures is told by "make bench" and tested nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from almanac.content.kinds.abstract import Abstract
from almanac.content.load import load
from benchmarks import build, corpus, library_page, link_health, search
from tests.browser import chromium
from tests.conftest import DATA, PROJECT
from tests.linkhealth.world import this_machine_counts_as_public

needs_browser = pytest.mark.skipif(chromium.find() is None, reason='no Chromium: run "make system"')
COVERED = {"build", "corpus", "host", "library_page", "link_health", "search"}


def in_a_thread_of_its_own(benchmark: Callable[..., None], *arguments: object) -> None:
    """Run what opens a browser: Playwright has one a thread, and the tests' own may be open in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(benchmark, *arguments).result()


def test_every_benchmark_is_run_here() -> None:
    assert {path.stem for path in (PROJECT / "benchmarks").glob("[!_]*.py")} == COVERED


def test_a_made_library_is_read_and_no_two_studies_share_a_doi(tmp_path: Path) -> None:
    real = sum(1 for _ in load(PROJECT / "content").of("abstract"))
    corpus.make(tmp_path / "project", 2 * real + 3)
    made = load(tmp_path / "project" / "content")
    studies = [entry for _, entry in made.of("abstract") if isinstance(entry, Abstract)]
    assert len(studies) == 2 * real + 3
    dois = [study.doi for study in studies if study.doi]
    assert len(set(dois)) == len(dois) > real
    assert (tmp_path / "project" / "node_modules" / "minisearch").is_dir()


@pytest.fixture
def quick_make(built: Path) -> Callable[[Path, int, Path | None], None]:
    """Makes a project whose references an earlier build formatted, which is most of the work of a first one."""

    def make(target: Path, size: int, records: Path | None = None) -> None:
        corpus.make(target, size, records)
        shutil.copytree(built.parent / ".cache", target / ".cache")

    return make


def test_builds_are_measured(
    quick_make: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "make", quick_make)
    build.main([1], builds=("first",))
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[1:]] == [["1", "first"]]


@needs_browser
def test_the_page_of_the_library_is_measured(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_page, "SITE", built)
    in_a_thread_of_its_own(library_page.main, ["30"])
    said = capsys.readouterr().out
    assert said.startswith("30 studies: ")
    assert f"{len(library_page.CHANGES)} changes: median" in said


@needs_browser
def test_a_search_is_measured(built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SITE", built)
    monkeypatch.setattr(search, "SAID", search.SAID[:1])
    monkeypatch.setattr(search, "RUNS", 1)
    monkeypatch.setattr(search, "SLOWER", 1)
    in_a_thread_of_its_own(search.main, [1])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("phone, ", "desk, "))]
    assert len(rows) == 2


@pytest.fixture
def hosts() -> int:
    """How many hosts answer; Linux alone knows all of 127.0.0.0/8."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the hosts of this benchmark are there on Linux only")
    return 3


def test_a_look_at_links_is_measured(
    hosts: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(target: Path, size: int) -> None:
        corpus.make(target, size)
        shutil.rmtree(target / "content")
        shutil.copytree(DATA / "tiny", target / "content")

    monkeypatch.setattr(link_health, "make", small)
    link_health.main(20, hosts=hosts)
    said = capsys.readouterr().out
    assert said.startswith("20 addresses on 3 hosts: ")
    assert "good" in said


def test_every_address_of_the_content_is_turned_inward(tmp_path: Path, hosts: int) -> None:
    corpus.make(tmp_path / "project", 0)
    with this_machine_counts_as_public(), link_health.answering(hosts) as webs:
        link_health.turn_inward(tmp_path / "project" / "content", webs, 0)
        assert len(link_health.own(tmp_path / "project" / "content")) > 100
