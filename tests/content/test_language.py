"""Advice on language, tested on the invented world with words planted in it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from almanac.content.checks import language
from almanac.content.model import Library
from almanac.editing import prosepages
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("The organization is a center of behavior.", ["behavior", "center", "organization"], ["A1"] * 3),
        ("They recieve teh oil.", ["recieve", "teh"], ["A2"] * 2),
        ("Their clients are the elderly.", ["clients", "the elderly"], ["A5"] * 2),
        ("People suffering from the dark utilise it.", ["suffering from", "utilise"], ["A5"] * 2),
        ("The NHSX and the WK meet.", ["NHSX"], ["A3"]),
        ("He said ‘clients’, “organization” and 'NHSX'.", [], []),
        ("See https://www.organization.org/NHSX and behavior@center.org.", [], []),
        ("The Lamp Guild licensed a program of practice.", [], []),
        ("Keepers' practice: the keepers’ lamps.", [], []),
    ],
)
def test_words_to_mend_are_found_and_no_others(text: str, words: list[str], codes: list[str], tiny: Library) -> None:
    found = list(language.checker(tiny)(text))
    assert [word for word, _, _ in found] == words
    assert [code for _, _, code in found] == codes


def test_a_name_that_the_library_knows_is_left_as_it_is(tiny: Library) -> None:
    ref = "organisation/lamp-guild"
    named = tiny.get(ref).model_copy(update={"name": "World Lamp Organization"})
    library = dataclasses.replace(tiny, entries={**tiny.entries, ref: named})
    assert list(language.checker(library)("The World Lamp Organization keeps it.")) == []
    assert [word for word, _, _ in language.checker(library)("An organization keeps it.")] == ["organization"]


def test_an_organisations_own_abbreviation_is_explained_by_its_page(tiny: Library) -> None:
    assert list(language.checker(tiny)("The LG keeps it.")) == []
    assert [word for word, _, _ in language.checker(tiny)("The LGX keeps it.")] == ["LGX"]


def test_the_abbreviation_of_an_everyday_word_is_explained_nowhere(tiny: Library) -> None:
    """Pages do not mark everyday words, so readers would never learn what the abbreviation means."""
    everyday = tiny.get("term/wick").model_copy(update={"everyday": True})
    library = dataclasses.replace(tiny, entries={**tiny.entries, "term/wick": everyday})
    for text, word in (("The WK keeps it.", "WK"), ("Ask two WKs.", "WKs")):
        ((found, message, code),) = language.checker(library)(text)
        assert (found, code) == (word, "A3")
        assert message == f'"{word}" is not explained where it stands. Write "wick keeper".'
    assert list(language.checker(library)("The wick keeper asks a GP of the NHS, or says ‘WK’.")) == []


def test_pages_are_read_without_what_is_no_prose(tiny: Library, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "docs").mkdir()
    head = "---\ntitle: The organization\n---\n\n# Words\n\n"
    text = head + 'A `behavior`, <code>color</code> and <b class="center">a\ncenter</b> of {{ x("organization") }}.\n'
    (folder / "docs" / "words.md").write_text(text, "utf-8")
    assert [str(found) for found in prosepages.advice(folder, tiny)] == [
        'docs/words.md:8:1 found "center". In British spelling: "centre". [A1]'
    ]


def test_a_page_that_places_what_is_not_there_is_refused(tiny: Library, tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "docs").mkdir()
    (folder / "docs" / "x.md").write_text('A {{ link("term/wick") }}\nand {{ link("term/wik", "words") }}\n', "utf-8")
    assert [str(found) for found in prosepages.errors(folder, tiny)] == [
        'docs/x.md:2:14 no entry "term/wik". Did you mean "term/wick"? [R1]'
    ]


def test_the_hand_written_pages_need_no_advice(content: Library) -> None:
    """Programmers and editors share these pages; the content itself is checked only by ``almanac check``."""
    assert [str(found) for found in prosepages.advice(PROJECT, content)] == []
