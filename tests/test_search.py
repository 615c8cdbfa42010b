"""What entries are found by, and the index of a built site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from almanac import render, search
from almanac.exports import search_json
from almanac.exports.search_json import Prose, suggestions, vocabulary
from almanac.kinds import KINDS
from almanac.library import Library
from almanac.search import findable, folded, other_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s.136", "s 136"),
        ("Carer’s & cared-for", "carers and cared for"),
        ("Rugkåsa, Øvretveit", "rugkasa ovretveit"),
        ("  <b>", "b"),
        ("!?", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_signs(text: str, expected: str) -> None:
    assert folded(text) == expected
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("ref", "names"),
    [
        ("term/section-136", {"section 136", "s136", "place of safety", "police hold"}),
        ("term/amhp", {"AMHP", "AHMP", "approved mental health professional"}),
        ("event/mental-health-act-1983", {"MHA 1983", "Mental Health Act"}),
        ("event/mental-health-scotland-act-2003", {"Mental Health Act 2003"}),
        ("event/health-act-1999", {"section 31", "s31"}),
        ("organisation/centre-for-mental-health", {"Sainsbury Centre for Mental Health", "CMH"}),
        ("abstract/huxley-2005", {"Huxley 2005", "Huxley et al 2005"}),
        ("abstract/tucker2021maverick", {"Tucker and Webber 2021"}),
        ("role/e", {"role E"}),
        ("urgent-help/emergency-999", {"999"}),
    ],
)
def test_an_entry_goes_by_every_name_that_readers_use(ref: str, names: set[str], content: Library) -> None:
    assert names <= set(other_names(content, ref))


def test_no_name_stands_twice_or_repeats_the_title(content: Library) -> None:
    for ref, entry in content.entries.items():
        names = [folded(name) for name in other_names(content, ref)]
        assert len(names) == len(set(names))
        assert folded(entry.label) not in names


@pytest.mark.parametrize(
    ("ref", "status"),
    [
        ("organisation/nimhe", "closed 2009, then National Mental Health Development Unit"),
        ("organisation/centre-for-mental-health", "renamed 2010, formerly Sainsbury Centre for Mental Health"),
        ("organisation/tcsw", "closed 2015"),
        ("organisation/mind", ""),
        ("term/asw", "now approved mental health professional (AMHP)"),
        ("term/amhp", ""),
        ("event/health-act-1999", "superseded"),
        ("event/care-act-2014", ""),
    ],
)
def test_what_is_no_longer_says_so(ref: str, status: str, content: Library) -> None:
    assert findable(content, ref).status == status


def test_a_study_is_found_by_people_topics_and_method(content: Library) -> None:
    found = findable(content, "abstract/huxley-2005")
    assert (found.kind, found.year) == ("Studies", "2005")
    assert "approved social worker (ASW)" in found.topics
    assert any(name.endswith("Huxley") for name in found.authors)
    assert {"ASW", "aproved social worker", found.method} <= set(found.about_names)
    assert set(found.nations) <= set(found.about_names)


def test_every_entry_is_of_a_kind_that_readers_know(content: Library) -> None:
    kinds = {findable(content, ref).kind for ref in content.entries}
    assert kinds == {search.FOUND_AS[kind.name] for kind in KINDS}
    assert {"Roles", "Law and change", "Words"} < kinds


def test_what_an_entry_says_cannot_leave_its_attribute(tiny: Library) -> None:
    for ref, entry in tiny.entries.items():
        head = render.environment().get_template("findable.html").render(found=findable(tiny, ref))
        for line in head.splitlines():
            assert line.startswith('<meta name="found:')
            assert line.count('"') % 2 == 0, entry
            assert line.count("<") == 1


@pytest.fixture(scope="module")
def words(content: Library) -> dict[str, dict[str, int]]:
    made: dict[str, dict[str, int]] = json.loads(vocabulary(content, ()))
    return made


def bearers(content: Library, name: str) -> list[str]:
    held = json.loads(vocabulary(content, (Prose("Urgent help", "urgent-help/index.html", "Urgent help"),)))
    return [held["entries"][number][1] for number in held["names"].get(name, ())]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("mind", "directory/mind.html"),
        ("cto", "terms/community-treatment-order.html"),
        ("scie", "directory/scie.html"),
        ("huxley 2005", "research/huxley-2005.html"),
        ("s136", "terms/section-136.html"),
        ("section 136", "terms/section-136.html"),
        ("sectioned", "terms/detention.html"),
        ("care act", "law/care-act-2014.html"),
        ("urgent help", "urgent-help/index.html"),
    ],
)
def test_a_name_leads_to_its_entry_first(name: str, first: str, content: Library) -> None:
    found = bearers(content, name)
    assert first in found[: 2 if name == "huxley 2005" else 1]


def test_the_words_are_the_sites_own_and_well_spelt(words: dict[str, dict[str, int]]) -> None:
    held = words["words"]
    assert {"huxley", "rugkasa", "approved", "ireland", "loneliness"} <= set(held)
    assert not {"aproved", "autisim", "136", "s", "1983", "https", "http"} & set(held)
    assert all(word == folded(word) and 0 <= weight <= 9 for word, weight in held.items())
    assert held["mental"] == 9


def test_suggestions_are_small_and_hold_no_slip(content: Library) -> None:
    made = json.loads(suggestions(content, (Prose("Privacy", "about/privacy.html", "Pages"),)))
    rows = {path: (label, made["kinds"][kind], other) for label, path, kind, other in made["rows"]}
    label, kind, other = rows["terms/amhp.html"]
    assert (label, kind) == ("approved mental health professional (AMHP)", "Words")
    assert "AMHP" in other
    assert "aproved" not in other
    assert rows["about/privacy.html"] == ("Privacy", "Pages", "")


def test_the_files_are_the_same_in_whatever_order_pages_come(content: Library) -> None:
    pages = [Prose("A", "a.html", "Pages"), Prose("B", "b.html", "Pages")]
    assert dict(search_json.files(content, pages)) == dict(search_json.files(content, pages[::-1]))


PAGE = '<!doctype html><html lang="en-GB"><title>t</title>{1}<main data-pagefind-body><h1>{0}</h1><p>{0} lamp</main>'


def marks(number: int) -> str:
    """Filters of many values and two sorts, as on the site."""
    filters = "".join(
        f'<meta name="{name}" content="{number % base}" data-pagefind-filter="{name}[content]">'
        for base, name in ((7, "topic"), (40, "year"), (3, "kind"))
    )
    year = f'<meta name="s" content="{number % 5}" data-pagefind-sort="year[content]">'
    return f'{filters}{year}<meta name="t" content="k{number}" data-pagefind-sort="title[content]">'


def indexed(site: Path) -> dict[str, bytes]:
    search.index(site)
    made = site / "pagefind"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_pages_indexed_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    numbers = range(40)
    for name, order in (("one", numbers), ("other", reversed(numbers))):
        (tmp_path / name).mkdir()
        for number in order:
            (tmp_path / name / f"{number}.html").write_text(PAGE.format(f"keeper {number}", marks(number)), "utf-8")
    one, other = indexed(tmp_path / "one"), indexed(tmp_path / "other")
    assert one == other
    assert {"pagefind.js", "pagefind-entry.json", "wasm.en-gb.pagefind"} <= set(one)
    assert not any("ui" in path or "highlight" in path for path in one)


def test_a_site_that_cannot_be_indexed_says_why(tmp_path: Path) -> None:
    with pytest.raises(search.NotIndexedError, match="Pagefind could not index the site"):
        search.index(tmp_path / "none")


def test_the_page_a_reader_sees_is_marked_and_no_other(built: Path) -> None:
    marked = {
        path.relative_to(built).as_posix()
        for path in built.rglob("*.html")
        if "data-pagefind-body" in path.read_text("utf-8")
    }
    assert {"terms/amhp.html", "research/huxley-2005.html", "about/privacy.html", "urgent-help/index.html"} <= marked
    assert (
        not {"index.html", "404.html", "research/index.html", "research/by-author.html", "search/index.html"} & marked
    )
    assert not any(path.startswith(("research/topic-", "research/method-", "research/decade-")) for path in marked)


def test_an_index_stands_in_the_built_site(built: Path) -> None:
    entry = json.loads((built / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert entry["languages"]["en-gb"]["page_count"] > 900
    size = sum(path.stat().st_size for path in (built / "api" / "v1").glob("suggestions.json"))
    assert size < 90_000
