"""Assets have names that change with their content, and so do all references to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from almanac.publish import assetnames, making, sitecheck
from almanac.publish.assetnames import named
from tests.publish.world import World

HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")
SHEET = b"""@import "more.css";
@font-face { src: url("../fonts/a.woff2") format("woff2"), url( ../fonts/a.woff2 ); }
p { background: url('data:image/svg+xml,x') , url(#mark), url(https://x.example/a.png) }"""
FILES = {
    "assets/css/site.css": SHEET,
    "assets/css/more.css": b"a {}",
    "assets/fonts/a.woff2": b"font",
    "assets/js/one.js": b'import { b } from "./two.js"; const later = import("./deep/three.js"); import \'./two.js\'',
    "assets/js/two.js": b"export const b = 1;",
    "assets/js/deep/three.js": b'export * from "../two.js"; import other from "elsewhere"; // from ./two.js',
}


def test_a_name_changes_with_the_content_and_with_what_is_called() -> None:
    first = named(FILES)
    assert set(first.names) == set(FILES)
    assert all(HASHED.search(path) for path in first.files)
    for changed, follow in {
        "assets/fonts/a.woff2": {"assets/fonts/a.woff2", "assets/css/site.css"},
        "assets/css/more.css": {"assets/css/more.css", "assets/css/site.css"},
        "assets/js/two.js": {"assets/js/two.js", "assets/js/one.js", "assets/js/deep/three.js"},
        "assets/js/one.js": {"assets/js/one.js"},
    }.items():
        other = named({**FILES, changed: FILES[changed] + b" "})
        assert {path for path in FILES if first.names[path] != other.names[path]} == follow


def test_style_sheets_and_modules_call_what_is_there() -> None:
    found = named(FILES)
    sheet = found.files[found.names["assets/css/site.css"]].decode()
    font = found.names["assets/fonts/a.woff2"].removeprefix("assets/")
    assert sheet.count(f"../{font}") == 2
    assert f'@import "{found.names["assets/css/more.css"].removeprefix("assets/css/")}"' in sheet
    assert all(kept in sheet for kept in ("url('data:image/svg+xml,x')", "url(#mark)", "url(https://x.example/a.png)"))
    two = found.names["assets/js/two.js"].removeprefix("assets/js/")
    one = found.files[found.names["assets/js/one.js"]].decode()
    assert one.count(f"./{two}") == 2
    assert f'import("./{found.names["assets/js/deep/three.js"].removeprefix("assets/js/")}")' in one
    three = found.files[found.names["assets/js/deep/three.js"]].decode()
    assert f'from "../{two}"' in three
    assert 'from "elsewhere"; // from ./two.js' in three


def test_modules_in_a_circle_have_names_too() -> None:
    circle = {"assets/js/a.js": b'import "./b.js"; 1', "assets/js/b.js": b'import "./a.js"; 2'}
    first, other = named(circle), named({**circle, "assets/js/b.js": b'import "./a.js"; 3'})
    assert all(first.names[path] != other.names[path] for path in circle)
    assert first.names["assets/js/b.js"].rpartition("/")[2] in first.files[first.names["assets/js/a.js"]].decode()
    assert first.names["assets/js/a.js"].rpartition("/")[2] in first.files[first.names["assets/js/b.js"]].decode()


def test_the_order_of_the_files_changes_nothing() -> None:
    assert named(dict(reversed(FILES.items()))).names == named(FILES).names


@pytest.mark.parametrize(
    ("page", "address", "root"),
    [
        ("index.html", "assets/css/site.css", "/"),
        ("a/b.html", "../assets/css/site.css", "/"),
        ("404.html", "/assets/css/site.css", "/"),
        ("404.html", "/almanac/assets/css/site.css", "/almanac/"),
    ],
)
def test_a_page_calls_assets_by_their_names(page: str, address: str, root: str) -> None:
    found = named(FILES)
    told = found.in_page(page, f'<link rel="x" href=\'{address}\'><script src="{address}"></script>', root)
    published = address.replace("site.css", found.names["assets/css/site.css"].rpartition("/")[2])
    assert told == f'<link rel="x" href=\'{published}\'><script src="{published}"></script>'
    assert assetnames.plain(found.names["assets/css/site.css"]) == "assets/css/site.css"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="assets/css/none.css">',
        '<a href="https://x.example/assets/css/site.css">',
        '<p title="assets/css/site.css">assets/css/site.css',
        '<a data-href="assets/css/site.css">',
        '<a href="x/assets/css/site.css">',
        '<script src="assets/search/index.json">',
    ],
)
def test_what_is_no_asset_stays(html: str) -> None:
    assert named({**FILES, "assets/search/index.json": b"{}"}).in_page("index.html", html) == html


def test_a_changed_style_sheet_makes_no_page_anew_and_leaves_no_old_name(
    tmp_path: Path, tiny_content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = {"assets/js/search-worker.js": b"one"}
    monkeypatch.setattr(making, "scripts", lambda _: {"assets/js/suggest.js": b"suggest"})
    monkeypatch.setattr(making, "search", lambda *_: script)
    world = World(tmp_path, tiny_content)
    sheet, page = world.drawn / "assets" / "css" / "a.css", world.drawn / "all.html"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p { color: red }", "utf-8")
    head = '<link rel="stylesheet" href="{}assets/css/a.css"><script src="{}assets/js/suggest.js"></script>'
    for path in world.drawn.rglob("*.html"):
        path.write_text(head.format(*["../" * (path != page)] * 2) + path.read_text("utf-8"), "utf-8")
    page.write_text('<link property="worker" href="assets/js/search-worker.js">' + page.read_text("utf-8"), "utf-8")
    before = world.build("site", "cache")
    monkeypatch.setattr(sitecheck, "read", lambda *_, **__: pytest.fail("a page was made anew"))
    sheet.write_text("a { color: red }", "utf-8")
    script["assets/js/search-worker.js"] = b"two"
    after = world.build("site", "cache")
    ours = [path for path in after if path.startswith("assets/") and path.endswith((".css", ".js"))]
    assert len(ours) == 3
    assert [path for path in ours if path in before] == [path for path in ours if "suggest" in path]
    for name_of, data in after.items():
        if name_of.endswith(".html") and b"suggest" in data:
            (name,) = re.findall(rb'href="[./]*(assets/css/a\.[^"]+)"', data)
            assert name.decode() in after
    (name,) = re.findall(rb'href="(assets/js/search-worker\.[^"]+)"', after["all.html"])
    assert name.decode() in after


def test_every_asset_of_the_site_carries_its_hash(built: Path) -> None:
    assets = [path.relative_to(built).as_posix() for path in (built / "assets").rglob("*") if path.is_file()]
    ours = [path for path in assets if not path.startswith("assets/search/")]
    assert len(ours) > 20
    assert [path for path in ours if not HASHED.search(path)] == []
    again = named({assetnames.plain(path): (built / path).read_bytes() for path in ours if not path.endswith(".css")})
    assert set(again.files) <= set(ours)
