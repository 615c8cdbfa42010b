"""Whatever an editor does to the fields of an entry, the check reports it, and never ends in an error of its own."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from almanac.content.kinds import KINDS
from almanac.content.load import try_load
from almanac.content.yamlfile import parser

ODD = (
    "null", "5", "true", '""', "[]", "{}", '["a", 5]', '[{"a": 1}]', "[null]", "[[]]", '{"Wales": true}', '"none"',
    '"2025-01-01"', '"https://lamp.example/"', '"A sentence that ends."', '"Smith, J."',
)  # fmt: skip
"""As JSON, so that each use of a list or of fields is one of its own."""


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value within one."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from paths(one, (*path, key))


def changed(entry: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return an entry with one or two values changed, lost, renamed, moved or repeated."""
    made = copy.deepcopy(entry)
    for _ in range(chance.choice((1, 2))):
        *outer, last = chance.choice([path for path in paths(made) if path])
        place: Any = made
        for key in outer:
            place = place[key]
        others: list[Any] = [key for key in (place if isinstance(place, dict) else range(len(place))) if key != last]
        how = chance.randrange(5)
        if how == 0 and others:
            other = chance.choice(others)
            place[last], place[other] = place[other], place[last]
        elif how == 1 and others:
            del place[last]
        elif how == 2 and isinstance(place, dict):
            place[chance.choice(("summary", "note", "Name", f"{last}s"))] = place.pop(last)
        elif how == 3:
            place[last] = [place[last]] if chance.random() < 0.5 else {"text": place[last]}
        else:
            place[last] = json.loads(chance.choice(ODD))
    return made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_any_change_of_fields_ends_in_a_report(kind: Any, tiny_content: Path) -> None:
    file, chance = tiny_content / f"{kind.plural}.yaml", random.Random(kind.name)  # noqa: S311  (not a secret)
    document, _ = parser.read(file, kind.plural)
    assert document
    entries: list[dict[str, Any]] = document.data[kind.plural]
    for _ in range(25):
        at = chance.randrange(len(entries))
        rows = [*entries[:at], changed(entries[at], chance), *entries[at + 1 :]]
        file.write_text(json.dumps({kind.plural: rows}), "utf-8")
        found = try_load(tiny_content)
        assert all(map(str, found.problems))


def test_empty_braces_are_no_list(tiny_content: Path) -> None:
    file = tiny_content / "roles.yaml"
    document, _ = parser.read(file, "roles")
    assert document
    first, *others = document.data["roles"]
    file.write_text(json.dumps({"roles": [first | {"sources": {}}, *others]}), "utf-8")
    (problem,) = try_load(tiny_content).problems
    assert "Write a list: for each item a hyphen, then its fields: source, at." in problem.message
