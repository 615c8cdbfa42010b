"""The service worker's changes to a page from its cache, tested in Node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests import answering

_SCRIPT = Path(__file__).with_name("ask.mjs")
SITE = "https://a.example/almanac/"


def ask(*jobs: tuple[str, ...]) -> list[Any]:
    return answering.ask(_SCRIPT, jobs)


def test_a_folder_is_its_page_and_a_query_is_left_out() -> None:
    addresses = ("", "search/?q=s136", "law/index.html?nation=wales#act", "research/a.json")
    found = ask(*(("keyOf", f"{SITE}{address}") for address in addresses))
    expected = ("index.html", "search/index.html", "law/index.html", "research/a.json")
    assert found == [f"{SITE}{path}" for path in expected]


def test_only_what_has_a_hash_in_its_name_never_changes() -> None:
    paths = (
        "/assets/css/site.0123456789ab.css",
        "/assets/search/0123abcd/words/1.json",
        "/assets/js/search.js",
        "/law/a.html",
    )
    assert ask(*(("neverChanges", path) for path in paths)) == [True, True, False, False]


def test_a_saved_page_says_when_it_was_saved_and_an_old_one_how_old_it_is() -> None:
    today, old = ask(
        ("saying", "2026-11-27T10:00:00", "2026-11-27T18:00:00"),
        ("saying", "2026-06-01T10:00:00", "2026-11-27T18:00:00"),
    )
    assert today.endswith("This copy was saved on this device on 27 November 2026.")
    assert "saved on this device on 1 June 2026. That was 179 days ago, so check numbers and the law" in old


def test_a_saved_page_says_it_once_and_shows_what_is_late_by_the_day_it_is_read() -> None:
    due = '<p class="late" data-due="2026-11-{}" hidden>Late.</p>'
    late = due.format(20) + due.format(27)
    page = f'<body dir="ltr"><div class="wrap" id="content" tabindex="-1"><h1>A</h1>{late}</div></body>'
    (html,) = ask(("shown", page, "2026-11-01T10:00:00", "2026-11-27T10:00:00"))
    assert html.startswith(
        '<body dir="ltr"><div class="wrap" id="content" tabindex="-1"><p class="note saved-copy">You are'
    )
    assert '<p class="late" data-due="2026-11-20">' in html
    assert '<p class="late" data-due="2026-11-27" hidden>' in html
    (bare,) = ask(("shown", "<body><h1>A</h1></body>", "2026-11-01T10:00:00", "2026-11-27T10:00:00"))
    assert bare.startswith('<body><p class="note saved-copy">')


def test_the_page_for_what_is_not_saved_works_at_any_address() -> None:
    page = (
        '<title>Use offline · A</title><a href="../law/index.html#act">Law</a><a href="#here">Here</a>'
        '<a href="tel:999">999</a>'
        '<script src="../a.js" defer></script><form action="../search/index.html"></form>'
        '<h1 id="top">Use offline</h1><p class="trouble" id="not-saved" hidden>You are offline.</p>'
    )
    (html,) = ask(("standingIn", page, f"{SITE}offline/index.html"))
    assert f'href="{SITE}law/index.html#act"' in html
    assert 'href="#here"' in html
    assert 'href="tel:999"' in html
    assert f'src="{SITE}a.js" defer' in html
    assert f'action="{SITE}search/index.html"' in html
    assert "<title>Page not saved</title>" in html
    assert '<h1 id="top">This page is not saved on this device</h1>' in html
    assert '<p class="trouble" id="not-saved">' in html
