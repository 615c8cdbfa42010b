from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almanac.content.problem import Problem
from almanac.content.yamlfile import incremental, limits, parser
from almanac.content.yamlfile.document import Document
from tests.conftest import DATA

FILE = "content/roles.yaml"
FORMS = (
    '    text: "a lamp',
    '      and oil"',
    "    text: >-",
    "    text: |1",
    "    text: |+",
    "      Trim the wick.",
    "      # no remark",
    "  # a remark",
    "   # another",
    "    said: a lamp",
    "      and oil # not read",
    "    list: [a, b,",
    "    - c]",
    "    list:",
    "    - one",
    "      - two",
    "    first: &a lamp",
    "    again: *a",
    "    said: !lamp x",
    "    {a: b}: c",
    "  - ",
    "  -",
    "  - lamp",
    "  - |",
    "  - [a,",
    "  - 'a",
    "  - - a",
    "- key: d",
    " - key: e",
    "   - key: f",
    "---",
    "...",
    "%YAML 1.1",
    "terms:",
    "\t- a",
    "",
    "    ",
    "x\ry: z",
    "    said: a\u2028  - b",
    "    key: twice",
    "\0",
)
LINES = st.lists(st.sampled_from((*FORMS, "  - key: a", "  - key: b", "    title: Lamps & oil")), max_size=7)
HEADINGS = st.sampled_from(
    ("roles:", "roles: ", "# x\n\nroles:\n  # y", "roles: [", 'roles: "', "a: b\nroles:", "roles: |")
)
BEFORE = "roles:\n  - key: a\n    title: Lamps & oil\n  - key: b\n"


def document(text: str) -> Document | None:
    found, problems = parser.parse(text, FILE)
    return None if problems else found


@settings(max_examples=1500)
@given(HEADINGS, LINES, st.integers(0, 7), LINES, st.sampled_from(("", "\n")))
def test_what_is_said_again_is_what_the_whole_file_says(
    heading: str, lines: list[str], place: int, others: list[str], end: str
) -> None:
    changed = "\n".join((heading, "  - key: a", *lines[:place], *others, *lines[place:])) + end
    for text in (BEFORE, "\n".join((heading, "  - key: a", *lines))):
        before = document(text)
        again = before and incremental.read(changed, FILE, before)
        assert again in (None, document(changed))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("spaces", [0, 2, 3])
def test_a_line_of_any_form_changes_nothing_of_this(form: str, spaces: int) -> None:
    def indented(text: str) -> str:
        return text.replace("\n  ", "\n" + " " * spaces)

    before = document(indented(BEFORE))
    assert before
    for after in ("    title: Lamps", "      and oil", '    said: oil"', "    - c]", "  - key: c", ""):
        changed = indented(f"{BEFORE}{form}\n{after}\n  - key: d\n")
        assert incremental.read(changed, FILE, before) in (None, document(changed))
    changed = indented(f"{BEFORE}    title: Lamps\n    said: >-\n      Oil\n")
    assert incremental.read(changed, FILE, before) == document(changed)


def test_only_what_changed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DATA / "library/content/terms.yaml").read_text("utf-8")
    before = document(text)
    assert before
    changed = text.replace("\n    name: ", "\n    # a remark\n    name: Lamp ", 1)
    whole = document(changed)
    asked: list[str] = []
    parse = parser.parse

    def noting(text: str, file: str) -> tuple[Document | None, list[Problem]]:
        asked.append(text)
        return parse(text, file)

    monkeypatch.setattr(parser, "parse", noting)
    assert incremental.read(changed, FILE, before) == whole
    assert len(asked) == 1
    assert asked[0] in f"terms:\n{changed}"
    assert incremental.read(text.replace("\n  - ", "\n  -  "), FILE, before) is None


def test_too_many_values_are_left_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    before = document(BEFORE)
    assert before
    assert incremental.read(BEFORE + "  - key: c\n", FILE, before)
    monkeypatch.setattr(limits, "MAX_VALUES", 18)
    assert incremental.read(BEFORE + "  - key: c\n", FILE, before) is None
