"""Every path of the site is claimed once. A second claim is a problem at its line, before anything is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.utils import is_markdown_file

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.content.problem import ContentError
from almanac.publish import claims, hosting
from almanac.publish.drawn import Drawn
from almanac.publish.groups import Groups
from almanac.publish.project import Project
from almanac.site.pour import frames
from tests.conftest import SITE

FRAME = "<title>@@title@@</title>@@body@@"


def made(tiny: Library) -> list[str]:
    found = Drawn(frames({kind.name: FRAME for kind in KINDS}), {}, (), ())
    groups = Groups(tiny, found, SITE, {})
    of_groups = [path for group in groups.all() for path, _ in groups.finished(group.make())]
    return [*of_groups, *(path for path, _ in groups.aggregate_files())]


def test_what_is_made_is_what_was_claimed(tiny: Library) -> None:
    claimed = [path for _, _, path in claims.of_entries(tiny)] + [claim.path for claim in claims.made(tiny)]
    search = {f"assets/js/{name}.js" for name in ("search", "search-worker", "suggest")}
    only_the_build = {"404.html", "assets/css/site.css", *search, *hosting.PATHS}
    assert sorted(claimed) == sorted({*made(tiny), *only_the_build})
    assert sorted(made(tiny)) == sorted(set(made(tiny)))


def said(content: Path) -> list[str]:
    try:
        Project(content.parent).library()
    except ContentError as error:
        return str(error).splitlines()[:-1]
    return []


def renamed(content: Path, old: str, new: str) -> None:
    for path in content.glob("*.yaml"):
        path.write_text(re.sub(rf"\b{old}\b", new, path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "docs", "path"),
    [
        ("tamm-1999", "map", "research/map.md", "research/map.html"),
        ("tamm-1999", "map", "research/Map.markdown", "research/map.html"),
        ("tamm-1999", "map", "research/map.html", "research/map.html"),
        ("tamm-1999", "entry", "research/entry.md", "research/entry.html"),
        ("tamm-1999", "x", "research/x.json", "research/x.json"),
        ("tamm-1999", "decade-1990s", "", "research/decade-1990s.html"),
        ("tamm-1999", "method-survey", "", "research/method-survey.html"),
        ("tamm-1999", "topic-snuffer", "", "research/topic-snuffer.html"),
        ("tamm-1999", "library", "", "research/library.ris"),
        ("tamm-1998", "topic-snuffer", "", "research/topic-snuffer.html"),
        ("tamm-1998", "map", "research/map.md", "research/map.html"),
        ("snuffers-union", "useful-links", "directory/useful-links.md", "directory/useful-links.html"),
        ("lamp-act-1901", "changed-since", "law/changed-since.md", "law/changed-since.html"),
        ("lamps-lit", "numbers", "workforce/numbers.csv", "workforce/numbers.csv"),
        ("wick", "wick", "terms/wick.related.md", "terms/wick.related.html"),
        ("lamp-guild", "a-code", "directory/a-code.qr.svg", "directory/a-code.qr.svg"),
    ],
)
def test_a_key_that_would_hide_something_is_a_problem_at_its_line(
    old: str, new: str, docs: str, path: str, tiny_content: Path
) -> None:
    if docs:
        (tiny_content.parent / "docs" / docs).parent.mkdir(parents=True)
        (tiny_content.parent / "docs" / docs).touch()
    renamed(tiny_content, old, new)
    problems = said(tiny_content)
    lines = [line for line in problems if f"{path} on the site is already" in line]
    assert lines, problems
    file, number = lines[0].split(":")[:2]
    assert new in (tiny_content.parent / file).read_text("utf-8").splitlines()[int(number) - 1]
    assert lines[0].endswith("[R5]")
    assert f"already docs/{docs}." in lines[0] if docs else "already" in lines[0]


@pytest.mark.parametrize(
    "file",
    ["research/topic-snuffer.md", "research/feed.xml", "api/v1/index.json", "404.md", "sitemap.xml",
     "api/v1/words/q.json",
     "assets/search/index.json", "assets/js/Search.js", "assets/css/site.css", "research/method-survey.html"],
)  # fmt: skip
def test_a_hand_written_file_that_would_hide_something_is_a_problem_too(file: str, tiny_content: Path) -> None:
    (tiny_content.parent / "docs" / file).parent.mkdir(parents=True)
    (tiny_content.parent / "docs" / file).touch()
    problems = said(tiny_content)
    assert [line.partition(" ")[0] for line in problems] == [f"docs/{file}:1:1"]
    assert problems[0].endswith("Rename this file. [R5]")


def test_a_file_may_have_the_address_that_an_entry_leaves_unused(tiny_content: Path) -> None:
    (tiny_content.parent / "docs" / "roles").mkdir(parents=True)
    (tiny_content.parent / "docs" / "roles" / "a.related.md").touch()
    assert said(tiny_content) == []


def test_two_files_for_one_page_are_a_problem(tiny_content: Path) -> None:
    docs = tiny_content.parent / "docs"
    docs.mkdir()
    for name in ("README.md", "index.md", ".hidden.md"):
        (docs / name).touch()
    assert said(tiny_content) == [
        "docs/index.md:1:1 index.html on the site is already docs/README.md. Rename this file. [R5]"
    ]


def test_what_mkdocs_ignores_claims_no_page(tiny_content: Path) -> None:
    docs = tiny_content.parent / "docs"
    for file in ("Guide.MD", "guide.md", "templates/x.md", "about/templates/y.md", ".git/z.md"):
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).touch()
    files = claims.written(docs)
    assert [claims.page_of(file) for file in files] == ["Guide.MD", "about/templates/y.html", "guide.html"]
    assert [is_markdown_file(file) for file in files] == [False, True, True]
    assert said(tiny_content) == []


@pytest.mark.parametrize(("old", "field"), [("tamm-1999", "key"), ("tamm-1998", "was")])
def test_index_is_the_list_of_its_kind(old: str, field: str, tiny_content: Path) -> None:
    renamed(tiny_content, old, "index")
    assert any(f', {field}: found "index"' in line and line.endswith("[F4]") for line in said(tiny_content))


def test_what_has_its_own_path_is_no_problem(tiny_content: Path) -> None:
    docs = tiny_content.parent / "docs"
    for file in ("research/tamm.md", "maps/map.md", "roles/index.md", "assets/js/common/menu.js"):
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).touch()
    assert said(tiny_content) == []


def test_a_path_that_two_makers_want_is_refused_whatever_check_knew() -> None:
    taken = claims.Claims(["about/index.html"])
    taken.claim("about/other.html")
    with pytest.raises(claims.ClaimedTwiceError, match=r'two things want the address "About/Index.html"'):
        taken.claim("About/Index.html")
