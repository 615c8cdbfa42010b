"""The whole build, run as an editor runs it: the same bytes twice, and never an incomplete site.

Tests of a good site use a real library. Tests of faults use the invented world.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from almanac.content.model import Library
from almanac.linkhealth import state
from almanac.linkhealth.addresses import external_addresses
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.machine import lock
from almanac.publish import sitecheck
from almanac.publish.build import build
from almanac.publish.entries import redirect_paths
from almanac.site import urls
from tests.conftest import PROJECT, almanac
from tests.publish.small import copy_of


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def same_as(first: Path, again: Path) -> None:
    """Assert that two sites are the same, byte for byte."""
    one, other = tree(first), tree(again)
    assert len(one) > 100
    assert sorted(other) == sorted(one)
    assert [path for path in one if one[path] != other[path]] == []


def test_every_entry_has_its_page_and_no_page_a_fault(built: Path, content: Library) -> None:
    faults, pages = sitecheck.check(built, redirect_paths(content))
    assert faults == []
    assert pages > len(content.entries)
    assert [ref for ref in content.entries if not (built / urls.page_path(ref)).is_file()] == []
    assert not (built / "roles" / "entry.html").exists()


def test_what_follows_a_part_that_waits_is_hidden_without_comparing_every_row_of_a_list(built: Path) -> None:
    """A rule for any element (``~ *``) is compared with all elements before it, so a list costs its length squared."""
    styles = [path.read_text("utf-8") for path in (PROJECT / "docs/assets/css").glob("*.css")]
    waits = r"(#my-|\.filters).*\.waits\[hidden\].* ~ (\*|:is\([a-z0-9, ]+\)) {"
    hidden = {(part, after) for text in styles for part, after in re.findall(waits, text)}
    by_part = dict(hidden)
    assert len(hidden) == len(by_part) == 2
    assert "*" not in by_part.values()
    pages = {path.name: text for path in built.rglob("*.html") if "waits" in (text := path.read_text("utf-8"))}
    assert len(pages) > 5
    for name, text in pages.items():
        page = LexborHTMLParser(text)
        for part, waiting in (("#my-", "[id^=my-].waits"), (".filters", ".filters.waits")):
            tags = {node.tag for node in page.css(f"{waiting} ~ *")}
            assert tags == {node.tag for node in page.css(f"{waiting} ~ {by_part[part]}")}, name


def sent(built: Path, page: Path) -> int:
    """Return the bytes of a page with its style sheet, scripts and both typefaces, compressed."""
    loads = LexborHTMLParser(page.read_text("utf-8")).css("link[rel=stylesheet], script[src]")
    given = (node.attributes.get("src") or node.attributes.get("href") for node in loads)
    files = {page, *(page.parent / address for address in given if address)}
    fonts = [path for path in (built / "assets/fonts").glob("*.woff2") if "accented" not in path.name]
    assert len(fonts) == 2
    assert {".html", ".css", ".js"} == {path.suffix for path in files}
    return sum(len(gzip.compress(path.read_bytes())) for path in files) + sum(path.stat().st_size for path in fonts)


def test_a_first_visit_asks_for_little(built: Path) -> None:
    """To the search, this is before its worker and its data."""
    assert sent(built, min((built / "research").glob("*[0-9].html"))) < 65_000
    assert sent(built, built / "search/index.html") < 62_000


def test_any_provision_is_two_clicks_from_the_home_page(built: Path, content: Library) -> None:
    assert 'href="law/index.html"' in (built / "index.html").read_text("utf-8")
    law = (built / "law" / "index.html").read_text("utf-8")
    assert [ref for ref, _ in content.of("provision") if f'href="../{urls.page_path(ref)}"' not in law] == []


def test_no_page_names_a_place_of_this_machine(built: Path) -> None:
    own = [str(PROJECT).encode(), str(built.parent).encode(), b"127.0.0.1", b"localhost"]
    assert [path for path, data in tree(built).items() if any(name in data for name in own)] == []


def test_each_page_says_what_and_where_it_is(built: Path) -> None:
    page = (built / "roles" / "e.html").read_text("utf-8")
    assert "<title>E. Leading the AMHP workforce · The Mental Health Social Work Almanac</title>" in page
    assert '<link rel="canonical" href="https://almanac.example/roles/e.html">' in page
    assert '<html lang="en-GB"' in page
    assert 'aria-current="true">Practice</a>' in page
    assert '<li><a href="index.html">Role categories</a></li>' in page
    home = (built / "roles" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://almanac.example/roles/">' in home


def test_the_sitemap_lists_every_page_once(built: Path, content: Library) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [node.text for node in ET.parse(built / "sitemap.xml").iterfind("s:url/s:loc", names)]
    assert len(found) == len(set(found))
    read = {urls.place(content, ref).partition("#")[0] for ref in content.entries}
    assert {urls.absolute("https://almanac.example/", path) for path in read} < set(found)
    assert "https://almanac.example/" in found


@pytest.fixture(scope="module")
def spoilt(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that is never built successfully. Each test undoes the damage it has done."""
    copy = copy_of(small, tmp_path_factory.mktemp("spoilt") / "project")
    old_site(copy)
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("content/roles.yaml", "letter: A", "letter: F", 'role a, letter: found "F"'),
        ("docs/about/index.md", "# About", "[x](../zz/z.html)\n# About", "'../zz/z.html'"),
        ("docs/law/entry.md", "frame: event", "frame: none", "'frame: event'"),
        ("link-health.json", "{", "<<<<<<< {", "link-health.json cannot be read"),
        ("content/roles.yaml", "  - key: a\n", "  - key: a\n    was: [entry]\n", "already docs/roles/entry.md"),
    ],
)
def test_a_fault_stops_the_build_and_the_old_site_stays(file: str, old: str, new: str, said: str, spoilt: Path) -> None:
    good = (spoilt / file).read_text("utf-8")
    spoil(spoilt / file, old, new)
    told = refused(spoilt)
    (spoilt / file).write_text(good, "utf-8")
    assert said in told


def test_what_mkdocs_cannot_render_is_told_all_at_once(spoilt: Path) -> None:
    wrong = {
        "docs/about/index.md": ("{{ entries() }}", "missing a required argument: 'kind'"),
        "docs/law/index.md": ('{{ lnk("role/a") }}', "'lnk' is undefined"),
        "docs/messages/index.md": ("{{ 'a' | dimmed }}", "No filter named 'dimmed'."),
        "docs/roles/index.md": ("{{ count( }}", "unexpected '}'"),
    }
    good = {path: (spoilt / path).read_text("utf-8") for path in wrong}
    for path, (call, _) in wrong.items():
        spoil(spoilt / path, "\n# ", f"\n{call}\n# ")
    said = refused(spoilt)
    for path, text in good.items():
        (spoilt / path).write_text(text, "utf-8")
    for path, (_, fault) in wrong.items():
        line = good[path].partition("\n# ")[0].count("\n") + 2
        assert f"{path}:{line}: {fault}" in said


def test_wrong_calls_are_told_all_at_once(spoilt: Path) -> None:
    good = {path: (spoilt / path).read_text("utf-8") for path in ("docs/about/index.md", "docs/roles/index.md")}
    spoil(spoilt / "docs/about/index.md", "# About", '{{ link("role/z") }}\n\n{{ entries("role", by="hue") }}\n# About')
    spoil(spoilt / "docs/roles/index.md", "# Role categories", '# Role categories\n{{ link("role/y") }}')
    said = refused(spoilt)
    for path, text in good.items():
        (spoilt / path).write_text(text, "utf-8")
    assert 'docs/about/index.md:6: no entry "role/z".' in said
    assert 'docs/about/index.md:8: no list goes by "hue".' in said
    assert re.search(r'docs/roles/index.md:\d+: no entry "role/y".', said)


def test_faults_of_the_built_pages_are_told_all_at_once(project: Path) -> None:
    old_site(project)
    spoil(project / "docs/roles/index.md", "# Role categories", "# Role categories\n[x](zz.html)")
    links = '[x](../roles/z.html) [x](licence.md#none)\n\n<p id="content">x</p>\n\n# About'
    spoil(project / "docs/about/index.md", "# About", links)
    said = refused(project)
    assert '"zz.html" leads nowhere' in said
    assert '"../roles/z.html" leads nowhere' in said
    assert '"licence.html#none" leads to no such' in said
    assert 'the id "content" appears 2 times' in said


def refused(project: Path) -> str:
    """Return the message of a build that fails and leaves the old site as it was (``old_site``)."""
    done = almanac(project, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == {"index.html": b"the old site"}
    return done.stderr


@pytest.fixture(scope="module")
def in_a_folder(small: Path, tiny: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built for a subfolder of its server from a tampered cache, with a dead link, a renamed role and so on."""
    copy = copy_of(small, tmp_path_factory.mktemp("folder") / "project")
    spoil(copy / "docs/about/index.md", "# About", "[x](../roles/a.html)\n# About")
    dead = LinkRecord(Verdict.DEAD, "404", dt.date(2026, 11, 3), dt.date(2026, 11, 10), dt.date(2025, 1, 1))
    state.StateFile(copy / state.FILE, {an_address(tiny)[0]: dead}).save()
    spoil(copy / "content/roles.yaml", "  - key: a\n", "  - key: a\n    was: [lamp-lead]\n")
    cache = copy / ".cache" / "references.json"
    kept = json.loads(cache.read_text("utf-8"))
    for number, value in enumerate(list(kept.values())[:4]):
        sent = '<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">'
        value["before"] = (sent + value["before"], value["before"] + "<script>alert(1)</script>", "", None)[number]
    cache.write_text(json.dumps(kept), "utf-8")
    with closing(sqlite3.connect(copy / ".cache" / "made.sqlite")) as database, database:
        database.execute(
            "UPDATE made SET told = CAST(replace(CAST(told AS TEXT), '</h1>', '<script>alert(1)') AS BLOB)"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALMANAC_SITE_URL", "https://lamps.test/almanac")
        done = almanac(copy, "build")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("no fault: site/index.html\n")
    return copy / "site"


def test_the_page_for_what_is_not_there_is_styled_in_any_folder(in_a_folder: Path) -> None:
    page = LexborHTMLParser((in_a_folder / "404.html").read_text("utf-8"))
    styles = [node.attributes["href"] or "" for node in page.css("link[rel=stylesheet]")]
    assert len(styles) == 1
    assert re.fullmatch(r"/almanac/assets/css/site\.[0-9a-f]{12}\.css", styles[0])
    assert (in_a_folder / styles[0].removeprefix("/almanac/")).is_file()


def test_a_former_address_keeps_the_rules_of_all_pages(in_a_folder: Path) -> None:
    def rules(path: str) -> list[str]:
        metas = LexborHTMLParser((in_a_folder / path).read_text("utf-8")).css("meta[http-equiv], meta[name=referrer]")
        return [meta.attributes["content"] or "" for meta in metas if meta.attributes.get("http-equiv") != "refresh"]

    assert len(rules("roles/lamp-lead.html")) == 2
    assert rules("roles/lamp-lead.html") == rules("roles/a.html") == rules("404.html") == rules("index.html")


def test_a_spoiled_cache_reaches_no_page(in_a_folder: Path) -> None:
    assert all("elsewhere.example" not in data.decode("utf-8", "ignore") for data in tree(in_a_folder).values())
    assert all(b"<script>alert" not in data for data in tree(in_a_folder).values())


def test_links_to_entries_in_prose_are_known(in_a_folder: Path) -> None:
    assert 'href="../roles/a.html"' in (in_a_folder / "about/index.html").read_text("utf-8")


def an_address(content: Library) -> tuple[str, list[str]]:
    """Return a link to a publication, with the entries that have it."""
    found = external_addresses(content).items()
    return next((address, list(refs)) for address, refs in found if "doi.org" in address)


def test_a_dead_link_is_text_on_the_built_page(in_a_folder: Path, tiny: Library) -> None:
    address, refs = an_address(tiny)
    page = (in_a_folder / urls.page_path(refs[0])).read_text("utf-8")
    assert f'href="{address}"' not in page
    assert "gone since 3 November 2026" in page
    assert f'href="https://web.archive.org/web/20250101/{address}"' in page


def at_work_in(project: Path) -> list[str]:
    """Return the command lines of the processes that name the project or run in its folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line, folder = (process / "cmdline").read_bytes().decode("utf-8", "replace"), (process / "cwd").readlink()
        except OSError:
            continue  # it has ended in the meantime
        if line and (str(project) in line or folder == project):
            found.append(line.replace("\0", " "))
    return found


def old_site(project: Path) -> Path:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("the old site")
    return site


def test_of_two_builds_at_once_one_is_told_of_the_other(project: Path, small: Path) -> None:
    command = [sys.executable, "-m", "almanac", "build"]
    with lock.only_one(project / "site.lock", "almanac build"):
        refused = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stderr == (
        f'"almanac build" is at work on this site already (process {os.getpid()}). Wait until it has finished, '
        f'or stop it with "kill {os.getpid()}". Nothing was changed.\n'
    )
    assert not (project / "site").exists()
    subprocess.run(command, cwd=project, capture_output=True, check=True)
    same_as(small / "site", project / "site")
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_program_that_stops_listening_is_not_told_that_nothing_was_published(small: Path, tmp_path: Path) -> None:
    copy = copy_of(small, tmp_path / "project")

    def gone(line: str) -> None:
        raise BrokenPipeError(line)

    with pytest.raises(BrokenPipeError, match="no fault"):
        build(copy, gone)
    assert (copy / "site" / "index.html").is_file()


def test_mkdocs_itself_waits_for_nobody_and_spoils_nothing(project: Path) -> None:
    site = old_site(project)
    with lock.only_one(project / "site.lock", "almanac build"):
        command = [sys.executable, "-m", "mkdocs", "build"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is at work on this site" in done.stdout + done.stderr
    assert tree(site) == {"index.html": b"the old site"}


# Refuses to open files for writing in a folder, as a full disk does, once there is a page.
FULL = """
import errno, os, sys
def refuse(event, arguments):
    if event != "open":
        return
    path, mode, flags = arguments
    writes = set(mode) & set("wax") if isinstance(mode, str) else flags & (os.O_WRONLY | os.O_RDWR)
    if writes and os.environ["FULL_AT"] in str(arguments[0]):
        code = getattr(errno, os.environ["FULL_WITH"])
        raise OSError(code, os.strerror(code), str(arguments[0]))
sys.addaudithook(refuse)
"""


@pytest.mark.parametrize(
    ("where", "code", "said"),
    [
        ("site.new/about/", "EROFS", "this may not be written"),
        ("site.new/roles/a.html", "EDQUOT", "site.new/roles/a.html: the disk is full"),
        ("pages.jsonl", "ENOSPC", "pages.jsonl: the disk is full"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(where: str, code: str, said: str, project: Path, tmp_path: Path) -> None:
    site = old_site(project)
    shutil.rmtree(project / ".cache" / "search")  # so that the search is rebuilt
    (tmp_path / "sitecustomize.py").write_text(FULL)
    command = [sys.executable, "-m", "almanac", "build"]
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{project}", "FULL_AT": where, "FULL_WITH": code}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site) == {"index.html": b"the old site"}
    assert [path.name for path in project.glob("site*")] == ["site"]


# Uses two processes on any machine, and kills the second as soon as it starts.
KILLED = """
import os, signal
os.cpu_count = lambda: 2
os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""
HELPED = """
import sys
from almanac import commands
from almanac.publish import making
making.FEW = 0
sys.exit(commands.main(["build"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_a_build_whose_second_process_is_killed_says_so_and_the_old_site_stays(project: Path, tmp_path: Path) -> None:
    site = old_site(project)
    (project / ".cache" / "made.sqlite").unlink()  # so that there is something to build
    (tmp_path / "sitecustomize.py").write_text(KILLED)
    command = [sys.executable, "-c", HELPED]
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{project}"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "A second process, which helped with this, was stopped" in done.stderr
    assert "Nothing was published." in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site) == {"index.html": b"the old site"}
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_build_stopped_half_way_says_so_and_leaves_nothing(project: Path) -> None:
    command = [sys.executable, "-m", "almanac", "build"]
    process = subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (project / "site.new" / "roles").exists():
        pass
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1] == "Stopped. No file is half written: run the command again to continue.\n"
    assert process.returncode == 130
    assert at_work_in(project) == []
    assert list(project.glob("site*")) == []


def test_a_build_killed_half_way_leaves_the_old_site_and_the_next_has_the_same_bytes_as_elsewhere(
    project: Path, small: Path
) -> None:
    site = old_site(project)
    process = subprocess.Popen([sys.executable, "-m", "almanac", "build"], cwd=project)
    try:
        while process.poll() is None and not (project / "site.new" / "roles" / "a.html").exists():
            pass
        process.send_signal(signal.SIGKILL)
    finally:
        process.wait()
    end = time.monotonic() + 10
    while left := at_work_in(project):
        assert time.monotonic() < end, left
    assert tree(site) == {"index.html": b"the old site"}
    done = almanac(project, "build")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in project.glob("site*")] == ["site"]
    same_as(small / "site", site)
    assert "made-up address" in done.stdout
    assert "set ALMANAC_SITE_URL" in done.stdout
    nothing_to_do = almanac(project, "build")
    assert (nothing_to_do.returncode, nothing_to_do.stdout) == (0, done.stdout)
    same_as(small / "site", site)


def test_mkdocs_itself_builds_too(project: Path) -> None:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "roles" / "a.html").exists()
