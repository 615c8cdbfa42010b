"""Every benchmark runs, at a tiny size. The measurements themselves are for "make bench", and are not tested."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from almanac.content.kinds.abstract import Abstract
from almanac.content.load import load
from benchmarks import build, corpus, cost, library_page, link_health, others, search, serve
from tests.browser import chromium
from tests.conftest import DATA, PROJECT
from tests.linkhealth.world import this_machine_counts_as_public
from tests.publish.small import copy_of

needs_browser = pytest.mark.skipif(chromium.find() is None, reason='no Chromium: run "make system"')
COVERED = {"build", "corpus", "cost", "host", "library_page", "link_health", "others", "search", "serve", "table"}


def in_a_thread_of_its_own(benchmark: Callable[..., None], *arguments: object) -> None:
    """Run a benchmark that opens a browser in its own thread.

    Playwright allows one per thread, and this thread may already have the tests' own.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(benchmark, *arguments).result()


def test_every_benchmark_is_run_here() -> None:
    assert {path.stem for path in (PROJECT / "benchmarks").glob("[!_]*.py")} == COVERED


def test_a_made_library_is_read_and_no_two_studies_share_a_doi(tmp_path: Path) -> None:
    real = sum(1 for _ in load(PROJECT / "content").of("abstract"))
    hostile = "*Lamps* that won?t _burn_. See https://lamps.example/x for <b>more</b>. XXXX. "
    hostile += "- Keepers \ufffd na\u0308mely. Cafe\u0301s \u00c3\u00a9 TBD."
    record = {
        "title": f'{hostile} \\alpha "lit"',
        "authors": ["Unknown", "A. O'Keeper", "A. Keeper", "A. Keeper"],
        "year": 1999,
        "abstract": hostile * 2,
    }
    with gzip.open(tmp_path / "records.gz", "wt", encoding="utf-8") as records:
        records.write("\n".join(json.dumps(record) for _ in range(2)))
    corpus.make(tmp_path / "project", 2 * real + 3, tmp_path / "records.gz")
    made = load(tmp_path / "project" / "content")
    studies = [entry for _, entry in made.of("abstract") if isinstance(entry, Abstract)]
    assert len(studies) == 2 * real + 3
    dois = [study.doi for study in studies if study.doi]
    assert len(set(dois)) == len(dois) > real
    assert (tmp_path / "project" / "node_modules" / "minisearch").is_dir()


FRAME = others.Frame(
    "<html><head><title>{{ x }}</title></head><body>\n", '<aside class="facts">{% x %}</aside></body></html>'
)
STUDIES = others.plain(
    [
        {
            "key": f"lamp-{number}",
            "title": "Lamps & <shades>",
            "authors": [{"family": "van Tamm", "given": "Ida"}, {"body": "The Wick Society"}],
            "year": 1999,
            "container": "Journal of Invented Lamps",
            "summary": {"asked": "What lights a harbour?", "found": ["Lamps do.", "Shades do not."]},
            "topics": ["lamps"],
        }
        for number in range(3)
    ]
)
# Stand-ins for slow programs, which only write a page for each study.
DRAWS = """
import json, pathlib, sys
out = pathlib.Path("out", "research")
out.mkdir(parents=True)
for study in json.loads(pathlib.Path("studies.json").read_text("utf-8"))[int(sys.argv[1]):]:
    (out / (study["key"] + ".html")).write_text("<h1>" + study["title"] + "</h1>", "utf-8")
"""
BUILDS = """
import pathlib, re, sys
if sys.argv[1] == "build":
    out = pathlib.Path("site", "research")
    out.mkdir(parents=True, exist_ok=True)
    for file in pathlib.Path("content").rglob("abstracts*/*.yaml"):
        for key in re.findall("^  - key: (.+)$", file.read_text("utf-8"), re.MULTILINE):
            (out / (key + ".html")).write_text("<body><h1>x</h1><p>x</p><aside class=\\"facts\\"></aside>", "utf-8")
"""


def drawing(name: str, leaves_out: int = 0, most: int = 10) -> others.Generator:
    """Return a generator that needs no download."""

    def fill(folder: Path, studies: Sequence[others.Study], around: others.Frame) -> None:
        (folder / "studies.json").write_text(json.dumps(studies), "utf-8")

    command = [sys.executable, "-c", DRAWS, str(leaves_out)]
    return others.Generator(name, Path(sys.executable), command, fill, most)


@pytest.fixture
def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a small program for builds, and a library of a few studies."""

    def small(target: Path, size: int, records: Path | None = None) -> None:
        (target / "content" / "abstracts").mkdir(parents=True)
        shutil.copy(DATA / "tiny" / "abstracts.yaml", target / "content" / "abstracts")

    monkeypatch.setattr(build, "make", small)
    monkeypatch.setattr(build, "ALMANAC", (sys.executable, "-c", BUILDS))


def test_builds_are_measured_beside_other_generators(
    made_quickly: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = replace(drawing("Absent"), needs=tmp_path / "absent")
    build.main([0], [drawing("Hugo"), absent, drawing("Slow", most=0)], tmp_path / "last.json")
    said, told = capsys.readouterr().out, json.loads((tmp_path / "last.json").read_text("utf-8"))
    rows = {row["what"]: row for row in told["rows"]}
    assert list(rows) == [
        "Almanac, nothing cached",
        "Almanac, nothing changed",
        "Almanac, one edit",
        "Almanac, check",
        "Bare writes of the same files",
        "Hugo",
    ]
    assert [line.split("|")[1].strip() for line in said.splitlines() if line.startswith("|")][2:] == list(rows)
    assert rows["Hugo"]["to_hugo"] == 1
    assert rows["Hugo"]["files"] == rows["Almanac, one edit"]["files"] == rows["Hugo"]["studies"] > 0
    assert rows["Almanac, check"]["files"] == 0
    assert rows["Almanac, check"]["to_bare"] is None
    assert all(row["cpu"] > 0 and row["wall"] > 0 and row["peak"] > 2**20 for row in rows.values())
    assert told["left_out"] == [
        'Absent is left out: it is not installed. "make bench" does that.',
        "Slow is run up to 0 studies: more would take too long.",
    ]
    assert all(sentence in said for sentence in told["left_out"])
    assert told["machine"]["cores"] > 0


def test_an_edit_changes_one_line_of_one_study(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "abstracts"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "tiny" / "abstracts.yaml", folder)
    before = (folder / "abstracts.yaml").read_text("utf-8").splitlines()
    build.edit(tmp_path)
    after = (folder / "abstracts.yaml").read_text("utf-8").splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert len(corpus.studies_of(tmp_path)) > 0


def test_a_generator_that_makes_too_little_or_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(cost.FailedError, match="Few made 1 pages of 3 studies"):
        build.compared(drawing("Few", leaves_out=2), tmp_path / "few", STUDIES, FRAME)
    with pytest.raises(cost.FailedError, match="ended with 3 and said:\nno lamp oil"):
        cost.run([sys.executable, "-c", "import sys; sys.stderr.write('no lamp oil'); sys.exit(3)"], tmp_path)


def test_what_is_measured_keeps_its_bytecode_as_for_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    cost.run([sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"], tmp_path)


def test_memory_is_that_of_the_program_and_not_of_what_started_it(tmp_path: Path) -> None:
    held = bytearray(200 * 2**20)
    assert cost.run([sys.executable, "-I", "-S", "-c", ""], tmp_path).peak < len(held)
    assert cost.run([sys.executable, "-I", "-S", "-c", "x = b'x' * (100 * 2**20)"], tmp_path).peak > 100 * 2**20


def test_bare_writing_makes_files_of_the_same_sizes(tmp_path: Path) -> None:
    found = [("a/b/c.html", 300), ("d.css", 0)]
    cost.bare(found, tmp_path)
    assert cost.files(tmp_path / "bare") == found


@pytest.mark.parametrize("generator", others.GENERATORS, ids=lambda generator: generator.name)
def test_every_generator_is_fed_each_study(generator: others.Generator, tmp_path: Path) -> None:
    generator.fill(tmp_path, STUDIES, FRAME)
    fed = "\n".join(path.read_text("utf-8") for path in sorted(tmp_path.rglob("*")) if path.is_file())
    for number in range(3):
        assert f"lamp-{number}" in fed or f"lamp-{number}" in {path.stem for path in tmp_path.rglob("*.md")}
    for text in ("Ida van Tamm, The Wick Society", "What lights a harbour?", "Shades do not.", "1999"):
        assert fed.count(text) == 3, text
    assert generator.missing == "" or generator.name in generator.missing


def test_pages_of_others_are_framed_as_ours(built: Path) -> None:
    study = corpus.studies_of(built.parent)[0]
    page = (built / "research" / f"{study['key']}.html").read_text("utf-8")
    around = others.frame(page)
    assert page.startswith(around.before)
    assert page.endswith(around.after)
    assert len(page) * 0.5 < len(around.before + around.after) < len(page)
    with pytest.raises(ValueError, match="without <h1>"):
        others.frame("<p>x</p>")


@needs_browser
def test_the_page_of_the_library_is_measured(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_page, "SITE", small / "site")
    in_a_thread_of_its_own(library_page.main, ["30"])
    said = capsys.readouterr().out
    assert said.startswith("30 studies: ")
    assert f"{len(library_page.CHANGES)} changes: median" in said


def of_the_invented_world(target: Path, size: int, records: Path | None = None) -> None:
    """Copy the project with the invented world, because generating a library would take long."""
    corpus.copy_project(target)
    shutil.rmtree(target / "content")
    shutil.copytree(DATA / "tiny", target / "content")


@needs_browser
def test_a_search_is_measured(small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SITE", small / "site")
    monkeypatch.setattr(search, "make", of_the_invented_world)
    monkeypatch.setattr(search, "SAID", (("a name", "lamp"),))
    monkeypatch.setattr(search, "RUNS", 1)
    monkeypatch.setattr(search, "SLOWER", 1)
    in_a_thread_of_its_own(search.main, [1])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("phone, ", "desk, "))]
    assert len(rows) == 2


@needs_browser
def test_serving_is_measured(small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "make", lambda target, _: copy_of(small, target))
    monkeypatch.setattr(serve, "TIMES", 1)
    monkeypatch.setattr(serve, "MOST", 60)
    in_a_thread_of_its_own(serve.main, [1])
    rows = [line.split("|")[1].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]
    changes = [change.what for change in serve.CHANGES]
    assert rows[2:] == ["start, nothing kept", *changes, "the fault until it is gone", "start, all kept"]


@pytest.fixture
def hosts() -> int:
    """The number of hosts that respond. Only Linux accepts all addresses in 127.0.0.0/8."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the hosts of this benchmark are there on Linux only")
    return 3


def test_a_look_at_links_is_measured(
    hosts: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_health, "make", of_the_invented_world)
    link_health.main(20, hosts=hosts)
    said = capsys.readouterr().out
    assert said.startswith("20 addresses on 3 hosts: ")
    assert "good" in said


def test_every_address_of_the_content_is_turned_inward(tmp_path: Path, hosts: int) -> None:
    corpus.make(tmp_path / "project", 0)
    with this_machine_counts_as_public(), link_health.answering(hosts) as webs:
        link_health.turn_inward(tmp_path / "project" / "content", webs, 0)
        assert len(link_health.own(tmp_path / "project" / "content")) > 100
