"""The place of a value is the same, whether its entry or the whole file is parsed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from almanac.content.problem import FieldPath
from almanac.content.yamlfile import parser
from almanac.content.yamlfile.document import Document, composed
from tests.conftest import DATA

ODD = """\
# yaml-language-server: $schema=x
lamps:
  - key: a
    text: >-
      Trim the wick,
      and oil it.
    list:
      - one
      -
        two: 2
  # a remark
  -   key: b
      text: "a long
        text"
  -
    key: c
    empty:
  - {key: d, text: x}
  - plain
  - [1, 2]
  - key: e
    text: |
      - no item
"""


def paths(data: Any, path: FieldPath = ()) -> list[FieldPath]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for name, value in inside for found in paths(value, (*path, name)))]


def document(text: str) -> Document:
    found, problems = parser.parse(text, "content/lamps.yaml")
    assert found, problems
    return found


@pytest.mark.parametrize("name", ["", "terms.yaml", "organisations.yaml", "abstracts.yaml"])
def test_places_are_those_of_the_whole_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DATA / "tiny" / name).read_text("utf-8") if name else ODD
    apart, whole = document(text), document(text)
    monkeypatch.setattr("almanac.content.yamlfile.document._composed_entry", lambda *_: None)
    asked = [path for path in paths(whole.data) if path]
    told = [(whole.place(path), whole.name_place(path), whole.place(path, "t")) for path in asked]
    monkeypatch.undo()
    assert [(apart.place(path), apart.name_place(path), apart.place(path, "t")) for path in asked] == told
    for path in asked:
        assert apart.place((*path, "none")) == whole.place((*path, "none"))


def test_no_other_entry_is_read_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = document((DATA / "tiny" / "terms.yaml").read_text("utf-8"))
    read: list[str] = []

    def noting(text: str) -> yaml.Node | None:
        read.append(text)
        return composed(text)

    monkeypatch.setattr("almanac.content.yamlfile.document.composed", noting)
    for _ in range(2):
        found.place(("terms", 1, "definition"))
    assert len(read) == 1
    assert read[0].count("key:") == 1
