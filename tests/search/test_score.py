"""The search scores meet their thresholds and are counted correctly."""

from __future__ import annotations

from pathlib import Path

from tests.search.score import Answer, Query, below_the_gate, by_family, by_node, queries

HELD_OUT = 3  # every third query


def answer(kind: str, place: int) -> Answer:
    return Answer(Query("q", kind, ("a.html",), holdout=False), place, "")


def test_every_third_query_is_held_out_and_none_is_asked_twice() -> None:
    asked = queries()
    assert len(asked) >= 300
    assert [query.holdout for query in asked] == [not number % HELD_OUT for number in range(1, len(asked) + 1)]
    assert len({query.query for query in asked}) == len(asked)


def test_the_worst_kind_is_gated_and_not_the_mean_alone() -> None:
    good = [answer("law", 1) for _ in range(98)]
    assert below_the_gate(good) == []
    assert below_the_gate([*good, answer("question: who", 3), answer("question: can", 4)]) == [
        "Of the kind 'question' they answer 0.500; 0.85 is asked."
    ]
    assert list(by_family([*good, answer("question: who", 0)])) == ["question", "law"]


def test_a_mean_below_the_gate_is_told() -> None:
    kinds = [answer(f"kind{number}", place) for number in range(5) for place in (1,) * 9 + (0,)]
    assert below_the_gate(kinds) == ["The first three results answer 0.900 of all queries; 0.95 is asked."]


def test_a_query_whose_pages_are_gone_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("", "utf-8")
    kept, gone = Query("q", "law", ("b.html", "a.html"), holdout=False), Query("q", "law", ("b.html",), holdout=False)
    assert (kept.outdated(tmp_path), gone.outdated(tmp_path)) == (False, True)


def test_the_search_answers_what_practitioners_ask(built: Path) -> None:
    found = by_node(built, [query for query in queries() if not query.outdated(built)])
    assert below_the_gate(found) == []
