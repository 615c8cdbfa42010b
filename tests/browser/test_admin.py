"""Decap CMS itself with our backend: open an entry, edit it, save it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from almanac.content.load import load
from almanac.editing.admin import decap
from almanac.editing.admin.actions import Backend
from almanac.publish import admin, server
from tests.conftest import PROJECT


@pytest.fixture
def forms(tiny_content: Path) -> Iterator[admin.Server]:
    """The forms for a copy of the invented world with a comment in its YAML."""
    try:
        bundle = decap.bundle(PROJECT / ".cache" / "decap")
    except decap.NotFetchedError as error:
        pytest.skip(f"Decap CMS is not here: {error}")
    terms = tiny_content / "terms.yaml"
    terms.write_bytes(
        terms.read_bytes().replace(
            b"    definition: A person who looks", b"    # Agreed.\n    definition: A person who looks"
        )
    )
    with admin.Server(0, Backend(tiny_content.parent, list[str]().append), bundle) as made:
        server.background(made)
        yield made
        made.shutdown()


def test_an_editor_opens_an_entry_edits_it_and_saves_it(
    forms: admin.Server, context: BrowserContext, tiny_content: Path
) -> None:
    terms = tiny_content / "terms.yaml"
    before = {path: path.read_bytes() for path in tiny_content.rglob("*.yaml")}
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{forms.address}#/collections/terms/entries/wick")
    page.get_by_role("button", name="Open the forms").click(timeout=60_000)
    definition = page.get_by_label("Definition")
    told = page.locator("#told")

    definition.fill("In <b>bold</b>.", timeout=60_000)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Save now").click()
    expect(told).to_contain_text('term wick, definition: found "<b>"', timeout=30_000)
    assert before == {path: path.read_bytes() for path in tiny_content.rglob("*.yaml")}

    definition.fill("Who minds: an organization of wicks.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Save now").click()
    expect(told).to_contain_text("Saved. Please look at this too:", timeout=30_000)
    expect(told).to_contain_text("organisation")
    expect(page.get_by_text("Changes saved")).to_be_visible()

    old, new = b"A person who looks after the wick of a lamp.", b"'Who minds: an organization of wicks.'"
    assert old in before[terms]
    after = {path: path.read_bytes() for path in tiny_content.rglob("*.yaml")}
    assert after == before | {terms: before[terms].replace(old, new)}
    assert load(tiny_content)

    other = context.new_page()
    other.goto(f"{forms.address}#/collections/terms/entries/wick")
    other.get_by_label("Definition").fill("Who minds the wick of a lamp.", timeout=60_000)
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("Save now").click()
    expect(other.get_by_text("Changes saved")).to_be_visible(timeout=30_000)
    definition.fill("Who keeps wicks.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Save now").click()
    expect(told).to_contain_text("has changed in its file since you opened it", timeout=30_000)
    assert b"Who minds the wick" in terms.read_bytes()
    own = forms.address.removesuffix("admin/")
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
