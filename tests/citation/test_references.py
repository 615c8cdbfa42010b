"""References in Harvard and APA, with each known slip of citeproc-py put right."""

from __future__ import annotations

from typing import Any

import pytest

from almanac.citation.references import Kept, Reference, reference
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.model import Library


@pytest.fixture
def study(tiny: Library) -> Abstract:
    found = tiny.entries["abstract/tamm-1999"]
    assert isinstance(found, Abstract)
    return found


def made(study: Abstract, style: str = "harvard", /, **changes: Any) -> Reference:
    return reference(study.model_copy(update=changes), style, {})


def test_quotation_marks_and_dashes_are_british(study: Abstract) -> None:
    assert (
        "‘Light &amp; &lt;shade&gt;: 12 lamps on the Isle of Øre’, <i>Journal of Invented Lamps</i>" in made(study).html
    )
    assert "pp. 10–19" in made(study).after


def test_titles_are_escaped(study: Abstract) -> None:
    html = made(study, title="<script>alert(1)</script> & more").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<script>" not in html


def test_a_study_without_volume_is_no_preprint(study: Abstract) -> None:
    assert "Preprint" not in made(study, volume=None, issue=None, pages=None).html


def test_authors_not_known_are_et_al(study: Abstract) -> None:
    one: dict[str, Any] = {"authors": (Author(family="Campbell", given="Jim"),), "others": True}
    assert made(study, **one).before == "Campbell, J. et al. ("
    assert made(study, "apa", **one).before == "Campbell, J. et al. ("
    assert made(study, **one).intext == "(Campbell et al., 1999)"


def test_a_thesis_says_so(study: Abstract) -> None:
    changes: dict[str, Any] = dict.fromkeys(("container", "doi", "volume", "issue", "pages")) | {
        "type": "thesis",
        "publisher": "University of Øre",
    }
    assert "Thesis. University of Øre" in made(study, **changes).after
    assert "[Thesis, University of Øre]" in made(study, "apa", **changes).after
    address = "https://theses.example/1"
    assert made(study, "apa", **changes, url=address).after.endswith(f"Øre [Thesis, University of Øre]. {address}")


def test_no_full_stop_stands_twice(study: Abstract) -> None:
    assert ".." not in made(study, "apa", title="A title with its own stop.").after
    assert "?." not in made(study, "apa", title="Do keepers sleep?").after
    report: dict[str, Any] = dict.fromkeys(("container", "volume", "issue", "pages")) | {
        "type": "report",
        "title": "Do keepers sleep?",
        "publisher": "Øre Press",
    }
    for style in ("harvard", "apa"):
        assert "<i>Do keepers sleep?</i> Øre Press" in made(study, style, **report).html


NESTED = [
    ("‘Wick’ and light", "‘“Wick” and light’"),
    ("'The stuff that I'm able to see': lamps", "‘“The stuff that I'm able to see”: lamps’"),
    ("Keepers' views of ‘their’ lamps", "‘Keepers' views of “their” lamps’"),
    ("Lamps: ‘A Fool’s Errand’?", "‘Lamps: “A Fool’s Errand”?’"),
    ('"Light" & keepers’ nights', '‘"Light" &amp; keepers’ nights’'),
]


@pytest.mark.parametrize(("title", "shown"), NESTED)
def test_quotation_marks_within_quotation_marks_are_double(title: str, shown: str, study: Abstract) -> None:
    assert f" {shown.removesuffix('’')}" in made(study, title=title).html
    assert f"). {title}" in made(study, "apa", title=title).after


def test_a_body_stands_in_the_alphabet_by_its_name(study: Abstract) -> None:
    body, person, early = (
        made(study, authors=(Author.model_validate(name),)).sort
        for name in ({"body": "Skills for Care"}, {"family": "Tamm", "given": "Ida"}, {"family": "Abel", "given": "A."})
    )
    assert early < body < person


def test_references_are_kept_and_made_anew_when_the_study_changes(study: Abstract) -> None:
    kept: Kept = {}
    first = reference(study, "apa", kept)
    assert reference(study, "apa", kept) == first
    assert len(kept) == 1
    reference(study.model_copy(update={"year": 2001}), "apa", kept)
    assert len(kept) == 2


def test_every_study_has_both_references(content: Library) -> None:
    some = [entry for _, entry in content.of("abstract") if isinstance(entry, Abstract)][::20]
    assert len(some) > 10
    for one in some:
        for style in ("harvard", "apa"):
            found = made(one, style)
            assert found.year == str(one.year)
            assert found.before
            assert found.after
