"""What entries are found by, and the index of a built site."""

from __future__ import annotations

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almanac import render, search, searchindex, urls
from almanac.exports import search_json
from almanac.exports.search_json import Prose, suggestions, vocabulary
from almanac.kinds import KINDS
from almanac.library import Library
from almanac.research import sortable
from almanac.search import findable, folded, other_names
from almanac.searchindex import Sizes, Slice, slices
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s.136", "s 136"),
        ("Carer’s & cared-for", "carers and cared for"),
        ("Rugkåsa, Øvretveit", "rugkasa ovretveit"),
        ("Æsir œuvre Łódź Đorđe Þór Garðarsson Weißer", "aesir oeuvre lodz dorde thor gardarsson weisser"),
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


@pytest.mark.parametrize("script", ["search.js", "suggest.js"])
def test_the_pages_fold_the_letters_that_the_build_folds(script: str) -> None:
    text = (PROJECT / "docs" / "assets" / "js" / script).read_text("utf-8")
    held = re.search(r"const letters = \{ (.+?) \};", text)
    folds = re.search(r"replace\(/\[([^\]]+)\]/g, \(letter\) => letters\[letter\]\)", text)
    assert held
    assert folds
    assert dict(re.findall(r'(\w): "(\w+)"', held[1])) == search.LETTERS
    assert set(folds[1]) == set(search.LETTERS)


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
    return {letter: json.loads(text) for letter, text in vocabulary(content).items()}


def test_the_words_are_the_sites_own_and_well_spelt(words: dict[str, dict[str, int]]) -> None:
    held = {word: weight for kept in words.values() for word, weight in kept.items()}
    assert {"huxley", "rugkasa", "approved", "ireland", "loneliness"} <= set(held)
    assert not {"aproved", "autisim", "136", "s", "1983", "https", "http"} & set(held)
    assert all(word == folded(word) and 0 <= weight <= 9 for word, weight in held.items())
    assert held["mental"] == 9


def test_each_word_stands_under_its_letter_and_every_letter_has_a_file(words: dict[str, dict[str, int]]) -> None:
    assert "".join(words) == "abcdefghijklmnopqrstuvwxyz"
    assert all(word.startswith(letter) for letter, kept in words.items() for word in kept)


def test_suggestions_are_small_and_keep_slips_apart(content: Library) -> None:
    made = json.loads(suggestions(content, (Prose("Privacy", "about/privacy.html", "Pages"),)))
    rows = {path: (label, made["kinds"][kind], other, slips) for label, path, kind, other, slips in made["rows"]}
    label, kind, other, slips = rows["terms/amhp.html"]
    assert (label, kind) == ("approved mental health professional (AMHP)", "Words")
    assert "AMHP" in other
    assert "aproved" not in other
    assert "aproved" in slips
    assert rows["about/privacy.html"] == ("Privacy", "Pages", "", "")
    assert not any(path.startswith("research/") for path in rows)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("place of safety", "terms/section-136.html"),
        ("sectioned", "terms/detention.html"),
        ("care act", "law/care-act-2014.html"),
    ],
)
def test_suggestions_hold_every_name_of_an_entry(name: str, path: str, content: Library) -> None:
    rows = json.loads(suggestions(content, ()))["rows"]
    assert path in [row[1] for row in rows if name in map(folded, [row[0], *row[3].split("; "), *row[4].split("; ")])]


def test_the_files_are_the_same_in_whatever_order_pages_come(content: Library) -> None:
    pages = [Prose("A", "a.html", "Pages"), Prose("B", "b.html", "Pages")]
    assert dict(search_json.files(content, pages)) == dict(search_json.files(content, pages[::-1]))


PAGE = '<!doctype html><html lang="en-GB"><title>t</title>{1}<main data-pagefind-body><h1>{0}</h1><p>{0} lamp</main>'


def marks(number: int) -> str:
    """Filters of many values, as on the site, and two sorts, which Pagefind writes in any order."""
    filters = "".join(
        f'<meta name="{name}" content="{number % base}" data-pagefind-filter="{name}[content]">'
        for base, name in ((7, "topic"), (40, "year"), (3, "kind"))
    )
    year = f'<meta name="s" content="{number % 5}" data-pagefind-sort="year[content]">'
    return f'{filters}{year}<meta name="t" content="k{number}" data-pagefind-sort="title[content]">'


TODAY = Sizes()


def indexed(site: Path, library: Library, sizes: Sizes = TODAY) -> dict[str, bytes]:
    searchindex.index(site, library, sizes)
    made = site / "pagefind"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_pages_indexed_in_another_order_give_the_same_bytes(tmp_path: Path, tiny: Library) -> None:
    numbers = range(40)
    for name, order in (("one", numbers), ("other", reversed(numbers))):
        (tmp_path / name).mkdir()
        for number in order:
            (tmp_path / name / f"{number}.html").write_text(PAGE.format(f"keeper {number}", marks(number)), "utf-8")
    one, other = indexed(tmp_path / "one", tiny), indexed(tmp_path / "other", tiny)
    assert one == other
    assert {"pagefind.js", "pagefind-entry.json", "wasm.en-gb.pagefind", "slices.json"} <= set(one)
    assert not any("ui" in path or "highlight" in path for path in one)


def test_a_page_goes_by_a_mark_that_changes_with_the_index_and_by_its_number(tmp_path: Path, tiny: Library) -> None:
    names = []
    for text in ("keeper", "warden"):
        (tmp_path / text).mkdir()
        (tmp_path / text / "a.html").write_text(PAGE.format("lamp", ""), "utf-8")
        (tmp_path / text / "b.html").write_text(PAGE.format(text, ""), "utf-8")
        (tmp_path / text / "c.html").write_text(PAGE.format(text, ""), "utf-8")
        made = indexed(tmp_path / text, tiny)
        names.append(sorted(path for path in made if path.endswith("fragment")))
    assert not set(names[0]) & set(names[1])
    assert [name.partition("-")[2] for name in names[0]] == ["0.pf_fragment", "1.pf_fragment", "2.pf_fragment"]


def test_pages_say_their_year_and_their_place_in_the_alphabet(built: Path, content: Library) -> None:
    fragments = built / "pagefind" / "fragment"
    years, places = (json.loads((built / "pagefind" / f"{name}.json").read_text("utf-8")) for name in ("year", "title"))
    ((mark, known),) = years.items()
    named = {}
    for number, (year, place) in enumerate(zip(known, places[mark], strict=True)):
        data = gzip.decompress((fragments / f"{mark}-{number}.pf_fragment").read_bytes())
        named[json.loads(data.partition(b"{")[1] + data.partition(b"{")[2])["url"]] = (year, place)
    assert named["/research/huxley-2005.html"][0] == 2005
    called = json.loads((built / "pagefind" / "named.json").read_text("utf-8"))
    assert called["terms/amhp.html"] == f"{mark}-{list(named).index('/terms/amhp.html')}"
    assert called["urgent-help/index.html"] == f"{mark}-{list(named).index('/urgent-help/')}"
    assert not [path for path in called if is_study(path, content)]
    assert named["/about/privacy.html"] == (0, 0)
    in_order = sorted((place, path) for path, (_, place) in named.items() if place)
    titles = {f"/{urls.page_path(ref)}": sortable(content.entries[ref].label)[0] for ref in content.entries}
    assert [titles[path] for _, path in in_order] == sorted(titles.values())


def is_study(path: str, content: Library) -> bool:
    return path in {urls.page_path(ref) for ref, _ in content.of("abstract")}


YEARS = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(1900, 2030), max_size=60)


@given(YEARS, st.integers(0, 20), st.integers(1, 20))
def test_every_study_stands_in_one_slice_newest_first(years: dict[str, int], whole: int, most: int) -> None:
    made = slices(years, Sizes(whole, most))
    assert sorted(ref for one in made for ref in one.refs) == sorted(years)
    if len(years) <= whole:
        assert len(made) == 1
        return
    assert [one.first for one in made] == sorted({one.first for one in made}, reverse=True)
    for one, older in pairwise(made):
        assert one.first > older.last
    for one in made:
        held = [years[ref] for ref in one.refs]
        assert (min(held), max(held)) == (one.first, one.last)
        assert held == sorted(held, reverse=True)
        assert len(held) <= most or one.first == one.last


def test_decades_stay_whole_where_they_fit() -> None:
    years = {f"{year}-{number}": year for year in range(1980, 2026) for number in range(2)}
    made = slices(years, Sizes(whole=10, most=32))
    assert [(one.first, one.last) for one in made] == [(2010, 2025), (2000, 2009), (1990, 1999), (1980, 1989)]
    made = slices(years, Sizes(whole=10, most=12))
    assert [(one.first, one.last) for one in made][:3] == [(2020, 2025), (2014, 2019), (2008, 2013)]
    assert slices({}) == (Slice(0, 0, ()),)


def test_many_studies_are_indexed_in_parts_that_hold_each_page_once(tmp_path: Path, content: Library) -> None:
    studies = [ref for ref, _ in content.of("abstract")]
    (tmp_path / "site" / "research").mkdir(parents=True)
    for path in ("a.html", *map(urls.page_path, studies)):
        (tmp_path / "site" / path).write_text(PAGE.format(path, ""), "utf-8")
    made = indexed(tmp_path / "site", content, Sizes(whole=100, most=90, part=50))
    told = json.loads(made["slices.json"])
    assert [one["first"] for one in told] == sorted({one["first"] for one in told}, reverse=True)
    paths = [path for one in told for path, *_ in one["indexes"]]
    assert paths == ["", *(f"part-{number}/" for number in range(1, len(paths)))]
    assert len(paths) > len(told) > 1
    pages = [json.loads(made[f"{path}pagefind-entry.json"])["languages"]["en-gb"]["page_count"] for path in paths]
    marks = [mark for one in told for _, mark, _ in one["indexes"]]
    assert marks == [next(iter(json.loads(made[f"{path}year.json"]))) for path in paths]
    assert sum(pages) == 1 + len(studies)
    assert max(pages) <= 51
    parts = [path for path in made if path.startswith("part-")]
    assert not [path for path in parts if path.endswith((".js", ".css", "wasm.en-gb.pagefind"))]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_cannot_be_indexed_says_why(tmp_path: Path, tiny: Library) -> None:
    with pytest.raises(searchindex.NotIndexedError, match="Pagefind could not index the site"):
        searchindex.index(tmp_path / "none", tiny)


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
