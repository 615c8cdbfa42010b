from __future__ import annotations

import pytest

from almanac.content.kinds import KINDS
from almanac.site.pour import Frame, FramesError, frame_of, frames

FRAME = "<title>@@title@@</title><p>@@description@@ @@canonical@@</p>@@body@@<footer>"


def test_a_frame_is_cut_at_its_slots_and_filled() -> None:
    frame = Frame.parse("a@@title@@b@@body@@c@@title@@d")
    assert frame.fill({"title": "@@body@@", "body": "B"}) == "a@@body@@bBc@@body@@d"


def test_a_frame_without_a_body_is_refused() -> None:
    with pytest.raises(FramesError, match="no @@body@@ slot"):
        frames({kind.name: "<html></html>" for kind in KINDS})


def test_a_frame_may_be_filled_in_two_steps() -> None:
    half = Frame.parse("a@@title@@b@@day@@c@@title@@d").filled({"day": "@@title@@"})
    assert half.slots == ("title", "title")
    assert half.fill({"title": "T"}) == "aTb@@title@@cTd"


def test_a_frame_is_known_by_its_mark_which_no_page_carries() -> None:
    marked = "<main><!-- frame: urgent-help -->@@body@@</main>"
    assert frame_of(marked) == "urgent-help"
    assert frame_of("<main>@@body@@</main>") == ""
    assert Frame.parse(marked).fill({"body": "B"}) == "<main>B</main>"


def test_a_kind_without_a_frame_is_named() -> None:
    with pytest.raises(FramesError, match=f"'frame: {KINDS[0].name}'"):
        frames({kind.name: FRAME for kind in KINDS[1:]})
