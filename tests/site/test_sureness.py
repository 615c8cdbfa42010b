"""How sure we are: a label beside the title and, for a study, a sentence before its findings."""

from __future__ import annotations

import pytest

from almanac.content.kinds.abstract import Abstract, Uncertain
from almanac.content.model import Library
from almanac.site import sureness

READ = "Based on the abstract; we have not read the full paper."


@pytest.fixture
def study(tiny: Library) -> Abstract:
    found = tiny.get("abstract/tamm-1999")
    assert isinstance(found, Abstract)
    return found.model_copy(update={"uncertain": (), "verified": ("title", "findings")})


def with_limits(study: Abstract, limits: str | None) -> Abstract:
    assert study.summary
    return study.model_copy(update={"summary": study.summary.model_copy(update={"limits": limits})})


@pytest.mark.parametrize(
    ("limits", "read", "left"),
    [
        (f"One island. {READ} Few keepers.", READ, "One island. Few keepers."),
        (READ, READ, ""),
        ("One island.  Based on the\n abstract; we have not read the full paper.", READ, "One island."),
        ("Based on the published data record; we have not read the full paper. One island.",
         "Based on the published data record; we have not read the full paper.", "One island."),
        ("One island.", "", "One island."),
        (None, "", ""),
    ],
)  # fmt: skip
def test_what_was_read_is_said_once_and_above(limits: str | None, read: str, left: str, study: Abstract) -> None:
    shown = with_limits(study, limits)
    assert shown.summary
    assert (sureness.read_how(shown), sureness.limits(shown.summary)) == (read, left)


def test_findings_that_were_not_seen_are_said_above(study: Abstract) -> None:
    unseen = study.model_copy(update={"verified": ("title",)})
    assert sureness.read_how(unseen) == "We have not seen these findings on a page of the publisher or a university."
    doubt = Uncertain(field="findings", note="the page gives two numbers")
    assert sureness.read_how(unseen.model_copy(update={"uncertain": (doubt,)})) == "The page gives two numbers."
    assert sureness.read_how(unseen.model_copy(update={"summary": None, "no_summary_yet": True})) == ""


def test_one_word_by_the_title_says_whether_all_is_confirmed(tiny: Library, study: Abstract) -> None:
    assert sureness.chip(study) == "Checked 2 January 2026"
    doubtful = study.model_copy(update={"uncertain": (Uncertain(field="pages", note="perhaps"),)})
    assert sureness.chip(doubtful) == "Not all confirmed, checked 2 January 2026"
    for kind in ("provision", "event"):
        _, entry = tiny.of(kind)[0]
        assert not sureness.is_doubtful(entry.model_copy(update={"confidence": "confirmed"}))
        assert sureness.is_doubtful(entry.model_copy(update={"confidence": "known"}))


def test_an_article_without_its_volume_is_told_apart(study: Abstract) -> None:
    assert not study.lacks_volume
    assert study.model_copy(update={"volume": None}).lacks_volume
    assert not study.model_copy(update={"volume": None, "type": "report"}).lacks_volume
