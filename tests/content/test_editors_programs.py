"""Messages of editing programs as editors write: none on valid content, and mistakes on the right line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from almanac.content import schemas
from almanac.content.kinds import KINDS
from almanac.content.load import load
from almanac.content.model import Library
from almanac.editing import schemaline
from tests.conftest import DATA, PROJECT
from tests.content.languageserver import LanguageServer, running


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with running() as found:
        yield found


def with_schemas(content: Path, library: Library) -> Path:
    """Add the schemas of today's models and entries to a content folder, and name them in each file."""
    (content / "schemas").mkdir(exist_ok=True)
    for name, text in {**schemas.schemas(), schemas.KEYS: schemas.keys(library)}.items():
        (content / "schemas" / name).write_text(text, "utf-8")
    for path in content.rglob("*.yaml"):
        first = schemaline.line(path, content, path.relative_to(content).parts[0].removesuffix(".yaml"))
        text = path.read_text("utf-8")
        if not text.startswith(first):
            path.write_text(f"{first}\n{text}", "utf-8")
    return content


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    return with_schemas(Path(shutil.copytree(DATA / "tiny", tmp_path_factory.mktemp("world") / "content")), tiny)


def test_nothing_is_said_against_the_content_as_it_is(server: LanguageServer, tmp_path: Path, world: Path) -> None:
    copy = with_schemas(Path(shutil.copytree(PROJECT / "content", tmp_path / "content")), load(PROJECT / "content"))
    files = [*sorted(copy.rglob("*.yaml")), *sorted(world.rglob("*.yaml"))]
    assert len(files) > 20
    found = {path.name: server.findings(path, path.read_text("utf-8")) for path in files}
    assert {name: said for name, said in found.items() if said} == {}


# File, text to replace, replacement; the mistake is in the line of the replacement.
MISTAKES = [
    ("roles", "title: Keeping the lamp", "titel: Keeping the lamp"),
    ("roles", "topics: [wick]", "topics: [wik]"),
    ("roles", "topics: [wick]", "topics: wick"),
    ("roles", "topics: [wick]", "topics: [wick, wick]"),
    ("roles", "law: [lamp-act-1901]", "law: [Lamp Act 1901]"),
    ("roles", "letter: A", "letter: F"),
    ("roles", "checked: 2026-01-02", "checked: 2 January 2026"),
    ("roles", "checked: 2026-01-02", "checked: 1926-01-02"),
    ("roles", "nations: [Wales]", "nations: [Whales]"),
    ("roles", "- source: harbour-book", "- source: harbor-book"),
    ("roles", "checked_how: source document", "checked_how: by heart"),
    ("terms", "abbreviation: WK", "abbreviation:"),
    ("terms", "key: wick", "key: Wick_Keeper"),
    ("organisations", "sort: charity", "sort: government"),
    ("organisations", "address: https://guild.example.org/", "address: guild.example.org"),
    ("organisations", "address: https://guild.example.org/", "address: https://guild.example.org/."),
    ("organisations", "emails: [wicks@guild.example.org]", "emails: [wicks at guild]"),
    ("organisations", "number: 0808 157 0000", "number: call us"),
    ("organisations", "successors: [lamp-guild]", "successors: [lamp-gild]"),
    ("abstracts", "doi: 10.9999/lamps.1999.3", "doi: https://doi.org/10.9999/lamps.1999.3"),
    ("abstracts", "doi: 10.9999/lamps.1999.3", "doi: 10.9999/lamps.1999.3."),
    ("abstracts", "pages: 10-19", "pages: pp. 10–19"),
    ("abstracts", "year: 1999", "year: last year"),
    ("abstracts", "month: 4", "month: 13"),
    ("abstracts", "open_access: true", "open_access: yes please"),
    ("abstracts", "see: [event/lamp-act-1901]", "see: [lamp-act-1901]"),
    ("abstracts", "method: survey", "method: RCT"),
    ("figures", "value: 99", "value: 39%"),
    ("events", "date: 1960-05-02", "date: May 1960"),
]


@pytest.mark.parametrize(("file", "right", "wrong"), MISTAKES)
def test_a_slip_is_marked_in_its_line(file: str, right: str, wrong: str, server: LanguageServer, world: Path) -> None:
    path = world / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert right in text
    line = text[: text.index(right)].count("\n") + 1
    found = server.findings(path, text.replace(right, wrong, 1))
    assert line in {where for where, _ in found}


def test_keys_are_offered_with_the_names_of_entries(server: LanguageServer, world: Path) -> None:
    path = world / "roles.yaml"
    lines = path.read_text("utf-8").replace("topics: [wick]", "topics:\n      - ").split("\n")
    at = next(number for number, line in enumerate(lines) if line == "      - ")
    found = server.completions(path, "\n".join(lines), at, len("      - "))
    assert found["wick"] == "wick keeper (WK)"
    assert set(found) >= {"snuffer", "wick"}


def test_every_field_is_described() -> None:
    """Either the model or ``descriptions`` describes each field in an editor's words."""

    def bare(schema: object, where: str) -> Iterator[str]:
        if isinstance(schema, dict):
            for name, field in schema.get("properties", {}).items():
                if where and not field.get("description"):
                    yield f"{where}.{name}"
            for name, part in schema.items():
                yield from bare(part, name if where else "file")
        elif isinstance(schema, list):
            for part in schema:
                yield from bare(part, where)

    for kind in KINDS:
        data = json.loads(schemas.schemas()[f"{kind.plural}.json"])
        entry = data["properties"][kind.plural]["items"]
        assert list(bare({"a": entry, "b": data["$defs"]}, "entry")) == []
