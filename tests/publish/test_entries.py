from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.publish import sitecheck
from almanac.publish.entries import moved, pour
from almanac.site import policy
from almanac.site.pour import frames
from tests.conftest import SITE

FRAME = "<title>@@title@@</title><p>@@description@@ @@canonical@@</p>@@body@@<footer>"


def test_every_entry_gets_a_page_and_every_former_key_leads_on(tiny: Library) -> None:
    pages = dict(pour(tiny, frames({kind.name: FRAME for kind in KINDS}), SITE, {}))
    assert len(pages) == len(tiny.entries) + len(tiny.of("figure")) + 4 * len(tiny.of("abstract")) + 3
    assert pages["directory/lamp-guild.qr.svg"].startswith("<svg")
    assert json.loads(pages["api/v1/handout.json"])["bodies"]["lamp-guild"]["web"] == "https://guild.example.org/"
    assert 'url=tamm-1999.html"' in pages["research/tamm-1998.html"]
    assert pages["workforce/lamps-lit.csv"].splitlines()[1].startswith("Lit,1234.5,lamp nights,Twelve harbours,1999,")
    assert "https://almanac.example/research/tamm-1999.html" in pages["research/tamm-1999.html"]


def test_a_former_address_keeps_the_rules_of_all_pages(tiny: Library) -> None:
    pages = dict(pour(tiny, frames({kind.name: FRAME for kind in KINDS}), SITE, {}))
    assert moved(tiny) == {"research/tamm-1998.html"}
    for path in moved(tiny):
        tree = LexborHTMLParser(pages[path])
        said = {meta.attributes.get("http-equiv") or meta.attributes.get("name"): meta for meta in tree.css("meta")}
        assert said["Content-Security-Policy"].attributes["content"] == policy.POLICY
        assert said["referrer"].attributes["content"] == "no-referrer"
        assert sitecheck.read(path, pages[path], moved=True).faults == ()
        assert 'rel="canonical" href="https://almanac.example/research/tamm-1999.html"' in pages[path]
