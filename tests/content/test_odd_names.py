"""Unexpected names and texts are shown correctly, or refused by the check on their line, but never fail the build."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from almanac.content.checks import entries as entry_rules
from almanac.content.kinds import fields
from almanac.content.letters import slug
from almanac.content.links import link_entries
from almanac.content.load import load
from almanac.content.model import Library
from almanac.content.problem import ContentError
from almanac.content.reservedtext import reserved_text
from almanac.publish import entries, sitecheck
from almanac.site import lists, pour, render, research
from almanac.site.headings import DIGITS, OTHERS
from almanac.site.research import RelatedStudies
from tests.conftest import PROJECT, SITE

NAMES = [
    "136 suite",
    "\u201cRecovery\u201d college",
    "(Re)covery",
    "\u2018A\u2019 wick",
    "999",
    "???",
    "\u2014",
    "Élan",
    "ørsted",
    "李明",
    "Ωmega",
    "עברית",
    "العربية",
    "\U0001f56f\ufe0f lamps",
    "ﬁre",
    "e\u0301lan",
    "wicks",
    "'wick'",
    "０１",
    "ß",
    "x" * 400,
    "<img src=x onerror=alert(1)>",
    "&amp;",
    "A  B",
]
NOTHING = [
    "\u3000",
    "\u3000\u3000\u3000",
    "\u00a0",
    " ",
    "\u2003\u2009",
    "\u1680",
    "\u0301",
    "\u0301\u0302",
    "\ufe0f",
    "\u20dd",
    "\u3164",
    "\u115f\u1160",
    "\u2800",
    "\uffa0 lamps",
    "lamps\u034f",
    "\u0301lamps",
    "Z" + "\u0301" * 30,
    "\u200b",
    "\u202elamps",
    "\u2066lamps\u2069",
    "\ufeff",
    "\u00ad",
    "lamp\u2028s",
    "\ue000",
    "lamps\t",
    "x" * 401,
]
# Shown correctly if they come from elsewhere, but refused in content: damaged, with markup, or not words.
REFUSED = {"ﬁre", "e\u0301lan", "０１", "<img src=x onerror=alert(1)>", "&amp;", "???"}
LEFT = ["@@body@@", "see @@title@@", "Macro Rendering Error", "Traceback (most recent call last)"]


def with_terms(tiny: Library, names: list[str]) -> Library:
    """Return the invented world with a term for each name, in the Library's order."""
    [(_, model), *_] = tiny.of("term")
    made = {
        f"term/t{number:02}": model.model_copy(update={"key": f"t{number:02}", "name": name})
        for number, name in enumerate(names)
    }
    ordered = dict(sorted(made.items(), key=lambda pair: (pair[1].order, pair[0])))
    known = {**tiny.entries, **ordered}
    places = {**tiny.places, **dict.fromkeys(made, tiny.places["term/wick"])}
    return dataclasses.replace(tiny, entries=known, places=places, links=link_entries(known))


def test_a_list_by_letter_has_each_heading_once(tiny: Library) -> None:
    found = lists.groups(with_terms(tiny, NAMES), "term", "letter")
    html = render.fragment(
        "rows", "words/index.html", groups=found, lines=False, letters=lists.letter_index(found), filtered=False
    )
    tree = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert all(node.text(strip=True) for node in tree.css("h2"))
    assert all((node.attributes["href"] or "")[1:] in ids for node in tree.css(".letters a"))
    headings = [group.heading for group in found]
    assert (headings[0], headings[-1]) == (DIGITS, OTHERS)
    assert headings[1:-1] == sorted(headings[1:-1])


@pytest.mark.parametrize(
    ("name", "heading"),
    [("136 suite", "0 to 9"), ("\u201cRecovery\u201d college", "R"), ("(Re)covery", "R"), ("Élan", "E"),
     ("e\u0301lan", "E"), ("???", "Other"), ("李明", "Other"), ("Ωmega", "Other"), ("ﬁre", "F"), ("０１", "0 to 9"),
     ("'wick'", "W")],
)  # fmt: skip
def test_a_name_stands_where_a_reader_looks_for_it(name: str, heading: str, tiny: Library) -> None:
    found = lists.groups(with_terms(tiny, [name]), "term", "letter")
    assert [group.heading for group in found if name in [item.label for item in group.items]] == [heading]


def test_no_two_headings_share_an_anchor() -> None:
    made = lists.anchors(["Key, messages", "key messages", "Key messages-2", "Key  messages", "A"])
    assert len(set(made.values())) == len(made) == 5
    assert made["A"] == "a"


@pytest.mark.parametrize(
    "heading", ["A v B [2026] UKSC 1", "50% off", '"Quoted" #1', "a<b>c", "x|y^z`{}\\", "Élan, 李明"]
)
def test_an_anchor_may_stand_in_an_address(heading: str) -> None:
    assert not re.search(r"""[\s\[\]<>"{}|\\^`#%,()]""", lists.anchors([heading])[heading])


def test_a_list_of_authors_has_each_letter_once_and_none_without_a_name() -> None:
    shelves = tuple(
        research.Shelf("author", slug(name), name, ()) for name in sorted(NAMES, key=research.name_sort_key)
    )
    letters = [letter for letter, _ in lists.by_letter(shelves)]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert letters[-1] == OTHERS


@pytest.mark.parametrize("name", sorted(set(NAMES) - REFUSED))
@pytest.mark.parametrize("kind", ["Line", "Text"])
def test_what_can_be_seen_is_taken(kind: str, name: str) -> None:
    assert TypeAdapter[Any](getattr(fields, kind)).validate_python(name) == name


@pytest.mark.parametrize("name", [*NOTHING, *sorted(REFUSED)])
def test_what_cannot_be_seen_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[Any](fields.Line).validate_python(name)


def spoil(content: Path, name: str) -> int:
    """Put a text into the name of the first term, and return its line."""
    path = content / "terms.yaml"
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines) if re.match(r"    name: ", text))
    quoted = "".join(f"\\U{ord(sign):08x}" for sign in name)
    lines[line] = f'    name: "{quoted}"'
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return line + 1


@pytest.mark.parametrize("name", [*NOTHING[:24], *LEFT])
def test_the_check_says_it_at_its_line(name: str, tiny_content: Path) -> None:
    line = spoil(tiny_content, name)
    with pytest.raises(ContentError) as caught:
        load(tiny_content)
    told = [(problem.file, problem.line) for problem in caught.value.problems]
    assert told == [("content/terms.yaml", line)]


@pytest.mark.parametrize("text", LEFT)
def test_what_the_site_takes_for_left_over_the_check_refuses(text: str) -> None:
    assert reserved_text(text)
    assert any("was left in the page" in fault for fault in sitecheck.read("a.html", f"<p>{text}").faults)


def test_a_figure_is_not_called_as_a_part_of_every_page(tiny: Library) -> None:
    texts = [path.read_text("utf-8") for path in (PROJECT / "overrides").rglob("*.html")]
    ids = {found for text in texts for found in re.findall(r'\bid="([a-z0-9-]+)"', text)}
    assert len(ids) >= 3
    assert ids <= set(entry_rules.FRAME_IDS)
    [(ref, figure), *_] = tiny.of("figure")
    taken = dataclasses.replace(tiny, entries={**tiny.entries, ref: figure.model_copy(update={"key": "content"})})
    assert [(fault.ref, fault.field) for fault in entry_rules.figures_leave_the_frame_its_ids(taken)] == [
        (ref, ("key",))
    ]


FRAME = (
    '<!doctype html><html lang="en-GB"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    '<title>@@title@@</title><meta name="description" content="@@description@@">'
    '<link rel="canonical" href="@@canonical@@">@@head@@</head><body>@@body@@</body></html>'
)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_any_name_has_no_fault(name: str, tiny: Library) -> None:
    if "onerror" in name:
        pytest.importorskip(
            "almanac.publish.sitemarkup", reason="the check of the site that tells code from text of code"
        )
    library = with_terms(tiny, [name])
    shown = entries.prepared(library, "term/t00", SITE, {}, RelatedStudies(library))
    page = pour.Frame.parse(FRAME).fill(entries.values(library, shown, SITE))
    read = sitecheck.read("words/t00.html", page)
    assert list(read.faults) == []
    assert [found for found, count in read.ids.items() if count > 1] == []
