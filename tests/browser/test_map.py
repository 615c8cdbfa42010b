"""The evidence map: what stays in view, hints at hidden columns, two topics combined, and a sheet for each theme."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import faults, shorten

SIZE = (390, 800)


@pytest.fixture
def page(page: Page, address: str) -> Page:
    page.goto(f"{address}research/map.html")
    return page


def test_heading_and_topics_stay_in_view_and_hidden_columns_are_told(page: Page) -> None:
    frame = page.get_by_role("region", name="Studies by topic and method")
    expect(page.locator(".cut-off span").last).to_be_visible()
    away = """(frame) => {
      frame.scrollTo(400, 600);
      const from = (one) => [one.getBoundingClientRect().x, one.getBoundingClientRect().y].map(Math.round);
      const seen = [frame, frame.querySelector("thead th"), frame.querySelectorAll("[scope=row]")[20]];
      const [at, heading, topic] = seen.map(from);
      return [heading[0] - at[0], heading[1] - at[1], topic[0] - at[0]];
    }"""
    assert frame.evaluate(away) == [0, 0, 0]
    frame.evaluate("(frame) => frame.querySelectorAll('tr > :nth-child(n + 4)').forEach((cell) => cell.remove())")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".cut-off").last).to_be_visible()  # the topics below are still out of sight
    expect(page.locator(".cut-off span").last).to_be_hidden()


def test_two_topics_are_crossed_and_the_address_says_which(page: Page) -> None:
    page.get_by_label("Topic", exact=True).select_option("carer")
    beside = page.get_by_label("And", exact=True)
    options = beside.locator("option").all_inner_texts()[1:]
    number = int(re.findall(r"\((\d+)\)$", options[0])[0])
    beside.select_option(index=1)
    expect(page.locator("#crossed li")).to_have_count(number)
    said = page.locator("#crossed-said").inner_text()
    assert said.startswith(f"{number} stud")
    page.reload()
    expect(page.locator("#crossed-said")).to_have_text(said)
    shorten(page)
    assert faults(page) == []
    page.get_by_label("Topic", exact=True).select_option("")
    expect(page.locator("#crossed li")).to_have_count(0)
    assert page.url.endswith("research/map.html")


def test_each_theme_is_one_sheet_of_a4_on_its_side(page: Page) -> None:
    sheets = re.findall(rb"/MediaBox\s*\[0 0 (\d+)", page.pdf(prefer_css_page_size=True))
    assert sheets.count(b"841") == page.locator(".theme").count()
