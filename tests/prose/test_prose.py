"""The check of prose: first on invented texts in which it must find faults, then on the whole project."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.prose import judge, passages
from tests.prose.judge import Finding, Phrase
from tests.prose.passages import Passage

LISTED = judge.phrases()


@functools.cache
def prose() -> tuple[Passage, ...]:
    return tuple(passages.of_project(PROJECT))


def found(project: Path, file: str, text: str) -> list[Finding]:
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return list(judge.phrases_in(passages.of_project(project), LISTED))


def test_the_project_holds_no_phrase_that_readers_stumble_over() -> None:
    assert len(prose()) > 1_000, "this test must have looked"
    left = judge.without(prose(), judge.exceptions("phrase"))
    assert [str(finding) for finding in judge.phrases_in(left, LISTED)] == []


def test_no_file_has_more_long_sentences_than_its_bound() -> None:
    assert judge.over(judge.long_sentences(list(prose())), judge.exceptions("long")) == []


@pytest.mark.parametrize("phrase", LISTED, ids=lambda phrase: phrase.shown)
def test_each_phrase_is_found_in_a_made_text_and_not_in_what_to_write_instead(phrase: Phrase) -> None:
    made = Passage.of("made.md", 1, phrase.shown)
    assert [finding.write for finding in judge.phrases_in([made], [phrase])] == [phrase.write]
    assert phrase.find.search(phrase.write) is None


@pytest.mark.parametrize("row", [*judge.exceptions("phrase"), *judge.exceptions("long")], ids=str)
def test_each_exception_has_its_reason(row: dict[str, str]) -> None:
    assert row["reason"].endswith(".")


def test_a_finding_names_file_line_and_what_to_write(tmp_path: Path) -> None:
    text = "roles:\n  - key: e\n    summary: >-\n      A keeper of\n      wicks serves a\n      body.\n"
    assert [str(finding) for finding in found(tmp_path, "content/roles.yaml", text)] == [
        'content/roles.yaml:6 found "body". Write: organisation (but: public body).'
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "content/abstracts/a.yaml",
            "abstracts:\n  - title: A sort of wick\n    authors:\n      - body: A sort of wick\n",
        ),
        ("content/roles.yaml", "roles:\n  - summary: They wrote that ‘a sort of wick’ burns.\n"),
        ("docs/x.md", "# Wicks\n\nThey wrote “a sort of wick” and `a sort of wick`.\n"),
        ("almanac/site/templates/pages/x.html", '{# a sort of wick #}<p class="a sort">“a sort of wick”</p>'),
        ("docs/assets/js/x.js", "// a sort of wick\nconst wick = sort.of(1);\n"),
        ("almanac/content/x.py", '"""A sort of wick."""\nWICK = "sortof"\n'),
    ],
)
def test_titles_quotations_and_code_are_exempt(file: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, file, text) == []


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("content/abstracts/a.yaml", "abstracts:\n  - title: Wicks\n    asked: What sort of wick it is.\n", 3),
        ("docs/x.md", "---\ntitle: Wicks\n---\n\n# Wicks\n\nA long\nsort of wick.\n", 8),
        ("docs/x.md", '# Wicks\n\n{{ shelf("Every sort of wick") }}\n', 3),
        ("almanac/site/templates/pages/x.html", "<h1>{{ title }}</h1>\n<p>Every sort of wick</p>\n", 2),
        ("docs/assets/js/x.js", "\nsay(`${number} sort of wick`);\n", 2),
        ("almanac/content/x.py", '\n\nTEXT = f"This sort of {wick}."\n', 3),
    ],
)
def test_every_format_is_read_at_its_line(file: str, text: str, line: int, tmp_path: Path) -> None:
    assert [(finding.file, finding.line, finding.found) for finding in found(tmp_path, file, text)] == [
        (file, line, "sort of")
    ]


def test_a_heading_is_judged_where_it_stands_alone_only(tmp_path: Path) -> None:
    assert [finding.found for finding in found(tmp_path, "docs/x.md", "# Words\n\nWords are kept.\n")] == ["# Words"]


def test_an_exception_excuses_its_words_in_its_files() -> None:
    rows = [{"file": "docs/*", "words": "sort of wick", "reason": "Made."}]
    text = "A sort of wick and a sort of lamp."
    for file, left in (("docs/x.md", 1), ("README.md", 2)):
        made = [Passage.of(file, 1, text)]
        assert len(list(judge.phrases_in(judge.without(made, rows), LISTED))) == left


def test_a_sentence_of_more_than_thirty_words_is_found_and_counted_against_the_bound() -> None:
    long = "Wicks burn. Lamps, " + "and lamps, " * 15 + "burn."
    made = [Passage.of("docs/x.md", 7, "Short.\n" + long)]
    sentences = list(judge.long_sentences(made))
    assert [str(finding) for finding in sentences] == [
        'docs/x.md:8 found "Lamps, and lamps, and lamps, and …". Write: two sentences: this one has 32 words.'
    ]
    assert judge.over(sentences, [{"file": "docs/*", "most": 1, "reason": "Made."}]) == []
    assert judge.over(sentences, []) == ["docs/x.md: 1 sentences of more than 30 words, at most 0 allowed"]


def test_passive_verbs_are_told() -> None:
    made = [Passage.of("docs/x.md", 3, "The wick was bought by a keeper.")]
    assert [(finding.line, finding.found) for finding in judge.passives(made)] == [(3, "bought")]


def test_the_reading_age_is_told_file_by_file_the_hardest_first() -> None:
    easy = "The lamp is lit. The keeper can see it. He goes home."
    hard = "Notwithstanding any preceding authorisation, responsibility for illumination remains the municipality's."
    made = [
        Passage.of("lamps/a.yaml", 1, easy),
        Passage.of("lamps/b.yaml", 1, hard),
        Passage.of("boats/c.yaml", 1, hard),
    ]
    (oldest, first), (youngest, last) = judge.reading_ages(made, "lamps/")
    assert (first, last) == ("lamps/b.yaml", "lamps/a.yaml")
    assert youngest < 8
    assert oldest > 20
