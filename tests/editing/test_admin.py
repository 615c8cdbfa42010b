"""Forms for editors are made from the models, and saving one changes nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from almanac.content.kinds import BY_NAME, KINDS, Kind
from almanac.content.load import load, try_load
from almanac.content.yamlfile import parser
from almanac.editing import files
from almanac.editing.admin import decap, formdata, widgets
from almanac.editing.admin.actions import Backend, NoEntryError, RefusedError
from almanac.editing.admin.yamledit import LossyEditError, with_entry_changed, with_entry_removed
from tests.conftest import DATA, LIBRARY

Data = dict[str, Any]


@functools.lru_cache(maxsize=2)
def entries(kind: Kind, text: str) -> list[Data]:
    document, problems = parser.parse(text, kind.plural)
    assert document, problems
    held: list[Data] = document.data[kind.plural]
    return held


def changed(kind: Kind, text: str, index: int, wanted: Mapping[str, Any]) -> str:
    return with_entry_changed(text, kind, index, wanted, lambda one: entries(kind, one))


def saying(kind: Kind, text: str, index: int = 0) -> Data:
    """Return the data that the form of an entry sends back if nothing was touched."""
    return formdata.from_form(
        kind.model, json.loads(json.dumps(formdata.to_form(kind.model, entries(kind, text)[index])))
    )


def term(*lines: str) -> str:
    return "\n".join(["# The words.", "terms:", "  - key: lamp", *(f"    {line}" for line in lines), ""])


TERM = BY_NAME["term"]
LAMP = (
    "name: lamp",
    "# Its makers say so too.",
    "definition: What gives light.  ",
    "topics: [wick,   'oil']  # both",
    "sources:",
    "  # The oldest.",
    "  - source: book",
    '    at: "page 1"',
    "  - source: other",
    "    at: page 2",
    "checked: 2026-01-02",
)


# The configuration


def walk(fields: list[Data]) -> Iterator[Data]:
    for one in fields:
        yield one
        yield from walk(one.get("fields", []))


def test_there_is_a_form_for_each_kind_and_a_question_for_each_field() -> None:
    made = widgets.configuration()["collections"]
    assert [one["name"] for one in made] == [kind.plural for kind in KINDS]
    for form, kind in zip(made, KINDS, strict=True):
        assert {one["name"] for one in form["fields"]} == set(kind.model.model_fields)
        assert all(one["label"] and one["widget"] for one in walk(form["fields"]))
        assert not any("default" in one for one in walk(form["fields"])), "a new entry would begin with empty parts"
    assert json.dumps(widgets.configuration()) == json.dumps(widgets.configuration())


def test_a_question_says_what_is_wanted() -> None:
    fields = {one["name"]: one for one in widgets.collection(BY_NAME["organisation"])["fields"]}
    assert fields["key"]["required"]
    assert (fields["key"]["widget"], fields["summary"]["widget"]) == ("string", "text")
    assert "charity" in fields["sort"]["options"]
    assert fields["sort"]["label"] == "Type of organisation"
    assert fields["nations"] | {"widget": "select", "multiple": True, "required": False} == fields["nations"]
    assert (fields["topics"]["widget"], fields["topics"]["collection"]) == ("relation", "terms")
    assert fields["see"]["field"]["pattern"][0] == "^[a-z-]+/[a-z0-9-]+$"
    assert (fields["useful_link"]["widget"], fields["checked"]["widget"]) == ("boolean", "datetime")
    assert fields["status"]["widget"] == "object"
    assert fields["former_names"]["summary"] == "{{fields.former_names}}", "else a folded item would show nothing"
    assert (fields["website"]["widget"], fields["website"]["max"], fields["website"]["required"]) == ("list", 1, False)
    study = {one["name"]: one for one in widgets.collection(BY_NAME["abstract"])["fields"]}
    assert study["open_access"]["options"] == ["yes", "no"]
    assert not study["verified"]["required"], "a study may have nothing verified"


def test_what_refers_to_entries_refers_to_a_form() -> None:
    made = widgets.configuration()["collections"]
    names = {one["name"]: {field["name"] for field in one["fields"]} for one in made}
    relations = [one for form in made for one in walk(form["fields"]) if one["widget"] == "relation"]
    assert relations
    assert all({"key", *one["display_fields"]} <= names[one["collection"]] for one in relations)


# Converting an entry to a form and back


@pytest.mark.parametrize("content", [DATA / "tiny", LIBRARY], ids=["tiny", "library"])
def test_a_form_that_nobody_touches_says_what_the_entry_says(content: Path) -> None:
    for kind in KINDS:
        for row in [row for row in try_load(content).rows.values() if row.kind is kind]:
            assert isinstance(row.data, dict)
            form = json.loads(json.dumps(formdata.to_form(kind.model, row.data)))
            assert formdata.from_form(kind.model, form) == formdata.from_form(kind.model, row.data), row.ref


def test_what_a_form_leaves_empty_is_no_field() -> None:
    form = {
        "key": "x",
        "name": " x ",
        "draft": False,
        "website": [],
        "phones": [{}],
        "nations": [],
        "who": "",
        "then": None,
    }
    assert formdata.from_form(BY_NAME["organisation"].model, form) == {"key": "x", "name": "x", "sources": []}
    assert formdata.from_form(TERM.model, {"name": " a\n\nlamp "})["name"] == "a lamp", (
        "as in every file, a text is one paragraph"
    )
    study = BY_NAME["abstract"].model
    assert formdata.from_form(study, {"open_access": "no"})["open_access"] is False
    assert "open_access" not in formdata.from_form(study, {"open_access": ""})
    assert formdata.from_form(study, {"year": "2020", "summary": [{"asked": "Why?"}]}) | {"year": 2020} == {
        **formdata.from_form(study, {}), "year": 2020, "summary": {"asked": "Why?", "found": []},
    }  # fmt: skip


# Writing


def test_an_entry_that_says_the_same_keeps_every_byte() -> None:
    text = term(*LAMP)
    assert changed(TERM, text, 0, saying(TERM, text)) == text


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("name", "lantern", "name: lamp\n", "name: lantern\n"),
        ("definition", "Light: enough.", "definition: What gives light.  \n", "definition: 'Light: enough.'\n"),
        ("checked", "2026-03-04", "checked: 2026-01-02\n", "checked: 2026-03-04\n"),
        ("topics", ["wick"], "topics: [wick,   'oil']  # both\n", "# both\n    topics: [wick]\n"),
        ("abbreviation", "LP", "name: lamp\n", "name: lamp\n    abbreviation: LP\n"),
        ("also", {"lay": ["light"]}, "name: lamp\n", "name: lamp\n    also:\n      lay: [light]\n"),
        ("definition", "", "    # Its makers say so too.\n    definition: What gives light.  \n", ""),
    ],
)  # fmt: skip
def test_only_the_lines_of_a_changed_field_change(field: str, value: Any, before: str, after: str) -> None:
    text = term(*LAMP)
    wanted = saying(TERM, text) | {field: value}
    wanted = {name: told for name, told in wanted.items() if told != ""}
    assert changed(TERM, text, 0, wanted) == text.replace(before, after)


def test_items_of_a_list_that_say_the_same_stay_with_their_remarks() -> None:
    text = term(*LAMP)
    wanted = saying(TERM, text)
    old = wanted["sources"]
    third = {"source": "third", "at": "page 3"}
    for sources, before, after in (
        ([old[0], old[1] | {"at": "page 9"}], "page 2", "page 9"),
        ([*old, third], "at: page 2\n", "at: page 2\n      - source: third\n        at: page 3\n"),
        ([third, *old], "sources:\n", "sources:\n      - source: third\n        at: page 3\n"),
        ([old[0]], "      - source: other\n        at: page 2\n", ""),
        ([old[1]], '      # The oldest.\n      - source: book\n        at: "page 1"\n', ""),
    ):
        assert changed(TERM, text, 0, wanted | {"sources": sources}) == text.replace(before, after)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_and_a_last_line_without_one_stay_as_they_are(ending: str) -> None:
    text = term(*LAMP).rstrip().replace("\n", ending)
    assert changed(TERM, text, 0, saying(TERM, text) | {"name": "light"}) == text.replace("name: lamp", "name: light")
    longer = changed(TERM, text, 0, saying(TERM, text) | {"checked_how": "live site"})
    assert longer == f"{text}{ending}    checked_how: live site{ending}"


def test_an_entry_in_brackets_is_left_to_its_file() -> None:
    with pytest.raises(LossyEditError, match="Change it in its file"):
        changed(TERM, "terms: [{key: lamp, name: lamp}]\n", 0, {"key": "lamp", "name": "light"})


def test_an_entry_is_removed_with_its_remarks_and_all_else_stays() -> None:
    text = "# The words.\nterms:\n  # First.\n  - key: a\n    name: a\n\n  # Second.\n  - key: b\n    name: b\n"
    left = with_entry_removed(text, TERM, 0, lambda one: entries(TERM, one))
    assert left == "# The words.\nterms:\n  # Second.\n  - key: b\n    name: b\n"


def other(value: Any, number: int) -> Any:
    """Return another value of the same type; if it has parts, only one of them differs."""
    if isinstance(value, list) and value:
        at = number % len(value)
        return [*value[:at], *([] if number % 3 == 0 else [other(value[at], number)]), *value[at + 1 :]]
    if isinstance(value, dict):
        name = list(value)[number % len(value)]
        return value | {name: other(value[name], number)}
    if isinstance(value, str):
        return f"{value} “And: more, #{number}.”" if number % 2 else f"{value} {'a longer sentence ' * 8}".strip()
    return value


def pieces(kind: Kind, text: str) -> list[str]:
    """Split a file before each entry, starting with the lines above the first."""
    document, _ = parser.parse(text, kind.plural)
    assert document
    lines = text.splitlines(keepends=True)
    cuts = [0, *(line - 1 for line, _ in document.starts), len(lines)]
    return ["".join(lines[begin:end]) for begin, end in pairwise(cuts)]


def test_whatever_is_changed_in_any_entry_the_others_keep_every_byte() -> None:
    number = 0
    for kind in KINDS:
        for text in files.read_texts(LIBRARY, kind.plural).values():
            _, *blocks = pieces(kind, text)
            for at, block in enumerate(blocks):
                number += 1
                before = blocks[at - 1 : at] if number % 2 else []
                after = [] if number % 2 else blocks[at + 1 : at + 2]
                small = "".join([f"{kind.plural}:\n", *before, block, *after])
                index = len(before)
                wanted = saying(kind, small, index)
                name = [name for name in wanted if name != "key"][number % (len(wanted) - 1)]
                wanted[name] = other(wanted[name], number)
                wanted = formdata.from_form(kind.model, wanted)
                made = changed(kind, small, index, wanted)
                assert made.startswith("".join([f"{kind.plural}:\n", *before]))
                assert made.endswith("".join(after))
                assert saying(kind, made, index) == wanted
    assert number > 1_000, "this test must have looked"


def test_a_library_in_which_much_was_changed_passes_the_check(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(LIBRARY, tmp_path / "content"))
    for kind in KINDS:
        for path, text in files.read_texts(copy, kind.plural).items():
            head, *blocks = pieces(kind, text)
            for at in range(0, len(blocks), 7):
                small = f"{kind.plural}:\n{blocks[at]}"
                wanted = saying(kind, small) | {"checked": "2026-11-25", "checked_by": "maintainers"}
                blocks[at] = changed(kind, small, 0, wanted).partition("\n")[2]
            path.write_bytes("".join([head, *blocks]).encode())
    found = load(copy)
    assert found.entries.keys() == load(LIBRARY).entries.keys()
    assert sum(entry.checked_by == "maintainers" for entry in found.entries.values()) > 200


# The backend


@pytest.fixture
def backend(tiny_content: Path) -> Backend:
    return Backend(tiny_content.parent, list[str]().append)


def opened(backend: Backend, path: str) -> Data:
    form: Data = json.loads(backend.answer("getEntry", {"path": path})["data"])
    return form


def save(backend: Backend, path: str, form: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
    file = {"path": path, "slug": "", "raw": json.dumps(form)} | ({"opened": json.dumps(before)} if before else {})
    backend.answer("persistEntry", {"dataFiles": [file], "assets": []})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.yaml")}


def test_every_entry_opens_and_saves_without_a_change(backend: Backend, tiny_content: Path) -> None:
    before = contents(tiny_content)
    for kind in KINDS:
        for one in backend.answer("entriesByFolder", {"folder": kind.plural, "extension": "json", "depth": 1}):
            save(backend, one["file"]["path"], opened(backend, one["file"]["path"]))
    assert contents(tiny_content) == before


def test_a_saved_entry_changes_its_lines_alone_and_passes_the_check(backend: Backend, tiny_content: Path) -> None:
    path = tiny_content / "terms.yaml"
    path.write_bytes(b"# Read me first.\n" + path.read_bytes())
    before = contents(tiny_content)
    save(backend, "terms/wick.json", opened(backend, "terms/wick.json") | {"definition": "Who keeps a wick."})
    definition = b"A person who looks after the wick of a lamp."
    assert contents(tiny_content) == before | {
        "terms.yaml": before["terms.yaml"].replace(definition, b"Who keeps a wick.")
    }
    assert load(tiny_content)


def test_a_new_entry_stands_in_its_place(backend: Backend, tiny_content: Path) -> None:
    form = opened(backend, "terms/wick.json") | {"key": "oil", "name": "oil", "abbreviation": "", "see": ["term/wick"]}
    save(backend, "terms/oil.json", form)
    assert [one["key"] for one in yaml.safe_load((tiny_content / "terms.yaml").read_text("utf-8"))["terms"]] == [
        "oil", "snuffer", "wick",
    ]  # fmt: skip
    assert "term/oil" in load(tiny_content).entries
    backend.answer("deleteFiles", {"paths": ["terms/oil.json"]})
    assert contents(tiny_content) == contents(DATA / "tiny")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"definition": "In <b>bold</b>."}, "term wick, definition: found"),
        ({"definition": ""}, "term wick, definition: "),
        ({"topics": ["wok"]}, 'term wick, topics: no term "wok"'),
        ({"key": "tallow"}, 'a key is changed by "almanac rename term/wick NEW" alone'),
    ],
)
def test_what_the_check_refuses_is_not_saved(change: Data, why: str, backend: Backend, tiny_content: Path) -> None:
    before = contents(tiny_content)
    with pytest.raises(RefusedError) as refused:
        save(backend, "terms/wick.json", opened(backend, "terms/wick.json") | change)
    assert str(refused.value).startswith(why)
    assert contents(tiny_content) == before


def test_what_was_wrong_before_stands_in_nobody_s_way(backend: Backend, tiny_content: Path) -> None:
    path = tiny_content / "needs.yaml"
    path.write_text(path.read_text("utf-8").replace("topics: [", "topics: [wok, ", 1), "utf-8")
    save(backend, "terms/wick.json", opened(backend, "terms/wick.json") | {"definition": "Who keeps a wick."})
    assert b"Who keeps a wick." in (tiny_content / "terms.yaml").read_bytes()


def test_an_entry_is_not_written_over_what_somebody_wrote_meanwhile(backend: Backend, tiny_content: Path) -> None:
    form = opened(backend, "terms/wick.json")
    path = tiny_content / "terms.yaml"
    path.write_text(path.read_text("utf-8").replace("looks after", "minds"), "utf-8")
    with pytest.raises(RefusedError, match="has changed in its file since you opened it"):
        save(backend, "terms/wick.json", form | {"name": "keeper"}, form)


def test_an_entry_is_not_written_over_what_another_tab_saved(backend: Backend) -> None:
    first, second = opened(backend, "terms/wick.json"), opened(backend, "terms/wick.json")
    save(backend, "terms/wick.json", first | {"definition": "Who minds a wick."}, first)
    with pytest.raises(RefusedError, match="has changed in its file since you opened it"):
        save(backend, "terms/wick.json", second | {"caution": "Not the wick itself."}, second)


def test_a_key_that_is_taken_and_an_entry_that_others_need_are_refused(backend: Backend, tiny_content: Path) -> None:
    before = contents(tiny_content)
    with pytest.raises(RefusedError, match='the key "wick" is taken'):
        save(backend, "terms/wick-1.json", opened(backend, "terms/wick.json"))
    with pytest.raises(RefusedError, match='no term "wick"'):
        backend.answer("deleteFiles", {"paths": ["terms/wick.json"]})
    with pytest.raises(NoEntryError):
        backend.answer("getEntry", {"path": "terms/../../etc.json"})
    with pytest.raises(RefusedError):
        backend.answer("getEntry", {"path": "../terms/wick.json"})
    with pytest.raises(RefusedError):
        backend.answer("persistMedia", {})
    assert contents(tiny_content) == before


def test_advice_on_what_was_saved_is_told(tiny_content: Path) -> None:
    said: list[str] = []
    backend = Backend(tiny_content.parent, said.append)
    save(backend, "terms/wick.json", opened(backend, "terms/wick.json") | {"definition": "An organization of wicks."})
    assert said[0] == "content/terms.yaml: term wick was saved."
    assert any("organisation" in line for line in backend.answer("advice", {}))
    save(backend, "terms/wick.json", opened(backend, "terms/wick.json") | {"definition": "Who keeps a wick."})
    assert not any("organisation" in line for line in backend.answer("advice", {}))


# Fetching


def archive(file: str, data: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        about = tarfile.TarInfo(file)
        about.size = len(data)
        tar.addfile(about, io.BytesIO(data))
    return held.getvalue()


def test_what_was_fetched_is_held_to_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archive("package/dist/forms.js", b"forms")
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(packed).digest()).decode()
    lock = tmp_path / "lock.json"
    lock.write_text(
        json.dumps({"package": "forms", "version": "1", "integrity": integrity, "file": "package/dist/forms.js"}),
        "utf-8",
    )
    monkeypatch.setattr(decap, "LOCK_FILE", lock)
    with pytest.raises(decap.NotFetchedError, match="It was not used"):
        decap.bundle(tmp_path / "cache", lambda *_: packed + b"!")
    asked: list[str] = []

    def fetch(name: str, folder: Path) -> bytes:
        asked.append(name)
        return packed

    assert decap.bundle(tmp_path / "cache", fetch).read_bytes() == b"forms"
    assert decap.bundle(tmp_path / "cache", fetch).read_bytes() == b"forms"
    assert asked == ["forms@1"], "what is there is not fetched again"
    shutil.rmtree(tmp_path / "cache")


def test_the_lock_names_a_version_and_no_address() -> None:
    lock = json.loads(decap.LOCK_FILE.read_text("utf-8"))
    assert set(lock) == {"package", "version", "integrity", "file"}
    assert "://" not in decap.LOCK_FILE.read_text("utf-8")
