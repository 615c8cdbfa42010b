"""The whole build, run as an editor runs it: the real site, the same bytes twice, and never half a site."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from almanac.content.model import Library
from almanac.linkhealth import state
from almanac.linkhealth.addresses import outside_addresses
from almanac.linkhealth.verdict import LinkRecord, Verdict
from almanac.publish import sitecheck
from almanac.site import urls
from tests.conftest import PROJECT, almanac


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_every_entry_has_its_page_and_no_page_a_fault(built: Path, content: Library) -> None:
    faults, pages = sitecheck.check(built)
    assert faults == []
    assert pages > len(content.entries)
    assert [ref for ref in content.entries if not (built / urls.page_path(ref)).is_file()] == []
    assert not (built / "roles" / "entry.html").exists()


def test_the_same_input_gives_the_same_bytes_elsewhere(built: Path, project: Path) -> None:
    done = almanac(project, "build")
    assert done.returncode == 0, done.stderr
    again, first = tree(project / "site"), tree(built)
    assert len(first) > 100
    assert sorted(again) == sorted(first)
    assert [path for path in first if first[path] != again[path]] == []


def test_no_page_names_a_place_of_this_machine(built: Path) -> None:
    own = [str(PROJECT).encode(), str(built.parent).encode(), b"127.0.0.1", b"localhost"]
    assert [path for path, data in tree(built).items() if any(name in data for name in own)] == []


def test_each_page_says_what_and_where_it_is(built: Path) -> None:
    page = (built / "roles" / "e.html").read_text("utf-8")
    assert "<title>E. Leading the AMHP workforce · The Mental Health Social Work Almanac</title>" in page
    assert '<link rel="canonical" href="https://almanac.example/roles/e.html">' in page
    assert '<html lang="en-GB"' in page
    assert 'href="index.html" aria-current="true">Roles</a>' in page
    assert '<li><a href="index.html">Roles</a></li>' in page
    home = (built / "roles" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://almanac.example/roles/">' in home


def test_the_sitemap_lists_every_page_once(built: Path, content: Library) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [node.text for node in ET.parse(built / "sitemap.xml").iterfind("s:url/s:loc", names)]
    assert len(found) == len(set(found))
    assert {urls.absolute("https://almanac.example/", urls.page_path(ref)) for ref in content.entries} < set(found)
    assert "https://almanac.example/" in found


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("content/roles.yaml", "letter: E", "letter: F", 'role e, letter: found "F"'),
        ("docs/roles/index.md", "# Role categories", "# Role categories\n[x](zz.html)", "'zz.html'"),
        ("docs/about/index.md", "# About", "[x](../roles/z.html)\n# About", '"../roles/z.html" leads nowhere'),
        ("docs/about/index.md", "# About", "[x](../zz/z.html)\n# About", "'../zz/z.html'"),
        (
            "docs/about/index.md",
            "# About",
            "{{ entries() }}\n# About",
            "docs/about/index.md:6: missing a required argument: 'kind'",
        ),
        ("docs/about/index.md", "# About", "[x](licence.md#none)\n# About", '"licence.html#none" leads to no such'),
        (
            "docs/about/index.md",
            "# About",
            '{{ link("role/z") }}\n# About',
            'docs/about/index.md:6: no entry "role/z".',
        ),
        ("docs/about/index.md", "# About", '{{ lnk("role/a") }}\n# About', "docs/about/index.md:6: 'lnk' is undefined"),
        (
            "docs/about/index.md",
            "# About",
            '\n\n{{ entries("role", by="hue") }}\n# About',
            'docs/about/index.md:8: no list goes by "hue".',
        ),
        ("docs/about/index.md", "# About", "{{ count( }}\n# About", "docs/about/index.md:6: unexpected '}'"),
        ("overrides/partials/footer.html", "<footer", "<p id=content>x</p><footer", 'the id "content" stands 2 times'),
        ("docs/law/entry.md", "frame: event", "frame: none", "'frame: event'"),
        ("link-health.json", "{", "<<<<<<< {", "link-health.json cannot be read"),
    ],
)
def test_a_fault_stops_the_build_and_the_old_site_stays(
    file: str, old: str, new: str, said: str, project: Path
) -> None:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("the old site")
    spoil(project / file, old, new)
    done = almanac(project, "build")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site) == {"index.html": b"the old site"}


def test_links_to_entries_in_prose_are_known(project: Path) -> None:
    spoil(project / "docs/about/index.md", "# About", "[x](../roles/e.html)\n# About")
    done = almanac(project, "build")
    assert done.returncode == 0, done.stderr


def test_a_dead_link_is_text_on_the_built_page(project: Path, content: Library) -> None:
    address, refs = next(
        (address, refs) for address, refs in outside_addresses(content).items() if "doi.org" in address
    )
    dead = LinkRecord(Verdict.DEAD, "404", dt.date(2026, 11, 3), dt.date(2026, 11, 10), dt.date(2025, 1, 1))
    state.Notebook(project / state.FILE, {address: dead}).save()
    done = almanac(project, "build")
    assert done.returncode == 0, done.stderr
    page = (project / "site" / urls.page_path(refs[0])).read_text("utf-8")
    assert f'href="{address}"' not in page
    assert "gone since 3 November 2026" in page
    assert f'href="https://web.archive.org/web/20250101/{address}"' in page


def test_a_build_killed_half_way_leaves_the_old_site(project: Path) -> None:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("the old site")
    process = subprocess.Popen([sys.executable, "-m", "almanac", "build"], cwd=project)
    try:
        while process.poll() is None and not (project / "site.new" / "roles" / "e.html").exists():
            pass
        process.send_signal(signal.SIGKILL)
    finally:
        process.wait()
    assert tree(site) == {"index.html": b"the old site"}
    assert almanac(project, "build").returncode == 0
    assert (site / "roles" / "e.html").exists()
    assert not (project / "site.new").exists()


def test_mkdocs_itself_builds_too(project: Path) -> None:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--strict"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "roles" / "e.html").exists()
