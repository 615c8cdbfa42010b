"""The search page finds what readers look for, and does so better than Pagefind alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from almanac.content.model import Library
from almanac.site import urls
from tests.search import score

KINDS = {
    "title", "author", "abbreviation", "lay word", "typo", "question", "law", "former name", "US spelling", "two ideas",
}  # fmt: skip


def test_the_queries_are_many_of_every_kind_and_want_pages_that_exist(built: Path) -> None:
    asked = score.queries()
    assert len(asked) > 120
    assert {query.kind for query in asked} >= KINDS
    assert [query.query for query in asked if query.holdout] == [query.query for query in asked[2::3]]
    assert [path for query in asked for path in query.wanted if not (built / path).is_file()] == []
    assert len({query.query.casefold() for query in asked}) == len(asked)


def test_the_page_answers_as_the_search_alone_does_and_better_than_pagefind(
    browser: Browser, built: Path, address: str
) -> None:
    """Runs a tenth of the queries. ``tests/search/test_score.py`` runs them all, without a browser."""
    asked = score.queries()[::10]
    page = browser.new_page()
    ours = score.answers(lambda query: score.by_page(page, address, query), asked)
    page.close()
    page = browser.new_page()
    with score.pagefind(built) as other:
        plain = score.answers(lambda query: score.by_pagefind(page, other, query), asked)
    page.close()
    assert ours == score.by_node(built, asked)
    assert score.Score.of(ours).mrr > score.Score.of(plain).mrr, score.report(ours, plain)


@pytest.mark.parametrize(("ref", "query"), [("organisation/mind", "Mind"), ("provision/mha-136", "s.136")])
def test_an_exact_name_comes_first(ref: str, query: str, page: Page, address: str, content: Library) -> None:
    assert score.by_page(page, address, query)[0] == urls.page_path(ref)
