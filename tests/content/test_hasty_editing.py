"""What haste and pasting leave in texts, addresses and flags: words almost right, or right only for a week."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.content.checks import phrases, situations, slips
from almanac.content.kinds import webchecks
from almanac.content.kinds.base import SourcePlace
from almanac.content.model import Library
from tests.conftest import with_changes

ROLE, LAMP_ACT, LAMP_OUT = "role/a", "event/lamp-act-1960", "situation/lamp-is-out"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Their op-tions are few.", "op-tions"),
        ("Keepers' involve-ment is small.", "involve-ment"),
        ("Sum-mer nights are short.", "Sum-mer"),
        ("Their well-being counts.", ""),  # two words
        ("A co-ordinator keeps the list.", ""),
        ("Multi-agency meetings are short.", ""),
        ("A three-fold lamp burns.", ""),
        ("A quay-side lamp burns.", ""),  # never written as one word
        ("They wrote ‘op-tions’.", ""),
    ],
)
def test_no_word_is_broken_by_a_hyphen(text: str, word: str, tiny: Library) -> None:
    others = (
        "Options and involvement differ in summer nights. Wellbeing counts: a coordinator of multiagency work is well. "
        "Being an agency is threefold. They involve three."
    )
    library = with_changes(with_changes(tiny, ROLE, summary=text), LAMP_ACT, summary=others)
    assert [(one.ref, one.word) for one in slips.no_word_is_broken_by_a_hyphen(library)] == (
        [(ROLE, word)] if word else []
    )


def test_a_hyphen_that_several_write_is_no_slip(tiny: Library) -> None:
    library = with_changes(tiny, ROLE, summary="An op-tion and another op-tion are no option.")
    assert list(slips.no_word_is_broken_by_a_hyphen(library)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("In Northern Island five guilds keep lamps.", "Northern Island"),
        ("The guild is of North Ireland.", "North Ireland"),
        ("It holds in England and Whales.", "and Whales"),
        ("In Northern Ireland five guilds keep lamps.", ""),
        ("The most northern island has no lamp; the Northern Islands have two.", ""),
        ("Seals and whales pass the lamp.", ""),
    ],
)
def test_a_nation_has_its_name(text: str, word: str, tiny: Library) -> None:
    for library in (
        with_changes(tiny, ROLE, summary=text),
        with_changes(tiny, ROLE, sources=(SourcePlace(source="harbour-book", at=text),)),
    ):
        assert [one.word for one in phrases.nations_have_their_names(library)] == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("paragraphs 6.2 and 6.3 (see track changes, deleted: para 6.4)", "see track changes"),
        ("Lamps burn. Comment [JS4]: is this right?", "Comment [JS4]"),
        ("Lamps burn (deleted: at night).", "deleted:"),
        ("Formatted: Font: 12 pt. Lamps burn.", "Formatted:"),
        ("the Code, in a version with tracked changes", ""),
        ("A reader's comment: lamps burn. Comment on it.", ""),
        ("Records that were deleted: none.", ""),
        ("They track changes in the light.", ""),
    ],
)
def test_no_remark_between_editors_is_left(text: str, word: str, tiny: Library) -> None:
    for library in (
        with_changes(tiny, ROLE, summary=text),
        with_changes(tiny, ROLE, sources=(SourcePlace(source="harbour-book", at=text),)),
    ):
        assert [one.word for one in phrases.no_remarks_of_editors_are_left(library)] == ([word] if word else [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is currently in committee.", "currently"),
        ("The Bill was debated last week.", "last week"),
        ("Nowadays a lamp may be electric.", "Nowadays"),
        ("It has recently begun. In 2020 it had not.", "has recently"),
        ("Section 3 is to begin later this year.", "later this year"),
        ("It was in committee on 25 June 2026.", ""),
        ("In June 2026 it was currently in committee.", ""),
        ("It helps keepers who are currently at sea.", ""),
        ("It asks whether a lamp went out last week.", ""),
        ("The keeper counts the nights of the last year.", ""),
        ("At the moment of dusk the lamp is lit.", ""),
        ("They wrote: ‘the lamp is currently out’.", ""),
    ],
)
def test_no_word_is_soon_out_of_date(text: str, word: str, tiny: Library) -> None:
    assert [one.word for one in phrases.no_words_are_soon_out_of_date(with_changes(tiny, LAMP_ACT, today=text))] == (
        [word] if word else []
    )
    assert list(phrases.no_words_are_soon_out_of_date(with_changes(tiny, ROLE, summary=text))) == []  # about people


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "A keeper talks of suicide"}, True),
        ({"need": "help somebody who self-harms"}, True),
        ({"in_short": "If they speak of ending their life, stay."}, True),
        ({"title": "A keeper talks of suicide", "sensitive": True}, False),
        ({"title": "A keeper talks of suicide", "urgent": False}, False),
        ({"title": "A keeper talks of harm to lamps"}, False),
        ({"ask": ("Ask about suicide.",)}, False),  # one question among many
    ],
)
def test_an_urgent_situation_of_suicide_is_sensitive(fields: dict[str, Any], *, told: bool, tiny: Library) -> None:
    library = with_changes(tiny, LAMP_OUT, **{"sensitive": False, "urgent": True, **fields})
    assert [one.ref for one in situations.situations_of_suicide_are_sensitive(library)] == ([LAMP_OUT] if told else [])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://en.wikipedia.org/wiki/Lamp#History", True),
        ("https://en.m.wikipedia.org/wiki/Lamp", True),
        ("https://www.britannica.com/technology/lamp", True),
        ("https://www.lampwikipedia.org/", False),
        ("https://guild.example.org/wiki/wikipedia.org", False),
        ("https://encyclopedia.com.example.org/", False),
    ],
)
def test_no_address_is_that_of_an_encyclopaedia(address: str, *, told: bool) -> None:
    assert ("encyclopaedia" in webchecks.web(address)) == told
