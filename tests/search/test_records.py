"""The details by which entries are found, and the files for suggestions and spelling correction."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from almanac.content.kinds import KINDS
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library
from almanac.search.folding import normalised
from almanac.search.records import other_names, search_record
from almanac.search.suggestions import Prose, files, suggestions, vocabulary
from almanac.site.headings import FOUND_AS
from tests.search.nodejs import ask


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
    assert normalised(text) == expected
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("ref", "names"),
    [
        ("term/section-136", {"section 136", "s136", "place of safety", "police hold"}),
        ("term/amhp", {"AMHP", "AHMP", "approved mental health professional"}),
        (
            "event/mental-health-act-1983",
            {"MHA 1983", "Mental Health Act"},
        ),
        ("event/mental-health-scotland-act-2003", {"Mental Health Act 2003"}),
        ("event/mental-health-act-2025", {"Mental Health Bill 2025", "Mental Health Bill"}),
        ("event/health-act-1999", {"section 31", "s31"}),
        ("organisation/mental-welfare-commission-scotland", {"Mental Welfare Commission", "MWC"}),
        ("organisation/centre-for-mental-health", {"Sainsbury Centre for Mental Health", "CMH"}),
        ("abstract/huxley-2005", {"Huxley 2005", "Huxley et al 2005"}),
        ("abstract/tucker2021maverick", {"Tucker and Webber 2021"}),
        ("role/e", {"role E"}),
        ("urgent-help/emergency-999", {"999"}),
    ],
)
def test_an_entry_goes_by_every_name_that_readers_use(ref: str, names: set[str], content: Library) -> None:
    assert names <= set(other_names(content, ref))


@pytest.mark.parametrize("kind", ["need", "situation", "local-help"])
def test_entries_go_by_the_other_names_that_they_are_given(kind: str, tiny: Library) -> None:
    ref, entry = next(iter(tiny.of(kind)))
    named = entry.model_copy(update={"also": ("wick money", "oil grant")})
    assert {"wick money", "oil grant"} <= set(other_names(dataclasses.replace(tiny, entries={ref: named}), ref))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Wick keepers in Wales", {"WKs in Wales"}),
        ("LG code of wicks", {"code of wicks"}),
        ("The code of wicks", set()),
    ],
)
def test_a_standard_goes_by_abbreviations_and_without_its_organisation(
    title: str, names: set[str], tiny: Library
) -> None:
    ref, entry = next(iter(tiny.of("standard")))
    named = dataclasses.replace(tiny, entries={**tiny.entries, ref: entry.model_copy(update={"title": title})})
    assert set(other_names(named, ref)) == names


def test_an_organisation_is_found_by_its_type_and_needs_and_a_need_by_who_helps(tiny: Library) -> None:
    ref, guild = tiny.all_of(Organisation)[0]
    need = f"need/{guild.needs[0]}"
    assert {guild.sort, tiny.get(need).label} <= set(search_record(tiny, ref).about_names)
    assert guild.sort in search_record(tiny, need).about_names


def test_only_law_that_is_still_coming_goes_by_the_name_of_its_bill(content: Library) -> None:
    for ref in ("event/mental-health-act-1983", "event/health-act-1999", "event/nimhe-closed-2009"):
        assert not [name for name in other_names(content, ref) if "Bill" in name]


def test_what_only_a_slip_would_write_stands_apart(content: Library) -> None:
    found = search_record(content, "term/amhp")
    assert "AHMP" in found.misspelt
    assert not set(found.misspelt) & set(found.other_names)
    assert sorted((*found.misspelt, *found.other_names)) == sorted(other_names(content, "term/amhp"))


def test_no_name_stands_twice_or_repeats_the_title(content: Library) -> None:
    for ref, entry in content.entries.items():
        names = [normalised(name) for name in other_names(content, ref)]
        assert len(names) == len(set(names))
        assert normalised(entry.label) not in names


@pytest.mark.parametrize(
    ("ref", "status"),
    [
        ("organisation/nimhe", "closed 2009, then National Mental Health Development Unit"),
        (
            "organisation/centre-for-mental-health",
            "not confirmed: no dated page seen, formerly Sainsbury Centre for Mental Health",
        ),
        ("organisation/tcsw", "closed 2015"),
        ("organisation/mind", ""),
        ("term/asw", "later approved mental health professional (AMHP) in England and Wales"),
        ("term/amhp", ""),
        ("event/health-act-1999", "superseded"),
        ("event/care-act-2014", ""),
    ],
)
def test_what_is_no_longer_says_so(ref: str, status: str, content: Library) -> None:
    assert search_record(content, ref).status == status


def test_a_study_is_found_by_people_topics_and_method(content: Library) -> None:
    found = search_record(content, "abstract/huxley-2005")
    assert (found.kind, found.year) == ("Studies", "2005")
    assert "approved social worker (ASW)" in found.topics
    assert any(name.endswith("Huxley") for name in found.authors)
    assert {"ASW", "approved social worker", found.method} <= set(found.about_names)
    assert "aproved social worker" not in found.about_names
    assert set(found.nations) <= set(found.about_names)


def test_every_entry_is_of_a_kind_that_readers_know(content: Library) -> None:
    kinds = {search_record(content, ref).kind for ref in content.entries}
    assert kinds == {FOUND_AS[kind.name] for kind in KINDS}
    assert {"Roles", "Law and policy", "Glossary"} < kinds


def test_a_result_has_the_colour_of_its_kind(tmp_path: Path) -> None:
    found = ask(tmp_path, *(("colourOf", FOUND_AS[kind.name]) for kind in KINDS), ("colourOf", "Pages"))
    assert found == [*(kind.column for kind in KINDS), "words"]


@pytest.fixture(scope="module")
def words(content: Library) -> dict[str, dict[str, int]]:
    return {letter: json.loads(text) for letter, text in vocabulary(content).items()}


def test_the_words_are_the_sites_own_and_well_spelt(words: dict[str, dict[str, int]]) -> None:
    held = {word: weight for kept in words.values() for word, weight in kept.items()}
    assert {"huxley", "rugkasa", "approved", "ireland", "loneliness"} <= set(held)
    assert not {"aproved", "autisim", "136", "s", "1983", "https", "http"} & set(held)
    assert all(word == normalised(word) and -1 <= weight <= 9 for word, weight in held.items())
    assert held["mental"] == 9
    assert (held["rugkasa"], held["loneliness"] > 0) == (-1, True), "names of people are told from other words"


def test_each_word_stands_under_its_letter_and_every_letter_has_a_file(words: dict[str, dict[str, int]]) -> None:
    assert "".join(words) == "abcdefghijklmnopqrstuvwxyz"
    assert all(word.startswith(letter) for letter, kept in words.items() for word in kept)


def test_suggestions_are_small_and_keep_slips_apart(content: Library) -> None:
    made = json.loads(suggestions(content, (Prose("Privacy", "about/privacy.html", "Pages"),)))
    rows = {path: (label, made["kinds"][kind], other, slips) for label, path, kind, other, slips in made["rows"]}
    label, kind, other, slips = rows["terms/amhp.html"]
    assert (label, kind) == ("approved mental health professional (AMHP)", "Glossary")
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
    assert path in [
        row[1] for row in rows if name in map(normalised, [row[0], *row[3].split("; "), *row[4].split("; ")])
    ]


def test_the_files_are_the_same_in_whatever_order_pages_come(content: Library) -> None:
    pages = [Prose("A", "a.html", "Pages"), Prose("B", "b.html", "Pages")]
    assert dict(files(content, pages)) == dict(files(content, pages[::-1]))
