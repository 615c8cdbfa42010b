from __future__ import annotations

from pathlib import Path

import pytest

from almanac.publish import sitecheck

HEAD = (
    '<!doctype html><html lang="en-GB"><head>'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<meta name="description" content="d"><title>t</title></head>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(HEAD + '<h1 id="top">Home</h1><a href="a/b.html#x">b</a>', "utf-8")
    (tmp_path / "a" / "b.html").write_text(HEAD + '<h1>B</h1><p id="x"><a href="../index.html#top">up</a>', "utf-8")
    (tmp_path / "s.css").write_text("", "utf-8")
    return tmp_path


def test_a_good_site_has_no_fault_and_its_pages_were_read(site: Path) -> None:
    assert sitecheck.check(site) == ([], 2)


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<a href="gone.html">x</a>', '"gone.html" leads nowhere'),
        ('<a href="a/b.html#gone">x</a>', "leads to no such place in the page"),
        ('<a href="#gone">x</a>', "leads to no such place in the page"),
        ('<a href="a/">x</a>', '"a/" leads nowhere'),
        ('<a href="/a/b.html">x</a>', "is not relative"),
        ('<a href="javascript:alert(1)">x</a>', "is not an address that a page may lead to"),
        ('<link rel="stylesheet" href="gone.css">', '"gone.css" leads nowhere'),
        ('<img src="https://elsewhere.example/x.png" alt="">', "asks another site for something"),
        ('<script src="//elsewhere.example/x.js"></script>', "asks another site for something"),
        ('<p id="top">x</p>', 'the id "top" stands 2 times'),
        ("<h1>Two</h1>", "2 h1 where one is needed"),
        ("<script>alert(1)</script>", "a script stands in the page"),
        ('<p style="color:red">x</p>', "a style stands in the page"),
        ('<p onclick="x()">x</p>', '"onclick" is code in the page'),
        ("@@body@@", '"@@body@@" was left in the page'),
        ("Traceback (most recent call last)", "was left in the page"),
    ],
)
def test_a_planted_fault_is_found(planted: str, fault: str, site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text("utf-8") + planted, "utf-8")
    faults, _ = sitecheck.check(site)
    assert any(line.startswith("index.html: ") and fault in line for line in faults), faults


@pytest.mark.parametrize(
    ("cut", "fault"),
    [
        (' lang="en-GB"', "the language"),
        ("<title>t</title>", "0 title"),
        ('<meta name="description" content="d">', "no description"),
        ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">', "no Content-Security-Policy"),
    ],
)
def test_what_every_page_needs_is_missed(cut: str, fault: str, site: Path) -> None:
    page = site / "index.html"
    text = page.read_text("utf-8")
    assert cut in text
    page.write_text(text.replace(cut, ""), "utf-8")
    assert any(fault in line for line in sitecheck.check(site)[0])


@pytest.mark.parametrize(
    "source", ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "'UNSAFE-INLINE'", "'wasm-unsafe-eval'"]
)
def test_a_policy_allows_nothing_unsafe(source: str, site: Path) -> None:
    page = site / "index.html"
    text = page.read_text("utf-8").replace("default-src 'none'", f"default-src 'none'; script-src 'self' {source};x")
    page.write_text(text, "utf-8")
    assert any("Content-Security-Policy" in fault for fault in sitecheck.check(site)[0])


def test_a_page_that_nothing_leads_to_is_an_orphan(site: Path) -> None:
    (site / "lost.html").write_text(HEAD + '<h1>L</h1><a href="index.html">up</a>', "utf-8")
    assert sitecheck.check(site)[0] == ["lost.html: no page of the site leads here"]
