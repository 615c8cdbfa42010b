from __future__ import annotations

from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser

from almanac.citation.references import ReferenceCache, references
from almanac.content.model import Library
from almanac.publish import claims, entries, sitecheck
from almanac.site import policy, urls
from almanac.site.research import RelatedStudies, studies
from tests.conftest import SITE

KEPT: ReferenceCache = {}  # references, so that each is formatted only once


def made(library: Library, ref: str) -> dict[str, str]:
    shown = entries.prepared(library, ref, SITE, references(studies(library), KEPT), RelatedStudies(library))
    poured = entries.poured(library, shown, SITE)
    return {path: filled["canonical"] for path, filled in poured.items()} | dict(
        entries.companion_files(library, shown, SITE)
    )


def test_files_beside_a_page_are_those_that_are_promised(tiny: Library) -> None:
    claimed = defaultdict(set)
    for ref, _, path in claims.of_entries(tiny):
        claimed[ref].add(path)
    for ref in tiny.entries:
        own = {urls.page_path(ref), *made(tiny, ref)}
        assert own == claimed[ref]
        assert {urls.page_of_companion(path) for path in own} == {urls.page_path(ref), *entries.redirects_to(tiny, ref)}


def test_every_entry_has_what_its_kind_has_and_every_former_key_leads_on(tiny: Library) -> None:
    study, guild, figure = (
        made(tiny, ref) for ref in ("abstract/tamm-1999", "organisation/lamp-guild", "figure/lamps-lit")
    )
    assert study["research/tamm-1999.html"] == "https://almanac.example/research/tamm-1999.html"
    assert {path.partition(".")[2] for path in study if "1999" in path} == {"html", "bib", "ris", "csl.json", "json"}
    assert 'url=tamm-1999.html"' in study["research/tamm-1998.html"]
    assert guild["directory/lamp-guild.qr.svg"].startswith("<svg")
    assert figure["workforce/lamps-lit.csv"].splitlines()[1].startswith("Lit,1234.5,lamp nights,Twelve harbours,1999,")


def test_a_former_address_keeps_the_rules_of_all_pages(tiny: Library) -> None:
    shared = {urls.page_path(ref) for ref in tiny.entries if urls.shared_page(tiny, ref)}
    assert entries.redirect_paths(tiny) - shared == {"research/tamm-1998.html"}
    page = made(tiny, "abstract/tamm-1999")["research/tamm-1998.html"]
    tree = LexborHTMLParser(page)
    said = {meta.attributes.get("http-equiv") or meta.attributes.get("name"): meta for meta in tree.css("meta")}
    assert said["Content-Security-Policy"].attributes["content"] == policy.POLICY
    assert said["referrer"].attributes["content"] == "no-referrer"
    assert sitecheck.read("research/tamm-1998.html", page, moved=True).faults == ()
    assert 'rel="canonical" href="https://almanac.example/research/tamm-1999.html"' in page
