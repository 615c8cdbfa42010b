from __future__ import annotations

import datetime as dt
import gc
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from almanac.content import load as load_module
from almanac.content.entrycache import ValidEntries
from almanac.content.kinds import KINDS
from almanac.content.kinds.point import PointOfSet
from almanac.content.load import load, try_load
from almanac.content.model import Library, once
from almanac.content.problem import ContentError, Problem
from tests.conftest import DATA


def test_the_invented_world_has_every_kind(tiny: Library) -> None:
    assert {ref.split("/")[0] for ref in tiny.entries} == {kind.name for kind in KINDS}


def test_entries_stand_by_kind_and_then_in_their_own_order(tiny: Library) -> None:
    kinds = [ref.split("/")[0] for ref in tiny.entries]
    assert kinds == sorted(kinds, key=[kind.name for kind in KINDS].index)
    assert [ref for ref, _ in tiny.of("event")] == ["event/lamp-act-1901", "event/lamp-act-1960"]


def test_entries_are_found_by_their_model_too(tiny: Library) -> None:
    assert all(tiny.all_of(kind.model) == tiny.of(kind.name) for kind in KINDS)
    with pytest.raises(KeyError):
        tiny.all_of(PointOfSet)  # the base of two models, not the model of a kind


def test_an_entry_that_many_name_was_removed_even_if_one_of_another_kind_has_its_key(tiny_content: Path) -> None:
    sources, events = tiny_content / "sources.yaml", tiny_content / "events.yaml"
    sources.write_text(sources.read_text("utf-8").replace("- key: harbour-book", "- key: other-book"), "utf-8")
    events.write_text(events.read_text("utf-8").replace("- key: lamp-act-1901", "- key: harbour-book"), "utf-8")
    said = [str(one) for one in try_load(tiny_content).problems if "harbour-book" in one.message]
    assert any("If it was removed" in one for one in said)
    assert not any("is in events.yaml" in one for one in said)


def test_an_entry_knows_its_line(tiny: Library) -> None:
    place = tiny.places["term/wick"]
    line = (DATA / "tiny" / "terms.yaml").read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert (place.file, line) == ("tiny/terms.yaml", "  - key: wick")


def test_an_entry_cannot_change(tiny: Library) -> None:
    with pytest.raises(ValidationError):
        setattr(tiny.entries["term/wick"], "key", "other")  # noqa: B010  (the type forbids it too)


def test_a_wrong_name_brings_the_nearest(tiny: Library) -> None:
    with pytest.raises(LookupError, match=r'no entry "term/wik"\. Did you mean "term/wick"'):
        tiny.get("term/wik")
    with pytest.raises(LookupError, match='Did you mean "term"'):
        tiny.of("terms")


def terms_in_a_folder(content: Path) -> None:
    """Keep the terms in two files of a folder."""
    text = (content / "terms.yaml").read_text(encoding="utf-8")
    cut = text.index("  - key: wick")
    (content / "terms").mkdir()
    (content / "terms" / "a-to-s.yaml").write_text(text[:cut], encoding="utf-8")
    (content / "terms" / "w.yaml").write_text("terms:\n" + text[cut:], encoding="utf-8")
    (content / "terms.yaml").unlink()


def test_messages_name_the_folder_where_a_kind_has_one(tiny_content: Path) -> None:
    _, begin, term = (tiny_content / "terms.yaml").read_text(encoding="utf-8").partition("  - key: wick")
    terms_in_a_folder(tiny_content)
    roles = tiny_content / "roles.yaml"
    text = roles.read_text("utf-8")

    def messages(changed: str) -> list[str]:
        roles.write_text(changed, "utf-8")
        return [problem.message for problem in try_load(tiny_content).problems]

    astray = 'this looks like an entry of "terms" (term). Move it to terms/.'
    assert astray in messages(text + (begin + term).replace("key: wick", "key: tallow", 1))
    assert 'no term "mainsail". Look for its key in terms/.' in messages(text.replace("[wick", "[mainsail", 1))


def test_a_folder_of_files_is_as_good_as_one_file(tiny: Library, tiny_content: Path) -> None:
    terms_in_a_folder(tiny_content)
    found = load(tiny_content)
    assert list(found.entries.values()) == list(tiny.entries.values())
    assert found.places["term/wick"].file == "content/terms/w.yaml"


def test_the_library_is_kept_until_a_file_changes(tiny_content: Path) -> None:
    first = load(tiny_content)
    assert load(tiny_content) is first
    path = tiny_content / "terms.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("A person who put", "Someone who put"), encoding="utf-8")
    second = load(tiny_content)
    assert second is not first
    assert second.version != first.version


def test_the_version_is_of_the_content_alone(tiny: Library, tmp_path: Path) -> None:
    assert load(Path(shutil.copytree(DATA / "tiny", tmp_path / "elsewhere"))).version == tiny.version


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no entry was found"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("roles.yaml", "title: Keeping the lamp", "title: Keeping the lit lamp"),
        ("roles.yaml", "letter: A", "letter: F"),
        ("terms.yaml", "key: wick", "key: wicks"),  # other entries refer to it
        ("terms.yaml", "  - key: wick", "  - kay: wick"),
        ("abstracts.yaml", "year: 1999", "year: nineteen"),
    ],
)
def test_what_was_read_before_changes_nothing(
    file: str, old: str, new: str, tiny_content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = try_load(tiny_content)
    assert first.library
    path = tiny_content / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    after = try_load(tiny_content)
    path.write_text(text, "utf-8")
    mended = try_load(tiny_content).library
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(load_module, "_LAST", ValidEntries())
    anew = try_load(tiny_content, dt.date(2026, 1, 4))  # another day, because the last reading itself is cached
    assert after.problems == anew.problems
    assert (after.library and after.library.entries) == (anew.library and anew.library.entries)
    assert mended
    assert mended.entries == first.library.entries


def test_an_entry_stays_the_same_object_while_its_row_does(tiny_content: Path) -> None:
    first = load(tiny_content)
    path = tiny_content / "terms.yaml"
    path.write_text(
        path.read_text("utf-8").replace("A person who put lamps out.", "A person who puts lamps out."), "utf-8"
    )
    after = load(tiny_content)
    changed = {ref for ref, entry in after.entries.items() if entry is not first.entries[ref]}
    assert changed == {"term/snuffer"}


def test_a_file_that_cannot_be_read_costs_no_entry(tiny_content: Path) -> None:
    first, path = load(tiny_content), tiny_content / "terms.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}  - [", "utf-8")
    assert try_load(tiny_content).library is None
    path.write_text(text.replace("A person who put lamps out.", "A person who puts lamps out."), "utf-8")
    after = load(tiny_content)
    assert {ref for ref, entry in after.entries.items() if entry is not first.entries[ref]} == {"term/snuffer"}


def test_what_was_good_while_a_file_could_not_be_read_is_looked_at_again(tiny_content: Path) -> None:
    load(tiny_content)
    terms, roles = tiny_content / "terms.yaml", tiny_content / "roles.yaml"
    text = terms.read_text("utf-8")
    terms.write_text(f"{text}  - [", "utf-8")
    roles.write_text(roles.read_text("utf-8").replace("topics: [wick]", "topics: [wik]"), "utf-8")
    assert [problem.code for problem in try_load(tiny_content).problems] == ["Y3"]
    terms.write_text(text, "utf-8")
    (problem,) = try_load(tiny_content).problems
    assert (problem.code, problem.line) == ("R1", 13)
    terms.write_text(text.replace("key: wick\n", "key: wik\n"), "utf-8")
    assert all(problem.code == "R1" for problem in try_load(tiny_content).problems)
    assert any('no term "wick"' in problem.message for problem in try_load(tiny_content).problems)


def test_only_the_keys_of_the_last_readings_are_remembered(tiny_content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last, path = ValidEntries(), tiny_content / "terms.yaml"
    monkeypatch.setattr(load_module, "_LAST", last)
    text = path.read_text("utf-8")
    for number in range(5):
        path.write_text(
            text.replace("A person who put lamps out.", f"Number {number} of those who put lamps out."), "utf-8"
        )
        load(tiny_content)
    assert len({id(good.known) for good in last.entries.values()}) == 1


def test_another_rule_reads_nothing_again(tiny_content: Path) -> None:
    def rule(*_: object) -> list[Problem]:
        return []

    assert load(tiny_content, rule=rule) is load(tiny_content, rule=lambda *_: [])


def test_what_a_function_made_goes_when_another_takes_its_name(tiny: Library) -> None:
    def made(number: int) -> Callable[[Library, str], str]:
        def lit(_: Library, ref: str) -> str:
            return f"{ref} {number}"

        return once(lit)

    first, second = made(1), made(2)
    assert first(tiny, "role/a") == "role/a 1"
    held = len(tiny.cache)
    assert second(tiny, "role/a") == "role/a 2"
    assert len(tiny.cache) == held


def test_what_only_another_reading_needs_can_be_let_go(tiny_content: Path, tmp_path: Path) -> None:
    found = try_load(tiny_content, cache=tmp_path / "cache")
    library, document = found.library, weakref.ref(next(iter(found.rows.values())).document)
    del found
    gc.collect()
    assert document(), "it is kept for another reading"
    load_module.release_caches()
    gc.collect()
    assert document() is None
    assert library
    assert load(tiny_content, cache=tmp_path / "cache").entries == library.entries
