from __future__ import annotations

import pytest

from almanac.content.kinds.term import Term
from almanac.content.model import Library
from almanac.site.glossary import Explainer, glossary, glossary_of
from tests.rendering import entry_page


@pytest.fixture
def explainer(tiny: Library) -> Explainer:
    return Explainer(glossary_of(tiny))


def test_the_first_use_is_explained_and_no_other(explainer: Explainer) -> None:
    html = explainer.text("The WK met a WK.")
    assert html.count('role="button"') == 1
    assert 'aria-describedby="means-wick">WK</span>' in html
    assert '<a href="../terms/wick.html">Glossary entry</a>' in html
    assert 'role="tooltip" id="means-wick">wick keeper. A person who looks after the wick of a lamp.</span>' in html
    assert explainer.text("WK") == "WK"


@pytest.mark.parametrize(
    ("text", "found"),
    [("Snuffers slept", "Snuffers"), ("wick keepers", "wick keepers"), ("Two WKs,", "WKs"), ("(WK)", "WK")],
)
def test_plurals_capitals_and_punctuation_are_no_hindrance(text: str, found: str, explainer: Explainer) -> None:
    assert f">{found}</span>" in explainer.text(text)


@pytest.mark.parametrize("text", ["wk", "WKX", "AWK", "snuffery", "a wick"])
def test_what_is_not_the_term_is_left_alone(text: str, explainer: Explainer) -> None:
    assert explainer.text(text) == text


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("The Office of Lamps wrote.", True),
        ("an Office of Lamps and two boats", True),
        ("Office of Lamps in Wales", True),
        ("the Office of Lamps and Wicks", False),
        ("the Office of Lamps Act", False),
        ("the North Harbour Office of Lamps", False),
    ],
)
def test_a_name_within_the_name_of_another_body_is_left_alone(text: str, explained: bool, tiny: Library) -> None:  # noqa: FBT001
    snuffer = tiny.get("term/snuffer")
    assert isinstance(snuffer, Term)
    office = snuffer.model_copy(update={"name": "Office of Lamps", "abbreviation": None})
    assert ("<span" in Explainer(glossary([office])).text(text)) == explained


def test_text_is_escaped_around_and_inside(explainer: Explainer) -> None:
    assert explainer.text("<b> & WK <i>").startswith("&lt;b&gt; &amp; <span")


def test_in_html_only_the_running_text_of_paragraphs_is_explained(explainer: Explainer) -> None:
    html = '<h2>WK</h2><ul><li>WK</li></ul><p class="WK"><a href="#">WK</a> and <b>WK</b> &amp; <br>more</p>'
    assert explainer.html(html).replace("<b><span", "<b>\n<span").splitlines()[0] == (
        '<h2>WK</h2><ul><li>WK</li></ul><p class="WK"><a href="#">WK</a> and <b>'
    )
    assert explainer.html("<p>&amp; <br>x</p>") == "<p>&amp; <br>x</p>"


def test_a_terms_own_page_does_not_explain_it(tiny: Library) -> None:
    assert "means-wick" not in entry_page(tiny, "term/wick")["body"]
    assert "means-wick" in entry_page(tiny, "situation/lamp-is-out")["body"]
