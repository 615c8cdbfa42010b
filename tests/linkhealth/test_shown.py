"""What readers see of a dead address, and of a working one."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape

import pytest

from almanac.citation.references import STYLES, Reference, references
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.exports.handout_json import handout_json
from almanac.linkhealth.addresses import external_addresses
from almanac.linkhealth.state import LinkHealth
from almanac.linkhealth.verdict import LinkRecord, Verdict
from tests.conftest import SITE
from tests.rendering import entry_page

DAY = dt.date(2026, 11, 3)
EXIT = "https://www.bbc.co.uk/weather"  # where the exit button of a sensitive page leads


def shown(library: Library, ref: str, verdict: Verdict | None) -> str:
    memory = {
        address: LinkRecord(verdict, "x", DAY, DAY, dt.date(2024, 1, 1))
        for address in external_addresses(library)
        if verdict
    }
    entry = library.entries[ref]
    more = {}
    if isinstance(entry, Abstract):
        more = {"references": references([entry], {})[entry.key], "related": ()}
    return entry_page(library, ref, replace(SITE, health=LinkHealth(memory)), **more)["body"]


@pytest.mark.parametrize(
    ("ref", "address", "text"),
    [
        ("organisation/lamp-guild", "https://guild.example.org/", "https://guild.example.org/"),
        ("source/harbour-book", "https://press.example.org/book", "https://press.example.org/book"),
        (
            "event/lamp-act-1960",
            "https://www.legislation.gov.uk/ukpga/1960/999",
            "https://www.legislation.gov.uk/ukpga/1960/999",
        ),
        ("provision/lamp-order-4", "https://www.legislation.gov.uk/ssi/1970/999/article/4", "read the official text"),
        (
            "organisation/lamp-guild",
            "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid=0123456&amp;subid=0",
            "0123456",
        ),
        ("abstract/tamm-1999", "https://doi.org/10.9999/lamps.1999.3", "10.9999/lamps.1999.3"),
    ],
)
def test_a_dead_link_is_text_with_its_day_and_its_archived_copy(
    ref: str, address: str, text: str, tiny: Library
) -> None:
    bare = ' class="bare"' if text == address else ""  # so that a printed page does not repeat the address
    link = f'<a{bare} href="{address}">{text}</a>'
    dead = (
        f'{text} <span class="muted">(gone since 3 November 2026; '
        f'<a href="https://web.archive.org/web/20240101/{address}">archived copy</a>)</span>'
    )
    found = shown(tiny, ref, Verdict.DEAD)
    assert dead in found
    assert link not in found
    for verdict in {*Verdict, None} - {Verdict.DEAD}:
        assert link in shown(tiny, ref, verdict)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_dead_website_comes_on_no_paper(verdict: Verdict, tiny: Library) -> None:
    home = "https://guild.example.org/"
    health = LinkHealth({home: LinkRecord(verdict, "x", DAY, DAY, dt.date(2024, 1, 1))})
    body = json.loads(handout_json(tiny, health))["bodies"]["lamp-guild"]
    assert body["web"] == ("" if verdict is Verdict.DEAD else home)


def test_every_link_outside_on_an_entrys_page_is_one_that_is_looked_at(content: Library) -> None:
    looked_at, ours = set(external_addresses(content)), (SITE.repository, SITE.url, EXIT)
    unread = Reference("", "", "", ("",), "", "")
    unread_references = dict.fromkeys(STYLES, unread)
    found = set()
    for ref in content.entries:
        body = entry_page(content, ref, references=unread_references, related=())["body"]
        found |= {unescape(link) for link in re.findall(r'href="(https?:[^"]*)"', body)}
    assert len(found & looked_at) > 200
    assert {link for link in found - looked_at if not link.startswith(ours)} == set()
    assert looked_at - found == set()
