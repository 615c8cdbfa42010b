"""Every item of the five founding documents is on the site, with its document and place."""

from __future__ import annotations

from almanac.content.model import Library
from tests.conftest import DATA

ITEMS = 327


def rows() -> list[tuple[int, str, str]]:
    lines = (DATA / "inventory.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(int(number), document, ref) for number, document, ref in cells]


def test_every_item_is_carried() -> None:
    assert sorted({number for number, _, _ in rows()}) == list(range(1, ITEMS + 1))


def test_what_carries_an_item_names_its_document_and_place(content: Library) -> None:
    wanting = [
        (number, ref)
        for number, document, ref in rows()
        if document not in {made.source for made in content.get(ref).sources}
    ]
    assert wanting == []
