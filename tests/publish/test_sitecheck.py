from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almanac.publish import sitecheck, sitemarkup

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
        ('<p id="top">x</p>', 'the id "top" appears 2 times'),
        ("<h1>Two</h1>", "2 h1 where one is needed"),
        ("<script>alert(1)</script>", "there is a script in the page"),
        ('<p style="color:red">x</p>', "there is a style in the page"),
        ('<p onclick="x()">x</p>', '"onclick" is code in the page'),
        ('<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', "is not an address"),
        ('<svg><a href="javascript:alert(1)"><text>x</text></a></svg>', "is not an address"),
        ('<math href="javascript:alert(1)"><mi>x</mi></math>', "is not an address"),
        ('<math><mi xlink:href="javascript:alert(1)">x</mi></math>', "is not an address"),
        ('<a href="java&#9;script:alert(1)">x</a>', "is not an address"),
        ('<a href=" &#1;JaVaScRiPt:alert(1)">x</a>', "is not an address"),
        ('<a href="vbscript:x">x</a>', "is not an address"),
        ('<a href="data:text/html,x">x</a>', "is not an address"),
        ('<a href="blob:x">x</a>', "is not an address"),
        ('<a href="https:x">x</a>', "is not an address"),
        ('<a href="http://[">x</a>', "is not an address"),
        ('<a href="//elsewhere.example/">x</a>', "is not an address"),
        ('<a href="\\\\elsewhere.example/">x</a>', "is not an address"),
        ('<a href="a/b.html" ping="https://elsewhere.example/ a/b.html">x</a>', "asks another site"),
        ('<img srcset="s.css 1x, https://elsewhere.example/x.png 2x" alt="">', "asks another site"),
        ('<img srcset="gone.png 1x, s.css 2x" alt="">', '"gone.png" leads nowhere'),
        ('<link rel="preload" as="image" imagesrcset="gone.png 1x">', '"gone.png" leads nowhere'),
        ('<link rel="dns-prefetch" href="//elsewhere.example">', "asks another site"),
        ('<img src="data:text/html,x" alt="">', "is not an address"),
        ('<script src="data:,alert(1)"></script>', "is not an address"),
        ('<input type="image" src="//elsewhere.example/x.png" alt="">', "asks another site"),
        ('<img src="s.css" srcset="assets/a.png 2x" alt="">', '"srcset" names an asset'),
        ('<video poster="a/../assets/a.png"></video>', '"poster" names an asset'),
        ('<svg><use xlink:href="assets/a.svg"/></svg>', '"xlink:href" names an asset'),
        ('<video poster="https://elsewhere.example/x.png"></video>', "asks another site"),
        ('<form><button formaction="javascript:alert(1)">x</button></form>', "is not an address"),
        ('<form action="https://elsewhere.example/"></form>', "asks another site"),
        ('<table background="https://elsewhere.example/x.png"></table>', "asks another site"),
        ('<svg><use href="https://elsewhere.example/x.svg#a"/></svg>', "asks another site"),
        ('<svg><image xlink:href="https://elsewhere.example/x.png"/></svg>', "asks another site"),
        ('<svg><script xlink:href="gone.js"/></svg>', "there is a script in the page"),
        ('<svg><set attributeName="href" to="javascript:alert(1)"/></svg>', '"<set>" has no place'),
        ('<svg><animate attributeName="href" values="javascript:alert(1)"/></svg>', '"<animate>" has no place'),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "has no place on a page"),
        ('<base href="https://elsewhere.example/">', '"<base>" has no place'),
        ('<iframe src="a/b.html"></iframe>', '"<iframe>" has no place'),
        ('<iframe srcdoc="x"></iframe>', "there is a page within the page"),
        ('<object data="a/b.html"></object>', '"<object>" has no place'),
        ('<embed src="a/b.html">', '"<embed>" has no place'),
        ('<template shadowrootmode="open"><script>x()</script></template>', '"<template>" has no place'),
        ('<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">', "may send a reader on"),
        ('<meta HTTP-EQUIV=" Refresh " content="0">', "may send a reader on"),
        ('<meta http-equiv="set-cookie" content="a=b">', "may send a reader on"),
        ("<svg onload=alert(1)></svg>", '"onload" is code in the page'),
        ("<img src=s.css alt='' OnError = 'x()'>", '"onerror" is code in the page'),
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


def test_a_tag_in_the_text_of_an_attribute_is_no_code(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text("utf-8") + '<p title="<img src=x onerror=alert(1)>">onclick = x</p>', "utf-8")
    assert sitecheck.check(site) == ([], 2)


def test_pictures_and_libraries_of_the_site_itself_are_no_fault(site: Path) -> None:
    page = site / "index.html"
    good = '<img src="data:image/png;base64,AA==" srcset="s.css 1x,s.css 2x" alt=""><svg><use href="#top"/></svg>'
    page.write_text(page.read_text("utf-8") + good + '<a href="mailto:a@b.example">x</a>', "utf-8")
    assert sitecheck.check(site) == ([], 2)


def moved(site: Path, target: str = "b.html", more: str = "") -> str:
    tiny = f'<meta http-equiv="refresh" content="0; url={target}">'
    page = HEAD.replace("</head>", tiny + "</head>") + f'<h1>Moved</h1><a href="{target}">b</a>{more}'
    (site / "a" / "old.html").write_text(page, "utf-8")
    return "a/old.html"


def test_only_a_page_that_the_build_made_for_a_former_address_leads_on(site: Path) -> None:
    path = moved(site)
    assert sitecheck.check(site, frozenset({path})) == ([], 3)
    assert any("may send a reader on" in fault for fault in sitecheck.check(site)[0])


@pytest.mark.parametrize(
    ("target", "more", "fault"),
    [
        ("https://elsewhere.example/", "", "asks another site"),
        ("javascript:alert(1)", "", "is not an address"),
        ("gone.html", "", '"gone.html" leads nowhere'),
        ("b.html", '<meta http-equiv="refresh" content="0; URL=gone.html">', '"gone.html" leads nowhere'),
        ("b.html", "<script>alert(1)</script>", "there is a script in the page"),
        ("b.html", "<h1>Two</h1>", "2 h1 where one is needed"),
        ("b.html", '<p id="x"></p><p id="x"></p>', "appears 2 times"),
    ],
)
def test_no_other_rule_is_waived_for_a_moved_page(target: str, more: str, fault: str, site: Path) -> None:
    path = moved(site, target, more)
    assert any(line.startswith(path) and fault in line for line in sitecheck.check(site, frozenset({path}))[0])


@pytest.mark.parametrize(("old", "new"), [("default-src 'none'", "default-src 'self'"), ("default-src 'none'", "")])
def test_every_page_keeps_the_policy_of_the_home_page(old: str, new: str, site: Path) -> None:
    page = site / "a" / "b.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    assert any(line.startswith("a/b.html: its Content-Security-Policy") for line in sitecheck.check(site)[0])


def test_every_page_keeps_the_referrer_rule_of_the_home_page(site: Path) -> None:
    page = site / "index.html"
    text = page.read_text("utf-8").replace("<title>", '<meta name="referrer" content="no-referrer"><title>')
    page.write_text(text, "utf-8")
    assert sitecheck.check(site)[0] == ["a/b.html: its referrer is not that of the home page"]


def test_nothing_stands_above_the_policy(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("<head>", '<head><script src="s.css"></script>'), "utf-8")
    assert any("comes before the Content-Security-Policy" in fault for fault in sitecheck.check(site)[0])


def test_the_page_for_what_is_not_there_begins_with_the_folder_of_the_site(site: Path) -> None:
    home, lost = site / "index.html", site / "404.html"
    where = '<link rel="canonical" href="https://x.example/lamps/"><title>'
    home.write_text(home.read_text("utf-8").replace("<title>", where), "utf-8")
    for address, right in (("/lamps/a/b.html", True), ("/a/b.html", False), ("a/b.html", False)):
        lost.write_text(HEAD + f'<h1>Lost</h1><a href="{address}">b</a>', "utf-8")
        assert (sitecheck.check(site)[0] == []) is right, address


@pytest.mark.parametrize("code", ["ONCLICK=x", "OnLoad =x", "oncopy\n=x"])
def test_code_is_found_however_it_is_written(code: str, site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text("utf-8") + f"<p {code}>x</p>", "utf-8")
    assert [fault for fault in sitecheck.check(site)[0] if "is code in the page" in fault]


def test_the_elements_of_a_page_are_taken_from_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(side_effect=sitemarkup.elements)
    monkeypatch.setattr(sitemarkup, "elements", asked)
    page = sitecheck.read(
        "a.html", '<a href="b.html">b</a><img src="data:text/html,x"><a href="DATA:text/html,y">y</a>'
    )
    assert asked.call_count == 1
    assert (page.leads, page.loads) == (("b.html", "DATA:text/html,y"), ("data:text/html,x",))
    assert len([fault for fault in page.faults if "is not an address" in fault]) == 2


def test_an_address_is_found_whatever_stands_before_its_name_and_once() -> None:
    page = sitecheck.read("a.html", '<svg><use x:href="u"/><image x:src="v"/></svg><img srcset="a 1x, b" src="c">')
    assert (page.leads, page.loads) == ((), ("u", "v", "a", "b", "c"))


def test_only_the_first_faults_are_shown_and_all_are_counted() -> None:
    assert sitecheck.report(["a", "b", "c"], 2, "in the site.") == "a\nb\n3 faults in the site."
    assert sitecheck.report(["a"], 2, "in the site.") == "a\n1 fault in the site."


def test_a_page_that_is_not_utf_8_is_a_fault(site: Path) -> None:
    (site / "a" / "b.html").write_bytes(b"\xff\xfe<p>")
    assert "a/b.html: the page is not UTF-8" in sitecheck.check(site)[0]


MARKUP = st.lists(
    st.sampled_from(
        ["<svg>", "<math>", "<a ", "<img ", "<meta ", "<use ", "xlink:href=", "href=", "srcset=", "id", "id=", "action",
         "formaction=", "style", '"', "'", ">", "</svg>", "javascript:", "//[", "http://[::", "data:", ",", " ", "%00",
         "\x00", "#", "?", "http-equiv=", "refresh", "content=", "url=", "<template>", "<p", "/>", "\ud7ff", "&#0;"]
    )
)  # fmt: skip


@given(st.lists(MARKUP).map(lambda parts: "".join(map("".join, parts))))
def test_no_markup_stops_the_reading(markup: str) -> None:
    page = sitecheck.read("a/b.html", HEAD + markup)
    for address in (*page.leads, *page.loads):
        page.reaches(address)
