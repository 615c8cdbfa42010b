from __future__ import annotations

from unittest.mock import Mock

import pytest

from almanac.content.model import Library
from almanac.publish.context import Context
from almanac.publish.prose import BEGIN, END, MacroError, poured
from almanac.site.health import health
from almanac.site.slots import Call
from tests.conftest import SITE


def page(tiny: Library, *calls: Call, around: str = "{}") -> str:
    slots = "".join(call.slot(alone=False) for call in calls)
    return poured(around.format(slots), Context(tiny, SITE, "about/index.html"))


def test_a_macro_says_what_it_says_in_its_slot(tiny: Library) -> None:
    call = Call("link", ["organisation/lamp-guild"], {"text": "the guild"}, "docs/about/index.md:3")
    assert page(tiny, call) == '<a href="../directory/lamp-guild.html">the guild</a>'


def test_terms_are_explained_in_what_was_written_alone(tiny: Library) -> None:
    written = f"<p>A WK.</p>{BEGIN}<p>A WK.</p>{END}<p>A WK.</p>"
    told = poured(written, Context(tiny, SITE, "x.html"))
    assert told.startswith("<p>A WK.</p><p>A <span")
    assert told.endswith("<p>A WK.</p>")
    assert told.count('role="tooltip"') == 1
    assert BEGIN not in told


def test_the_version_and_its_day_stand_on_every_page(tiny: Library) -> None:
    assert poured("@@version@@ of @@day@@", Context(tiny, SITE, "x.html")).startswith(f"{tiny.version} of ")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (Call("link", ["role/z"], {}, "docs/a.md:6"), 'docs/a.md:6: no entry "role/z".'),
        (Call("entries", ["role"], {"by": "hue"}, "docs/a.md:8"), 'docs/a.md:8: no list goes by "hue".'),
        (Call("label", [7], {}, "docs/a.md:9"), "docs/a.md:9: "),
    ],
)
def test_a_wrong_argument_is_told_with_its_place(call: Call, said: str, tiny: Library) -> None:
    with pytest.raises(MacroError) as error:
        page(tiny, call)
    assert str(error.value).startswith(said)


def test_every_wrong_call_of_a_page_is_told(tiny: Library) -> None:
    calls = [Call("link", [f"role/{key}"], {}, f"docs/a.md:{line}") for line, key in ((6, "z"), (7, "a"), (8, "y"))]
    with pytest.raises(MacroError) as error:
        page(tiny, *calls)
    assert [line.partition(" ")[0] for line in str(error.value).splitlines()] == ["docs/a.md:6:", "docs/a.md:8:"]


def test_the_health_of_the_data_is_made_once_for_all_its_parts_on_a_page(
    tiny: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Mock(side_effect=health)
    monkeypatch.setattr("almanac.publish.context.health", made)
    calls = (Call("health", [part], {}, "docs/a.md:1").slot(alone=True) for part in ("kinds", "links"))
    assert poured("".join(calls), Context(tiny, SITE, "a.html"))
    assert made.call_count == 1
