"""The index of a built site and its search results."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from almanac.content.model import Library
from almanac.search import indexer, suggestions
from almanac.search.folding import normalised
from almanac.search.records import other_names, search_record
from almanac.site import urls
from tests.browser.test_search import STRANGE
from tests.search.nodejs import ask, find, index

PAGE = """<!doctype html><html lang="en-GB"><title>t</title><nav>elsewhere</nav>
<main data-found="{kind}"><h1>{title}</h1><p>{text}</p><p class="provenance">elsewhere</p></main>"""


def site_of(folder: Path, **pages: tuple[str, str, str]) -> Path:
    """A site of pages, each given as kind, title and text by its name."""
    folder.mkdir()
    for name, (kind, title, text) in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(kind=kind, title=title, text=text), "utf-8")
    return folder


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    """An indexed site about lamp keepers, for reading only."""
    site = site_of(
        tmp_path_factory.mktemp("index") / "lamps",
        keeper=("Glossary", "Keeper (K)", "Whoever looks after a lamp, day and night."),
        lamp=("Glossary", "Lamp", "A light. Keepers’ well-being depends on it."),
        night=("Pages", "Night work", "Wellbeing at night, when keepers are detained at the lamp."),
        rest=("Pages", "Rest", "Nothing of the kind."),
    )
    index(site, tiny)
    (site / "api" / "v1" / "words").mkdir(parents=True)
    for letter, words in suggestions.vocabulary(tiny).items():
        (site / "api" / "v1" / "words" / f"{letter}.json").write_text(words, "utf-8")
    return site


def test_lists_of_links_lead_to_a_page_but_no_excerpt_shows_them(tmp_path: Path, tiny: Library) -> None:
    nations = '<h2 id="other-nations">In the other nations</h2><ul><li>Lantern</li></ul>'
    links = f'</p>{nations}<h2 id="studies">Studies</h2><p>Wicks (5)'
    site = site_of(tmp_path / "site", lamp=("Law", "Lamp", f"Who may light a lamp.{links}"))
    index(site, tiny)
    assert [find(site, word) for word in ("lantern", "wicks")] == [["lamp.html"]] * 2
    (page,) = site.glob("assets/search/*/pages/0.json")
    assert json.loads(page.read_bytes())["text"] == "Who may light a lamp."


def files(site: Path) -> dict[str, bytes]:
    made = site / "assets"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def head(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "assets" / "search" / "index.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("lamp", ["lamp.html", "keeper.html", "night.html"]),
        ("keeper", ["keeper.html", "lamp.html", "night.html"]),
        ("K", ["keeper.html"]),
        ("detention", ["night.html"]),
        ("detour", []),
        ("detaining", ["night.html"]),
        ("wellbeing", ["lamp.html", "night.html"]),
        ("well-being", ["lamp.html", "night.html"]),
        ("detai", ["night.html"]),
        ("keep", []),
        ("nihgt", ["night.html", "keeper.html"]),
        ("night lamp", ["night.html", "keeper.html", "lamp.html"]),
        ("rest zebra", ["rest.html"]),
        ('"light. Keepers"', ["lamp.html"]),
        ('"keepers light"', []),
        ("elsewhere", []),
        ("the of and", []),
        ("", []),
    ],
)
def test_what_a_query_finds(query: str, wanted: list[str], lamps: Path) -> None:
    found = find(lamps, query)
    assert sorted(found) == sorted(wanted)
    assert found[:1] == wanted[:1]


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    """An indexed site with law by number, among words of the same name, for reading only."""
    site = site_of(
        tmp_path_factory.mktemp("index") / "lawful",
        word=("Glossary", "Section 2", "What keepers call it. Section 2 of the Lamp Act."),
        table=("Pages", "Compare section 2 and section 9", "Side by side."),
        other=("Glossary", "Section 9", "Another section."),
    )
    (site / "law").mkdir()
    for ref, entry in tiny.of("provision"):
        text = PAGE.format(kind="Law", title=entry.label.replace("<", "&lt;"), text="It says so.")
        (site / urls.page_path(ref)).write_text(text, "utf-8")
    index(site, tiny)
    (site / "api" / "v1" / "words").mkdir(parents=True)
    for letter, words in suggestions.vocabulary(tiny).items():
        (site / "api" / "v1" / "words" / f"{letter}.json").write_text(words, "utf-8")
    return site


def test_the_readers_nation_lifts_its_pages_and_leaves_none_out(lawful: Path, tiny: Library) -> None:
    provisions = {entry.nations[0]: urls.page_path(ref) for ref, entry in tiny.of("provision")}
    assert set(provisions) == {"Wales", "Scotland"}
    anyone = find(lawful, "says so")
    for nation, path in provisions.items():
        found = find(lawful, "says so", first=nation)
        assert found[0] == path
        assert sorted(found) == sorted(anyone)
    assert find(lawful, "says so", first="Atlantis") == anyone


def test_a_list_is_found_by_its_title_and_description_and_not_by_what_it_lists(tmp_path: Path, tiny: Library) -> None:
    site = site_of(tmp_path / "site", lamp=("Glossary", "Lamp", "It has a wick."))
    said = '<main data-found="Pages" data-said="Lanterns by colour."><h1>All lamps</h1><ul><li>A wick</li></ul></main>'
    (site / "all.html").write_text(f"<!doctype html><title>t</title>{said}", "utf-8")
    index(site, tiny)
    assert find(site, "all lamps")[0] == "all.html"
    assert find(site, "lanterns") == ["all.html"]
    assert find(site, "wick") == ["lamp.html"]


NATIONS = ("Scotland", "England", "Wales")


def _with_section_7(site: Path, tiny: Library, acts: dict[str, str]) -> Path:
    """A site with section 7 of several Acts, given by key with their nation, which studies also mention."""
    studies = {f"watch{n}": ("Studies", f"Watch {n}", "Who keeps the night watch under section 7.") for n in range(5)}
    site_of(site, **studies)
    (site / "law").mkdir()
    hold, made = tiny.get("provision/lamp-act-1960-2"), {}
    for key, nation in acts.items():
        own = {"key": key, "act": f"{key} Act", "nations": (nation,), "provision": "section 7", "also": ()}
        made[f"provision/{key}"] = hold.model_copy(update=own)
        text = PAGE.format(kind="Law", title="Holding a lamp", text="It may be held for an hour.")
        (site / "law" / f"{key}.html").write_text(text, "utf-8")
    index(site, dataclasses.replace(tiny, entries={**tiny.entries, **made}))
    return site


@pytest.fixture(scope="module")
def nations(tmp_path_factory: pytest.TempPathFactory, tiny: Library) -> Path:
    """The same section number in three Acts, each of one nation. For reading only."""
    acts = {f"act-{nation.lower()}": nation for nation in NATIONS}
    return _with_section_7(tmp_path_factory.mktemp("index") / "nations", tiny, acts)


def test_a_number_that_many_acts_have_is_still_the_name_of_a_law(tmp_path: Path, tiny: Library) -> None:
    site = _with_section_7(tmp_path / "site", tiny, dict.fromkeys("abcdefghi", "England"))
    assert find(site, "s7 who watch")[0] == "law/a.html"


@pytest.mark.parametrize("query", ["s7", "how long can section 7 hold a lamp", "night watch section 7", "s7 who watch"])
def test_one_number_of_several_nations_leads_to_the_readers_or_else_to_england(query: str, nations: Path) -> None:
    assert find(nations, query)[0] == "law/act-england.html"
    for nation in NATIONS:
        assert find(nations, query, first=nation)[0] == f"law/act-{nation.lower()}.html"


@pytest.mark.parametrize("nation", NATIONS)
def test_a_nation_that_is_named_has_its_own_law_first(nation: str, nations: Path) -> None:
    assert find(nations, f"how long can s7 hold a lamp in {nation}")[0] == f"law/act-{nation.lower()}.html"


def test_law_of_other_nations_than_the_one_named_is_no_answer_to_the_query(nations: Path) -> None:
    own, none = ask(nations, *(("find", {"q": f"section 7 {nation}"}) for nation in ("Wales", "Northern Ireland")))
    assert own["named"] == "law/act-wales.html"
    assert none["paths"][0].startswith("law/act-")
    assert none["named"] is None


@pytest.mark.parametrize(
    "query", ["s2", "S. 2", "section 2", "sec 2", "s2(1)", "s2.1", "s 3(1)", "s3", "Lamp Act section 2", "lamp hold"]
)
def test_law_by_number_leads_to_its_provision_first(query: str, lawful: Path) -> None:
    assert find(lawful, query)[0] == "law/lamp-act-1960-2.html"


def test_what_tells_two_things_apart_comes_first_where_they_are_compared(lawful: Path) -> None:
    found = find(lawful, "what is the difference between section 2 and section 9")
    assert found[:3] == ["table.html", "law/lamp-act-1960-2.html", "other.html"]
    assert find(lawful, "section 2")[0] != "table.html"


def test_names_are_folded_as_the_build_folds_them(content: Library, lamps: Path) -> None:
    names = [name for ref in content.entries for name in (content.get(ref).label, *other_names(content, ref))]
    texts = [*names, *STRANGE, "Rugkåsa’s & Øvretveit", "Æsir œuvre Łódź Đorđe Þór Garðarsson Weißer"]
    assert len(texts) > 1000
    assert ask(lamps, *(("fold", text) for text in texts)) == [normalised(text) for text in texts]


def test_pages_written_in_another_order_give_the_same_bytes(tmp_path: Path, tiny: Library) -> None:
    pages = {f"page{number}": ("Glossary", f"Keeper {number % 7}", f"lamp {number}") for number in range(40)}
    one = site_of(tmp_path / "one", **pages)
    other = site_of(tmp_path / "other", **dict(reversed(pages.items())))
    index(one, tiny)
    index(other, tiny)
    assert files(one) == files(other)
    assert {"js/search.js", "js/suggest.js", "search/index.json", "search/minisearch-licence.txt"} <= set(files(one))
    assert not any(str(tmp_path).encode() in data for data in files(one).values())


def test_another_word_gives_the_index_another_address(tmp_path: Path, tiny: Library) -> None:
    marks = []
    for word in ("keeper", "warden"):
        site = site_of(tmp_path / word, page=("Glossary", "Lamp", word))
        index(site, tiny)
        marks.append(head(site)["mark"])
        assert (site / "assets" / "search" / marks[-1] / "pages" / "0.json").is_file()
    assert marks[0] != marks[1]


def test_a_site_that_cannot_be_indexed_says_why(tmp_path: Path, tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(tmp_path / "site", page=("Glossary", "Lamp", "keeper"))
    monkeypatch.setattr(indexer, "_INDEXER", tmp_path / "none.js")
    monkeypatch.setattr(indexer, "_PACKAGES", tmp_path / "node_modules")
    with pytest.raises(indexer.NotIndexedError, match=r'is not set up\. Run "make build"'):
        index(site, tiny)
    (tmp_path / "node_modules").mkdir()
    with pytest.raises(indexer.NotIndexedError, match=r"the search could not be made:\n(.|\n)*none\.js"):
        index(site, tiny)


def test_the_parts_of_the_real_index_hold_each_word_once_in_order(built: Path) -> None:
    folder = built / "assets" / "search" / head(built)["mark"] / "words"
    parts = [
        json.loads((folder / f"{number}.json").read_text("utf-8")) for number in range(len(list(folder.iterdir())))
    ]
    words = [word for part in parts for word in part[::2]]
    assert len(words) > 5000
    assert words == sorted(set(words))
    assert len(parts) > 10
    assert all(len(json.dumps(part, separators=(",", ":"))) < 20_000 or len(part) == 2 for part in parts)


def test_small_words_of_a_question_ask_for_no_part_of_the_index(built: Path) -> None:
    def asked(query: str) -> set[str]:
        *_, fetched = ask(built, ("find", {"q": query}), ("fetched",))
        return {path for path in fetched if "/words/" in path}

    plain = asked("asw amhp")
    assert plain
    assert len(asked("what is the difference between an ASW and an AMHP") - plain) <= 1  # it may be a name as a whole


def test_every_page_is_found_by_its_title_and_every_entry_by_its_names(built: Path, content: Library) -> None:
    told = head(built)
    folder = built / "assets" / "search" / told["mark"] / "pages"
    pages = [json.loads((folder / f"{number}.json").read_text("utf-8")) for number in range(told["count"])]
    assert {page["path"] for page in pages} > {urls.place(content, ref) for ref in content.entries}
    answers = ask(built, *(("find", {"q": page["title"]}) for page in pages[::9]))
    missed = [
        page["title"] for page, found in zip(pages[::9], answers, strict=True) if page["path"] not in found["paths"]
    ]
    assert missed == []
    named = [(urls.place(content, ref), name) for ref in content.entries for name in other_names(content, ref)][::25]
    answers = ask(built, *(("find", {"q": name}) for _, name in named))
    assert len(named) > 40
    assert [name for (path, name), found in zip(named, answers, strict=True) if path not in found["paths"][:12]] == []


def test_an_excerpt_is_taken_from_what_the_page_is_about(built: Path, content: Library) -> None:
    told = head(built)
    folder = built / "assets" / "search" / told["mark"] / "pages"
    pages = [json.loads((folder / f"{number}.json").read_text("utf-8")) for number in range(told["count"])]
    texts = {page["path"]: page["text"] for page in pages}
    assert "approved to carry out" in texts["terms/amhp.html"]
    assert (
        "supersedes the Care Programme Approach." in texts["law/cpa-position-statement-2022.html"]
    )  # a term with its explanation
    assert "handout" not in texts["directory/mind.html"]
    entries = {urls.place(content, ref) for ref in content.entries}
    assert not [path for path in entries if "Checked 2" in texts[path] or "Edit this entry" in texts[path]]
    assert not [path for path, text in texts.items() if " ." in text or " ," in text or "__" in text]
    assert {"index.html", "404.html", "search/index.html"}.isdisjoint(texts)
    assert {"about/privacy.html", "urgent-help/index.html"} < set(texts)


def test_counts_are_what_choosing_finds(built: Path) -> None:
    state = {"q": "carer", "kind": ["Studies"], "nation": "Scotland"}
    (found,) = ask(built, ("find", state))
    counts = found["counts"]
    assert len(found["paths"]) == counts["kind"]["Studies"] == counts["nation"]["Scotland"] > 0
    kinds = ask(built, *(("find", state | {"kind": [kind]}) for kind in counts["kind"]))
    assert [len(found["paths"]) for found in kinds] == list(counts["kind"].values())
    methods = ask(built, *(("find", state | {"method": method}) for method in counts["method"]))
    assert [len(found["paths"]) for found in methods] == list(counts["method"].values())
    assert 0 in counts["kind"].values()


@pytest.mark.parametrize(
    ("query", "words", "mended"),
    [
        ("pier support", ["peer", "support"], True),
        ("depravation of liberty scotland", ["deprivation", "liberty", "scotland"], True),
        ("is it safe guarding", ["safeguarding"], True),
        ("safe", ["safe"], False),
        ("college of social work", ["college", "social", "work"], False),
        ('"pier support"', ["pier", "support"], False),
    ],
)
def test_a_misspelt_name_is_put_right_within_a_query(
    query: str, words: list[str], *, mended: bool, built: Path
) -> None:
    (found,) = ask(built, ("find", {"q": query}))
    assert (found["words"], found["mended"]) == (words, mended)
    (kept,) = ask(built, ("find", {"q": query, "exact": True}))
    assert not kept["mended"]


def test_every_misspelt_name_finds_its_entry_first(built: Path, content: Library) -> None:
    misspelt = [(urls.page_path(ref), name) for ref in content.entries for name in search_record(content, ref).misspelt]
    answers = ask(built, *(("find", {"q": name}) for _, name in misspelt))
    assert len(misspelt) > 100
    missed = [name for (path, name), found in zip(misspelt, answers, strict=True) if path not in (*found["paths"][:2],)]
    assert missed == []


def test_a_query_fetches_the_parts_of_its_words_alone(built: Path) -> None:
    *_, fetched = ask(built, ("find", {"q": "loneliness"}), ("fetched",))
    words = [path for path in fetched if "/words/" in path]
    assert 1 <= len(words) <= 3  # the part with the word, with its name, and with hyphenated words
    assert not [path for path in fetched if path.startswith("api/")]
    assert len(fetched) == len(set(fetched))


def test_what_nobody_checked_in_time_sinks_below_the_rest(built: Path, content: Library, tmp_path: Path) -> None:
    query = "carers of people with severe mental illness"
    before = find(built, query)
    first = next(path for path in before if path.startswith("research/"))
    ref = f"abstract/{first.removeprefix('research/').removesuffix('.html')}"
    old = content.get(ref).model_copy(update={"checked": dt.date(2020, 1, 1)})
    site = tmp_path / "site"
    for path in {path.partition("#")[0] for path in before}:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built / path, site / path)
    index(site, dataclasses.replace(content, entries={**content.entries, ref: old}))
    after = find(site, query)
    assert before[-1] != first
    assert after[-1] == first
    assert set(before) <= set(after)
