from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from almanac.content.kinds.fields import Doi, Line, WebAddress
from almanac.content.model import Library
from almanac.linkhealth.addresses import external_addresses, external_addresses_in, pages_affected, spread_over_hosts

CHARITY = "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid=0123456&subid=0"


def test_every_address_with_the_entries_that_give_it(tiny: Library) -> None:
    assert external_addresses(tiny) == {
        "https://doi.org/10.9999/lamps.1999.3": ("abstract/tamm-1999",),
        "https://guild.example.org/": ("organisation/lamp-guild",),
        CHARITY: ("organisation/lamp-guild",),
        "https://harbour.example": ("urgent-help/harbour-bell",),
        "https://harbour.example/offices": ("local-help/harbour-office",),
        "https://www.legislation.gov.uk/ssi/1970/999/article/4": ("provision/lamp-order-4",),
        "https://www.legislation.gov.uk/ukpga/1901/999": ("event/lamp-act-1901",),
        "https://www.legislation.gov.uk/ukpga/1960/999": ("event/lamp-act-1960",),
        "https://www.legislation.gov.uk/ukpga/1960/999/section/2": ("provision/lamp-act-1960-2",),
        "https://press.example.org/book": ("source/harbour-book",),
    }


def test_a_historic_address_is_left_out(tiny: Library) -> None:
    assert list(external_addresses_in(tiny.entries["organisation/snuffers-union"])) == []


class Inner(BaseModel):
    more: tuple[WebAddress, ...] = ()
    words: Line = "https://not.an.address/"


class Outer(BaseModel):
    own: Annotated[Doi | None, Field(description="x")] = None
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()


def test_fields_are_found_by_their_type_wherever_they_stand() -> None:
    first, second = Inner(more=("https://a.b/", "https://c.d/")), Inner(more=("https://e.f/",))
    found = Outer(own="10.1000/x", inner=first, inners=(second, Inner()))
    assert list(external_addresses_in(found)) == [
        "https://doi.org/10.1000/x",
        "https://a.b/",
        "https://c.d/",
        "https://e.f/",
    ]
    assert list(external_addresses_in(Outer())) == []


def test_the_real_content_leads_outside(content: Library) -> None:
    found = external_addresses(content)
    given = sum("doi.org" in address for address in found)
    assert len(found) > 200
    assert given > 100


def test_pages_that_a_reader_may_come_from_are_counted_once(tiny: Library) -> None:
    back = {link.source for link in tiny.links.back["organisation/lamp-guild"]}
    assert len(back) > 1
    assert pages_affected(tiny, ["organisation/lamp-guild"]) == len(back | {"organisation/lamp-guild"})
    assert pages_affected(tiny, ["organisation/lamp-guild", *back]) >= len(back) + 1


def test_hosts_take_turns() -> None:
    assert spread_over_hosts(["http://a/1", "http://a/2", "http://b/1", "http://a/3", "http://b/2"]) == [
        "http://a/1",
        "http://b/1",
        "http://a/2",
        "http://b/2",
        "http://a/3",
    ]
