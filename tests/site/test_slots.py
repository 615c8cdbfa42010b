from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown  # type: ignore[import-untyped]  # it has no types

from almanac.site.slots import Call, call_of, cut

plain = st.one_of(st.text(max_size=20), st.booleans(), st.integers())


@given(plain, plain, st.booleans())
def test_a_call_outlives_markdown(first: object, named: object, alone: bool) -> None:  # noqa: FBT001
    call = Call("entries", [first], {"by": named}, "docs/a.md:3")
    html = markdown(f"# Title\n{call.slot(alone=alone)}\nAnd more.", extensions=["attr_list", "md_in_html"])
    _, names = cut(html)
    assert [call_of(name) for name in names] == [call]


def test_what_stands_alone_is_no_paragraph_and_what_stands_in_a_line_is_of_it() -> None:
    call = Call("count", ["role"], {}, "docs/a.md:3")
    alone, within = markdown(f"Text\n{call.slot(alone=True)}\nmore"), markdown(f"{call.slot(alone=False)} roles")
    assert cut(alone)[0] == ("<p>Text</p>\n", "\n<p>more</p>")
    assert cut(within)[0] == ("<p>", " roles</p>")


def test_a_name_is_no_call() -> None:
    assert cut("a@@title@@b") == (("a", "b"), ("title",))
    assert call_of("title") is None


def test_an_argument_is_a_plain_value() -> None:
    with pytest.raises(TypeError):
        Call("count", [object()], {}, "docs/a.md:3").slot(alone=True)
