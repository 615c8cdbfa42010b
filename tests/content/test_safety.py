"""Advice on methods of suicide and self-harm, on secrets, on patterns that were pasted, and on chatbots as sources."""

from __future__ import annotations

import re

import pytest

from almanac.content.checks import duplicates, phrases, safety
from almanac.content.kinds.organisation import Website
from almanac.content.model import Library
from tests.conftest import PROJECT, with_changes

ROLE, TAMM, LAMP_OUT, GUILD = "role/a", "abstract/tamm-1999", "situation/lamp-is-out", "organisation/lamp-guild"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Do they have 16 g of oil, which is a lethal dose?", "16 g of oil, which is a lethal"),
        ("Are there ligature points?", "ligature points"),
        ("Do they talk of hanging themselves?", "hanging themselves"),
        ("Hanging themselves is what they fear.", "Hanging themselves"),
        ("Have they cut their wrists?", "cut their wrists"),
        ("She jumped from a bridge.", "jumped from a bridge"),
        ("It is a fatal amount.", "fatal amount"),
        ("He took 30 tablets, enough to kill.", "30 tablets, enough to kill"),
    ],
)
def test_methods_are_left_out(text: str, word: str, tiny: Library) -> None:
    library = with_changes(tiny, ROLE, summary=text)
    assert [one.word for one in safety.no_methods_are_given(library)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 if they have taken an overdose.",
        "Self-harm means self-injury or self-poisoning.",
        "They had non-fatal thoughts. Give 5 mg of oil a day; do not hang up.",
        "The lamp hangs by its wick. They jumped at the chance.",
    ],
)
def test_what_is_no_method_is_left_as_it_is(text: str, tiny: Library) -> None:
    assert list(safety.no_methods_are_given(with_changes(tiny, ROLE, summary=text))) == []


def test_a_study_may_name_what_it_counted(tiny: Library) -> None:
    assert list(safety.no_methods_are_given(with_changes(tiny, TAMM, setting="Ligature points", summary=None))) == []


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        ("Promise not to tell anyone.", "Promise not to tell"),
        ("Then leave them alone to calm down.", "leave them alone"),
        ("Keep it a secret if they ask.", "Keep it a secret"),
        ("Never promise to keep it secret.", ""),
        ("Do not leave them on their own.", ""),
        ("Say that you cannot keep this secret.", ""),
    ],
)
def test_danger_is_kept_no_secret(ask: str, word: str, tiny: Library) -> None:
    library = with_changes(tiny, LAMP_OUT, ask=(ask,), urgent=True)
    assert [one.word for one in safety.danger_is_kept_no_secret(library)] == ([word] if word else [])
    assert list(safety.danger_is_kept_no_secret(with_changes(library, LAMP_OUT, urgent=False, sensitive=False))) == []


def test_a_pattern_is_changed_in_every_line(tiny: Library) -> None:
    fields = {"name": "Example Trust", "website": Website(address="https://www.example.org/")}
    [found] = duplicates.no_pattern_is_left(with_changes(tiny, GUILD, **fields))
    assert (found.ref, found.field) == (GUILD, ("name",))
    assert "and so is website" in found.message
    assert list(duplicates.no_pattern_is_left(tiny)) == []


def test_the_pattern_is_that_of_the_guide() -> None:
    guide = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    blocks = "\n".join(re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL))
    assert [text for text in duplicates.PATTERN if text not in blocks] == []


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("ChatGPT, 21 November 2026", "ChatGPT"),
        ("Microsoft Copilot", "Microsoft Copilot"),
        ("answer of Gemini on 3 May 2026", "answer of Gemini"),
        ("asked an AI chatbot", "asked an AI chatbot"),
        ("page 7", ""),
        ("ChatGPT and social work: a review, page 3", ""),
        ("Claude, M. (2019), page 4", ""),
        ("Lamps and Copilots Review, page 2", ""),
    ],
)
def test_a_chatbot_is_no_source(place: str, word: str, tiny: Library) -> None:
    source = tiny.get(ROLE).sources[0].model_copy(update={"at": place})
    found = list(phrases.no_source_is_a_chatbot(with_changes(tiny, ROLE, sources=(source,))))
    assert [(one.field, one.word) for one in found] == ([(("sources", 0, "at"), word)] if word else [])
