from __future__ import annotations

import json

import pytest

from almanac.kinds import KINDS
from almanac.library import Library
from almanac.pour import Frame, frames, pour
from tests.conftest import SITE

FRAME = "<title>@@title@@</title><p>@@description@@ @@canonical@@</p>@@body@@<footer>"


def test_a_frame_is_cut_at_its_slots_and_filled() -> None:
    frame = Frame.parse("a@@title@@b@@body@@c@@title@@d")
    assert frame.fill({"title": "@@body@@", "body": "B"}) == "a@@body@@bBc@@body@@d"


def test_a_frame_without_a_body_is_refused() -> None:
    with pytest.raises(ValueError, match="no @@body@@ slot"):
        Frame.parse("<html></html>")


def test_every_entry_gets_a_page_and_every_former_key_leads_on(tiny: Library) -> None:
    pages = dict(pour(tiny, frames({kind.name: FRAME for kind in KINDS}), SITE, {}))
    assert len(pages) == len(tiny.entries) + len(tiny.of("figure")) + 4 * len(tiny.of("abstract")) + 3
    assert pages["directory/lamp-guild.qr.svg"].startswith("<svg")
    assert json.loads(pages["api/v1/handout.json"])["bodies"]["lamp-guild"]["web"] == "https://guild.example.org/"
    assert 'url=tamm-1999.html"' in pages["research/tamm-1998.html"]
    assert pages["workforce/lamps-lit.csv"].splitlines()[1].startswith("Lit,1234.5,lamp nights,Twelve harbours,1999,")
    assert "https://almanac.example/research/tamm-1999.html" in pages["research/tamm-1999.html"]
