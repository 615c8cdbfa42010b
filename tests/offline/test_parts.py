"""The parts of a site that are cached, found in the site itself whatever its files are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from almanac.offline import parts, worker

SCRIPT = """
  fetched("../api/v1/list.json"); fetched(`../studies/${key}.json`); get(`assets/search/${head.mark}/${path}`);
  json(root, "api/v1/names.json", false); const other = "a/b.html"; import("./near.js");
"""
SITE = {
    "index.html": '<link rel="stylesheet" href="assets/css/site.0123456789ab.css"><a href="law/a.html">A</a>',
    "tools/index.html": '<script src="../assets/js/tool.js" defer></script><img src="../pictures/a.svg?x=1">',
    "law/a.html": "<p>Not marked.</p>",
    "urgent-help/line.html": "<p>999</p>",
    "404.html": '<script src="/assets/js/tool.js"></script>',
    "assets/css/site.0123456789ab.css": 'p { src: url("../fonts/a.woff2") }',
    "assets/fonts/a.woff2": "",
    "assets/js/tool.js": SCRIPT,
    "api/v1/list.json": "{}",
    "api/v1/names.json": "{}",
    "api/v1/whole.json": "{}",
    "studies/one.json": "{}",
    "studies/one.ris": "",
    "assets/search/abcdef01/words/0.json": "[]",
    "pictures/a.svg": "<svg/>",
    "sw.js": "",
}
FILES = {path: (len(text), f"digest of {path}") for path, text in SITE.items()}


def read(path: str) -> str:
    return SITE[path]


def test_data_is_known_by_the_scripts_that_fetch_it() -> None:
    assert parts.fetched([SCRIPT]) == ("api/v1/list.json", "api/v1/names.json", "assets/search/*/*", "studies/*.json")
    assert parts.data(FILES.keys(), read) == [
        "api/v1/list.json", "api/v1/names.json", "assets/search/abcdef01/words/0.json", "studies/one.json",
    ]  # fmt: skip


def test_marked_pages_and_urgent_help_are_kept_with_all_that_they_need() -> None:
    assert parts.precached(["index.html", "tools/index.html", "gone.html"], FILES, read) == [
        "api/v1/list.json", "api/v1/names.json", "assets/css/site.0123456789ab.css", "assets/fonts/a.woff2",
        "assets/js/tool.js", "index.html", "pictures/a.svg", "tools/index.html", "urgent-help/line.html",
    ]  # fmt: skip


def test_a_catalogue_of_ten_thousand_is_not_sent_with_the_first_page() -> None:
    large = {**FILES, "api/v1/list.json": (4_000_000, "d")}
    assert "api/v1/list.json" not in parts.precached(["tools/index.html"], large, read)
    assert ("api/v1/list.json", 4_000_000, "d") in parts.saved_on_request(large, read)


def test_everything_is_what_pages_show_and_no_download() -> None:
    found = [path for path, _, _ in parts.saved_on_request(FILES, read)]
    assert sorted(SITE.keys() - set(found)) == ["404.html", "api/v1/whole.json", "studies/one.ris", "sw.js"]


def test_the_worker_begins_with_what_it_keeps_and_the_same_site_gives_the_same_bytes() -> None:
    made = worker.script("code();\n", ["index.html"], FILES, read)
    first, rest = made.split("\n", 1)
    told = json.loads(first.removeprefix("self.ALMANAC=").removesuffix(";"))
    assert ["index.html", "digest of index.html"] in told["files"]
    assert rest == "code();\n"
    assert made == worker.script("code();\n", ["index.html"], dict(reversed(FILES.items())), read)


def test_the_list_of_everything_names_its_version() -> None:
    told = json.loads(worker.save_all_list(FILES, read, "abc", "2 May 2026"))
    assert (told["version"], told["day"]) == ("abc", "2 May 2026")
    assert ["index.html", *FILES["index.html"]] in told["files"]


def test_what_keeps_the_worker_from_being_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "worker.js").mkdir()
    with pytest.raises(worker.NotBundledError, match="the offline worker could not be made"):
        worker.bundle(tmp_path)
