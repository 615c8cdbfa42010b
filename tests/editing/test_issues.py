"""Issue forms are made from the models and read back into entries; an invalid answer is explained in words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from almanac.content.kinds import BY_NAME, KINDS, Kind
from almanac.content.load import load
from almanac.content.yamlfile import parser
from almanac.editing import commands
from almanac.editing.issues import entry, fields, forms, outline
from almanac.site import urls
from tests.conftest import DATA, PROJECT

TODAY = "2026-01-03"


def row_of(kind: Kind) -> dict[str, Any]:
    document, _ = parser.read(DATA / "tiny" / f"{kind.plural}.yaml", kind.plural)
    assert document
    rows: list[dict[str, Any]] = document.data[kind.plural]
    return rows[0]


def outlined(value: Any, indent: int = 0) -> str:
    """Return a value as a person types it into a form."""
    pad = " " * indent
    if isinstance(value, Mapping):
        return "\n".join(
            f"{pad}{name}:\n{outlined(held, indent + 2)}"
            if isinstance(held, (Mapping, list))
            else f"{pad}{name}: {said(held)}"
            for name, held in value.items()
        )
    if isinstance(value, list):
        return "\n".join(f"{pad}- {outlined(one, indent + 2).strip()}" for one in value)
    return f"{pad}{said(value)}"


def said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def body(kind: Kind, row: Mapping[str, Any]) -> str:
    """Return the issue that GitHub makes of a form filled in with an entry."""
    parts = [f"### {forms.KIND_QUESTION}\n\n{forms.kind_label(kind)}"]
    for one in fields.questions(kind):
        value = row.get(one.name)
        plain = isinstance(value, list) and one.model is None
        told = "_No response_" if value is None else "\n".join(map(said, value)) if plain else outlined(value)
        if plain and one.options:
            told = ", ".join(value or ())
        parts.append(f"### {one.label}\n\n{told}")
    return "\n\n".join(parts)


def as_text(value: Any) -> Any:
    """Return values as text, so that a number equals its digits."""
    if isinstance(value, Mapping):
        return {name: as_text(held) for name, held in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return " ".join(str(value).split())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_form_asks_for_everything_that_an_entry_needs(kind: Kind) -> None:
    form = yaml.safe_load(forms.forms()[f"add-{kind.name}.yml"])
    asked = {one["id"]: one for one in form["body"] if "id" in one}
    needed = {name for name, about in kind.model.model_fields.items() if about.is_required()}
    assert needed <= set(asked) | fields.NOT_ASKED
    labels = [one["attributes"]["label"] for one in asked.values()]
    assert len(labels) == len(set(labels))
    assert all(re.fullmatch(r"[a-z_]+", name) for name in asked)
    several = [one["attributes"] for one in asked.values() if one["attributes"].get("multiple")]
    assert not [option for one in several for option in one["options"] if "," in option], (
        "the answer has commas between"
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_form_filled_in_with_an_entry_gives_that_entry(kind: Kind) -> None:
    row = row_of(kind)
    told, answers = entry.parse_form(body(kind, row))
    assert told is kind
    made, wrong = entry.read(kind, answers, TODAY)
    assert wrong == []
    left_out = fields.NOT_ASKED
    assert as_text({name: held for name, held in made.items() if name not in left_out}) == as_text(
        {name: held for name, held in row.items() if name not in left_out}
    )


def test_the_forms_are_those_of_the_models() -> None:
    folder = PROJECT / forms.FOLDER
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == forms.forms(), "run make schemas"


def term(**changes: Any) -> str:
    row = {
        "key": None,
        "name": "lamp oil: fine",
        "definition": "What a lamp burns. It says: no.",
        "also": {"lay": ["oil", "fuel, light"]},
        "topics": ["wick"],
        "sources": [{"source": "harbour-book", "at": "page 9: oil"}],
        "checked": "2026-01-02",
        "checked_how": "source document",
    }
    return body(next(kind for kind in KINDS if kind.name == "term"), {**row, **changes})


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "tiny", tmp_path / "content"))


def test_a_well_filled_form_becomes_an_entry_that_passes_and_nothing_else_changes(content: Path) -> None:
    before = {path: path.read_text("utf-8") for path in content.glob("*.yaml")}
    made = entry.entry_from_form(content, term(), TODAY)
    assert (made.kind.name, made.key, made.wrong) == ("term", "lamp-oil-fine", ())
    entry.write(made)
    assert load(content).get("term/lamp-oil-fine").label == "lamp oil: fine"
    assert {path.name for path in before if path.read_text("utf-8") != before[path]} == {"terms.yaml"}
    lines = (content / "terms.yaml").read_text("utf-8").splitlines()
    assert [line for line in before[content / "terms.yaml"].splitlines() if line not in lines] == []
    assert entry.reply(made).startswith("Thank you. We have proposed this entry as `term/lamp-oil-fine`.")


@pytest.mark.parametrize(
    ("changes", "label", "said_of_it"),
    [
        ({"definition": None}, "Definition", ""),
        ({"checked": "yesterday"}, "Checked", "yesterday"),
        ({"checked_how": "by heart"}, "Checked how", "by heart"),
        ({"sources": [{"source": "harbour-bok", "at": "x"}]}, "Sources", "harbour-book"),
        ({"key": "wick"}, "Key", "is taken"),
        ({"key": "../x"}, "Key", "small letters"),
        ({"sources": "sorce: x"}, "Sources", 'Did you mean "source"?'),
        ({"also": "lay: a\nlay: b"}, "Other names", "stands twice"),
    ],
)
def test_what_is_to_be_put_right_is_said_by_question(
    changes: dict[str, Any], label: str, said_of_it: str, content: Path
) -> None:
    made = entry.entry_from_form(content, term(**changes), TODAY)
    assert made.changed == {}
    assert any(question.startswith(label) and said_of_it in message for question, message in made.wrong), made.wrong
    assert f"- **{label}" in entry.reply(made)


@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch /tmp/x) `id` ${HOME} ; rm -rf /",
        "{{ 7*7 }} <script>alert(1)</script>",
        "a: b\n\n### Key\n\nstolen",
        "*alias &anchor !!python/object/apply:os.system [x]",
        "::set-output name=x::y",
    ],
)
def test_hostile_text_is_text_or_is_refused(hostile: str, content: Path) -> None:
    made = entry.entry_from_form(content, term(definition=hostile), TODAY)
    if not made.wrong:
        entry.write(made)
        found = load(content).get(f"term/{made.key}")
        assert " ".join(hostile.split()) == found.definition  # type: ignore[attr-defined]
    assert re.fullmatch(r"[a-z0-9-]+", made.key)


@pytest.mark.parametrize(
    ("field", "told", "made"),
    [
        ("website", "https://guild.example.org/", {"address": "https://guild.example.org/"}),
        ("phones", "0808 157 0000", [{"number": "0808 157 0000"}]),
        ("phones", "- 0808 157 0000\n- 111", [{"number": "0808 157 0000"}, {"number": "111"}]),
        ("emails", "a@guild.example.org; b@guild.example.org", ["a@guild.example.org", "b@guild.example.org"]),
        ("nations", "[Wales, England]", ["Wales", "England"]),
    ],
)
def test_an_answer_without_the_names_of_its_parts_is_taken(field: str, told: str, made: Any) -> None:
    one = next(one for one in fields.questions(BY_NAME["organisation"]) if one.name == field)
    assert fields.answer(one, told) == made


def test_authors_in_a_list_of_texts_are_answered() -> None:
    answers = {"title": "Wicks", "authors": "- Ida Tamm\n- Bo Wick", "year": "2020"}
    made, _ = entry.read(BY_NAME["abstract"], answers, "2026-01-03")
    assert made["key"]


@pytest.mark.parametrize("text", ["", "Hello", "### What are you adding?\n\nA bomb", "x" * 80_000])
def test_an_issue_that_is_no_form_is_left_alone(text: str) -> None:
    with pytest.raises(entry.NotAFormError):
        entry.parse_form(text)


def test_an_outline_has_limits() -> None:
    names = frozenset({"a", "b"})
    assert outline.read("a: x: y\n  more\nb:\n  - one\n  - two", names) == {"a": "x: y more", "b": ["one", "two"]}
    deep = "\n".join(f"{'  ' * number}-" for number in range(20)) + " x"
    for text in ("\n".join(["a: x"] * 500), deep, "zz: x"):
        with pytest.raises(outline.OutlineError):
            outline.read(text, names)


def test_the_command_writes_the_entry_or_the_answer(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "CONTENT", content)
    issue, answer = tmp_path / "issue.md", tmp_path / "answer.md"
    issue.write_text(term(definition=None), "utf-8")
    with pytest.raises(commands.NotFilledError, match="Definition: "):
        commands.from_issue(issue, TODAY, answer)
    assert "something needs to be put right" in answer.read_text("utf-8")
    issue.write_text(term(), "utf-8")
    commands.from_issue(issue, TODAY, answer)
    assert capsys.readouterr().out == "term/lamp-oil-fine\n"


def test_a_correction_opens_the_form_that_names_the_entry() -> None:
    address = urls.suggest_url("https://git.example/almanac/", "organisation/mind", "Mind & more")
    parts = urlsplit(address)
    asked = {name: value for name, (value,) in parse_qs(parts.query).items()}
    form = yaml.safe_load(forms.forms()[asked["template"]])
    assert parts.path == "/almanac/issues/new"
    assert asked["entry"] == "organisation/mind"
    assert set(asked) - {"template", "title"} <= {one.get("id") for one in form["body"]}
