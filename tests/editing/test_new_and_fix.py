"""New entries are inserted in their place, and files are put in order; everything else keeps its bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from almanac.content.load import load
from almanac.content.yamlfile import parser
from almanac.editing import drafts, files, fixing, new, yamltext
from almanac.editing.new import NotNewError

DAY = "2026-01-03"


def lines_without(text: str, other: str) -> list[str]:
    """Return the lines of a text that another lacks, in their order."""
    left = other.splitlines(keepends=True)
    found = []
    for line in text.splitlines(keepends=True):
        if line in left:
            left.remove(line)
        else:
            found.append(line)
    return found


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_new_entry_stands_in_order_and_all_else_keeps_its_bytes(ending: str, tiny_content: Path) -> None:
    path = tiny_content / "terms.yaml"
    path.write_bytes(f"# A remark\n{path.read_text('utf-8')}".replace("\n", ending).encode())
    before = path.read_bytes().decode()
    changed, key = new.draft_added(tiny_content, "term", ["name=Tallow", "definition=Fat: for lamps."], DAY)
    files.write(changed)
    after = path.read_bytes().decode()
    keys = [one["key"] for one in yaml.safe_load(after)["terms"]]
    assert (key, keys) == ("tallow", sorted(keys))
    assert lines_without(before, after) == []
    assert "".join(lines_without(after, before)).strip().startswith("- key: tallow")
    assert load(tiny_content).entries.keys() == load(Path(__file__).parents[1] / "data" / "tiny").entries.keys()
    (gap,) = drafts.missing_in_drafts(tiny_content)
    assert "draft of term tallow: still to write: sources" in gap


def test_a_new_study_takes_flags_and_gets_a_key(tiny_content: Path) -> None:
    given = ["title=On wicks, and winds", "authors=Keeper, Ada; Lamp Board,", "year=2020", "topics=snuffer; wick"]
    changed, key = new.draft_added(tiny_content, "study", given, DAY)
    (text,) = changed.values()
    (entry,) = [one for one in yaml.safe_load(text)["abstracts"] if one["key"] == key]
    assert key == "keeper2020wicks"
    assert entry["authors"] == [{"family": "Keeper", "given": "Ada"}, {"body": "Lamp Board"}]
    assert (entry["year"], entry["topics"], entry["verified"]) == (2020, ["snuffer", "wick"], [])


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("studdy", [], 'Did you mean "study"'),
        ("study", ["titel=x"], 'Did you mean "title"'),
        ("study", ["key=tamm-1999"], "there is a study with the key"),
        ("study", ["key=Not A Key"], "lower-case letters"),
        ("organisation", [], "Add key=NAME"),
    ],
)
def test_what_cannot_be_new_is_said(kind: str, given: list[str], said: str, tiny_content: Path) -> None:
    with pytest.raises(NotNewError, match=said):
        new.draft_added(tiny_content, kind, given, DAY)


def test_of_several_files_the_right_one_is_taken(tiny_content: Path) -> None:
    folder = tiny_content / "terms"
    folder.mkdir()
    whole = (tiny_content / "terms.yaml").read_text("utf-8")
    (tiny_content / "terms.yaml").unlink()
    (folder / "a-to-m.yaml").write_text("terms:\n  - key: anchor\n    draft: true\n", "utf-8")
    (folder / "n-to-z.yaml").write_text(whole, "utf-8")
    for key, name in (("mast", "a-to-m.yaml"), ("net", "n-to-z.yaml"), ("zeal", "n-to-z.yaml")):
        changed, _ = new.draft_added(tiny_content, "term", [f"key={key}", "name=x"], DAY)
        assert [path.name for path in changed] == [name]


def test_the_invented_world_is_in_order(tiny_content: Path) -> None:
    files.write(fixed := fixing.tidied_files(tiny_content))
    assert fixing.tidied_files(tiny_content) == {}, "what is in order stays as it is"
    assert load(tiny_content).entries == load(Path(__file__).parents[1] / "data" / "tiny").entries, sorted(fixed)


UNTIDY = """# The terms
terms:
  # about wicks
  - key: wick
    # what it is
    definition:  "A  string that  burns."
    name: wick@@
    checked_how: archived page
    checked: 2026-01-02
    sources:
      - source: harbour-book
        at: "p. 1"

  # about anchors
  - key: anchor
    name: anchor
    definition: >-
      It holds.
      Firmly  so.
    sources: [{source: harbour-book, at: 'p. 2'}]
    checked: 2026-01-02
    checked_how: archived page
""".replace("@@", "   ")  # spaces at the end of a line
TIDY = """# The terms
terms:
  # about anchors
  - key: anchor
    name: anchor
    definition: >-
      It holds.
      Firmly so.
    sources: [{source: harbour-book, at: 'p. 2'}]
    checked: 2026-01-02
    checked_how: archived page

  # about wicks
  - key: wick
    name: wick
    # what it is
    definition: A string that burns.
    sources:
      - source: harbour-book
        at: p. 1
    checked: 2026-01-02
    checked_how: archived page
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_entries_and_fields_come_in_order_with_their_remarks(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_bytes(UNTIDY.replace("\n", ending).encode())
    assert fixing.tidied_files(tmp_path)[path] == TIDY.replace("\n", ending)
    path.write_bytes(UNTIDY.replace("\n", ending).removesuffix("\n").encode())
    assert fixing.tidied_files(tmp_path)[path].rstrip() == TIDY.replace("\n", ending).rstrip()


def test_quotation_marks_of_references_are_curly(tiny_content: Path) -> None:
    path = tiny_content / "abstracts.yaml"
    path.write_text(path.read_text("utf-8").replace("Journal of Invented Lamps", "Keepers' journal"), "utf-8")
    assert "container: Keepers’ journal" in fixing.tidied_files(tiny_content)[path]


def test_an_entry_that_needs_nothing_keeps_its_bytes(tiny_content: Path) -> None:
    """For entries of every kind in every order, only the order of lines changes."""
    for path in sorted(tiny_content.glob("*.yaml")):
        text = path.read_text("utf-8")
        head, *entries = re.split("^  - key:", text, flags=re.MULTILINE)
        entries.reverse()
        entries = [entry if entry.endswith("\n") else entry + "\n" for entry in entries]
        path.write_text(head + "".join(f"  - key:{entry}" for entry in entries), "utf-8")
    files.write(fixing.tidied_files(tiny_content))
    assert fixing.tidied_files(tiny_content) == {}
    assert load(tiny_content).entries.keys() == load(Path(__file__).parents[1] / "data" / "tiny").entries.keys()


CHARACTERS = st.sampled_from([
    "a", "B", "é", "李",
    " ", ": ", ":", "#", " #", "'", '"', "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%",
    "@", "`", "-", " - ", "?", "yes", "no", "1", "1.5", "2020-01-02", "~",
    "null", "\n", "\t", "\u2028", "=", "long " * 30,
])  # fmt: skip
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=9).map("".join)
ENTRIES = st.fixed_dictionaries({
    "key": st.just("k"),
    "text": TEXTS,
    "list": st.lists(TEXTS, max_size=3),
    "maps": st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS}), min_size=1, max_size=2),
    "map": st.fixed_dictionaries({"a": TEXTS, "l": st.lists(TEXTS, min_size=1, max_size=2)}),
})  # fmt: skip


@pytest.mark.parametrize("value", ["2023-11", "2023", "443-461", "1-2-3", "10.1093/bjsw/bcab164", "10.1000/(a)b;c"])
def test_dates_pages_and_dois_are_written_without_quotes(value: str) -> None:
    text = yamltext.scalar(value)
    assert (text == value) != value.isdigit()
    assert str(yaml.safe_load(text)) == value


@given(entry=ENTRIES)
def test_what_is_written_is_read_as_it_was(entry: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("written") / "x.yaml"
    path.write_text("abstracts:\n" + yamltext.block(entry), "utf-8")
    document, problems = parser.read(path, "x.yaml")
    assert problems == []
    assert document is not None
    assert document.data == {"abstracts": [entry]}
    assert yaml.safe_load(path.read_text("utf-8"))["abstracts"][0]["text"] in (
        entry["text"],
        document.data["abstracts"][0]["text"],
    )
