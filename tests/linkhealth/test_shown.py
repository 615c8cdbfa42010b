"""What a reader sees of an address that is dead, and of one that is not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from almanac import render
from almanac.kinds.abstract import Abstract
from almanac.library import Library
from almanac.linkhealth.addresses import carried
from almanac.linkhealth.state import Health
from almanac.linkhealth.verdict import Remembered, Verdict
from almanac.references import STYLES, reference
from tests.conftest import SITE

DAY = dt.date(2026, 11, 3)
TEMPLATES = Path(render.__file__).parent / "templates"


def shown(library: Library, ref: str, verdict: Verdict | None) -> str:
    memory = {
        address: Remembered(verdict, "x", DAY, DAY, dt.date(2024, 1, 1)) for address in carried(library) if verdict
    }
    entry = library.entries[ref]
    more = {}
    if isinstance(entry, Abstract):
        more = {"references": {style: reference(entry, style, {}) for style in STYLES}, "related": ()}
    return render.entry_page(library, ref, replace(SITE, health=Health(memory)), **more)["body"]


@pytest.mark.parametrize(
    ("ref", "address", "text"),
    [
        ("organisation/lamp-guild", "https://guild.example.org/", "https://guild.example.org/"),
        ("source/harbour-book", "https://press.example.org/book", "https://press.example.org/book"),
        ("event/lamp-act-1960", "https://law.example.org/lamp-act-1960", "https://law.example.org/lamp-act-1960"),
        ("abstract/tamm-1999", "https://doi.org/10.9999/lamps.1999.3", "doi:10.9999/lamps.1999.3"),
    ],
)
def test_a_dead_link_is_text_with_its_day_and_its_archived_copy(
    ref: str, address: str, text: str, tiny: Library
) -> None:
    link = f'<a href="{address}">{text}</a>'
    dead = (
        f'{text} <span class="soft">(gone since 3 November 2026; '
        f'<a href="https://web.archive.org/web/2024/{address}">archived copy</a>)</span>'
    )
    found = shown(tiny, ref, Verdict.DEAD)
    assert dead in found
    assert link not in found
    for verdict in {*Verdict, None} - {Verdict.DEAD}:
        assert link in shown(tiny, ref, verdict)


def test_every_address_outside_goes_through_the_one_macro() -> None:
    pages = sorted((TEMPLATES / "pages").glob("*.html"))
    assert len(pages) > 5
    given = re.compile(r'href="\{\{\s*entry\.')
    assert [page.name for page in pages if given.search(page.read_text("utf-8"))] == []
    assert given.search('<a href="{{ entry.web }}">')
