"""Files for hosts, browsers and search engines: each by itself, and those of the built site."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from almanac.publish import hosting
from almanac.publish.assetnames import AssetManifest, named
from almanac.site import policy
from tests.browser.hosted import headers_of, rules

ASSETS = named({"assets/css/a.css": b"a", "assets/js/b.js": b"b", "assets/images/favicon.svg": b"c"})
KEPT = "Cache-Control"
OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_only_what_has_a_hash_in_its_name_is_kept_for_ever(built: Path) -> None:
    told = rules((built / "_headers").read_text("utf-8"))
    paths = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()]
    kept = {path for path in paths if KEPT in headers_of(f"/{path}", told)}
    mark = json.loads((built / "assets/search/index.json").read_text("utf-8"))["mark"]
    hashed = re.compile(rf"assets/(search/{mark}/.*|(css|fonts|images|js)/.*\.[0-9a-f]{{12}}\.\w+)")
    assert len(kept) > 30
    assert kept == {path for path in paths if hashed.fullmatch(path)}
    assert {headers_of(f"/{path}", told)[KEPT] for path in kept} == {hosting.FOR_EVER}


@pytest.mark.parametrize("path", ["/", "/index.html", "/api/v1/index.json", "/assets/css/a.0.css", "/x/y.html"])
def test_every_file_has_the_policies(path: str) -> None:
    sent = headers_of(path, rules(hosting.headers(ASSETS)))
    assert sent["Content-Security-Policy"] == f"{policy.POLICY}; frame-ancestors 'none'"
    assert sent["Referrer-Policy"] == "no-referrer"
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in sent["Permissions-Policy"]
    assert not any(", " in sent[name] for name in ("Referrer-Policy", "X-Content-Type-Options"))


def test_a_site_without_assets_keeps_nothing() -> None:
    assert KEPT not in hosting.headers(AssetManifest())


@pytest.mark.parametrize(
    ("url", "sitemap"),
    [
        ("https://a.example/", "Sitemap: https://a.example/sitemap.xml\n"),
        ("https://a.example/almanac", "Sitemap: https://a.example/almanac/sitemap.xml\n"),
        ("", ""),
    ],
)
def test_robots_are_told_where_the_sitemap_is(url: str, sitemap: str) -> None:
    told = hosting.robots(url)
    assert told.startswith("User-agent: *\nAllow: /\n")
    assert told.endswith(sitemap)
    assert told.count("Sitemap") == bool(sitemap)


def test_a_phone_can_install_the_site(built: Path) -> None:
    told = json.loads((built / "manifest.webmanifest").read_text("utf-8"))
    assert (told["start_url"], told["display"]) == ("index.html", "standalone")
    for icon in told["icons"]:
        made = (built / icon["src"]).read_bytes()
        if icon["type"] == "image/png":  # width and height begin at byte 16 (PNG specification, 11.2.2)
            assert "x".join(str(side) for side in struct.unpack(">II", made[16:24])) == icon["sizes"]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert {icon["sizes"] for icon in told["icons"]} >= {"192x192", "512x512"}


@pytest.mark.parametrize("url", ["https://a.example", "https://a.example/almanac/", ""])
def test_the_address_bar_searches_the_search_page(url: str) -> None:
    told = ET.fromstring(hosting.opensearch(url))
    (address,) = (one.get("template") or "" for one in told.iter(f"{OPEN}Url"))
    assert address == f"{url.rstrip('/')}{'/' if url else ''}search/index.html?q={{searchTerms}}"
    assert len(told.findtext(f"{OPEN}ShortName") or "") <= 16


def test_every_page_names_the_manifest_and_the_search(built: Path) -> None:
    for path, up in {"index.html": "", "roles/e.html": "../", "404.html": "/"}.items():
        page = (built / path).read_text("utf-8")
        assert f'<link rel="manifest" href="{up}manifest.webmanifest">' in page
        assert 'type="application/opensearchdescription+xml"' in page
        assert f'href="{up}opensearch.xml">' in page
