"""How often a search waits for the network, which on a phone takes longer than anything else."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from almanac.content.model import Library
from tests.search.nodejs import ask, index
from tests.search.test_indexing import site_of

NAMES = ("Paraffin lantern", "Chimney", "Candle snuffer", "Beacon keeper", "Burner")
OTHERS = ["".join(parts) for parts in product("bcklps", "aehiu", "bcdfghjklmnpqrstvwxyz", ("xuz", "zyv", "jux", "vyz"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    """A site with so many words that a word and its misspelling are seldom in the same part of the index."""
    pages = {f"name{at}": ("Glossary", name, "What burns.") for at, name in enumerate(NAMES)}
    pages["others"] = ("Studies", "All else", " ".join(OTHERS))
    site = site_of(tmp_path_factory.mktemp("waits") / "site", **pages)
    index(site, tiny)
    words = {word: 3 for name in NAMES for word in name.lower().split()} | dict.fromkeys(OTHERS, 0)
    folder = site / "api" / "v1" / "words"
    folder.mkdir(parents=True)
    for letter in "abcdefghijklmnopqrstuvwxyz":
        (folder / f"{letter}.json").write_text(json.dumps({word: words[word] for word in words if word[0] == letter}))
    return site


@pytest.mark.parametrize(
    ("typed", "meant", "most"),
    [
        ("beacon", "beacon", 2),
        ("burner", "burner", 2),  # it may mean danger, which is checked meanwhile
        ("beacon keeper chimney candle", "beacon keeper chimney candle", 2),
        ("what is a candle snuffer or a paraffin lantern", "what is a candle snuffer or a paraffin lantern", 2),
        ("biacon", "beacon", 4),
        ("beacon attack", "beacon attack", 4),
        ("biacon kueper", "beacon keeper", 4),
        ("puraffin lontern crimney", "paraffin lantern chimney", 4),
        ("what is a cindle snuffer or a crimney", "what is a candle snuffer or a chimney", 4),
        ("paraffinlantern", "paraffin lantern", 5),
    ],
)
def test_the_parts_that_a_query_needs_come_together(typed: str, meant: str, most: int, site: Path) -> None:
    """First the index header, then the words. Misspellings, however many, also need the vocabulary and the words meant.

    For words run together, the second is in the vocabulary of its own letter, which is fetched after that of the first.
    """
    (answer,) = ask(site, ("waits", {"q": typed}))
    assert answer["whole"] == meant
    assert answer["waits"] <= most


def test_of_a_long_query_only_so_many_words_are_looked_up_and_it_says_so(site: Path) -> None:
    long, short = ask(site, *(("find", {"q": " ".join(OTHERS[:many])}) for many in (25, 16)))
    assert (long["words"], long["tooLong"]) == (OTHERS[:16], True)
    assert (short["words"], short["tooLong"]) == (OTHERS[:16], False)
    assert long["paths"][0] == "others.html"


def test_a_mask_has_a_bit_for_each_unit(site: Path) -> None:
    assert ask(site, ("units", OTHERS[:40])) == [31]
