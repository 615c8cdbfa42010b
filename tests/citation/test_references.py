"""References in Harvard and APA, compared with references written by hand from the manuals of the two styles."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from almanac.citation import formatting
from almanac.citation.formatting import NotFormattedError, format_batch, formatting_job
from almanac.citation.references import STYLES, Reference, ReferenceCache, references
from almanac.citation.styles import _replaced
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.model import Library
from almanac.machine import child


@pytest.fixture
def study(tiny: Library) -> Abstract:
    found = tiny.entries["abstract/tamm-1999"]
    assert isinstance(found, Abstract)
    return found


def made(study: Abstract, style: str = "harvard", /, **changes: Any) -> Reference:
    return references([study.model_copy(update=changes)], {})[study.key][style]


def test_quotation_marks_and_dashes_are_british(study: Abstract) -> None:
    assert (
        "‘Light &amp; &lt;shade&gt;: 12 lamps on the Isle of Øre’, <i>Journal of Invented Lamps</i>" in made(study).html
    )
    assert "pp. 10–19" in made(study).after


def test_titles_are_escaped(study: Abstract) -> None:
    html = made(study, title="<script>alert(1)</script> & more").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<script>" not in html


def test_a_study_without_volume_is_no_preprint(study: Abstract) -> None:
    assert "Preprint" not in made(study, volume=None, issue=None, pages=None).html


def test_authors_not_known_are_et_al(study: Abstract) -> None:
    one: dict[str, Any] = {"authors": (Author(family="Campbell", given="Jim"),), "others": True}
    assert made(study, **one).before == "Campbell, J. et al. ("
    assert made(study, "apa", **one).before == "Campbell, J. et al. ("
    assert made(study, **one).intext == "(Campbell et al., 1999)"


MANY = tuple(Author(family=f"Keeper{letter}", given=f"{letter}.") for letter in "ABCDEFGHIJKLMNOPQRSTUV")
ALL_BUT_THREE = ", ".join(f"Keeper{letter}, {letter}." for letter in "ABCDEFGHIJKLMNOPQRS")
TWO = (Author(family="Abel", given="Ann"), Author(family="Boon", given="Bo"))
PEOPLE: list[tuple[dict[str, Any], str, str, str, str]] = [
    ({"authors": MANY}, "KeeperA, A. et al.", f"{ALL_BUT_THREE}, … KeeperV, V.", "KeeperA et al.", "KeeperA et al."),
    (
        {"authors": MANY, "others": True},
        "KeeperA, A. et al.",
        f"{ALL_BUT_THREE}, et al.",
        "KeeperA et al.",
        "KeeperA et al.",
    ),
    ({"authors": TWO}, "Abel, A. and Boon, B.", "Abel, A., & Boon, B.", "Abel and Boon", "Abel & Boon"),
    (
        {"authors": TWO, "others": True},
        "Abel, A., Boon, B. et al.",
        "Abel, A., Boon, B., et al.",
        "Abel, Boon et al.",
        "Abel et al.",
    ),
    ({"authors": (Author(family="Suharto"),)}, "Suharto", "Suharto.", "Suharto", "Suharto"),
    ({"authors": (Author(family="李明"),)}, "李明", "李明.", "李明", "李明"),
    ({"authors": (Author(family="李", given="明"),)}, "李明", "李明.", "李", "李"),
    (
        {"authors": (Author(family="Foo‐Bar", given="Mary‐Jane"),)},
        "Foo‐Bar, M.-J.",
        "Foo‐Bar, M.-J.",
        "Foo‐Bar",
        "Foo‐Bar",
    ),
    ({"authors": (Author(family="Tamm", given="JF"),)}, "Tamm, J.F.", "Tamm, J. F.", "Tamm", "Tamm"),
    ({"authors": (Author(family="hooks", given="bell"),)}, "hooks, B.", "hooks, B.", "hooks", "hooks"),
    (
        {"authors": (Author(family="Tamm", given="Ida", suffix="Jr."),)},
        "Tamm, I., Jr.",
        "Tamm, I., Jr.",
        "Tamm",
        "Tamm",
    ),
    (
        {"authors": (Author(family="de la Cruz", given="Ida"),)},
        "de la Cruz, I.",
        "de la Cruz, I.",
        "de la Cruz",
        "de la Cruz",
    ),
    (
        {"authors": (Author(body="Social workers, nurses and others"),)},
        "Social workers, nurses and others",
        "Social workers, nurses and others.",
        "Social workers, nurses and others",
        "Social workers, nurses and others",
    ),
]


@pytest.mark.parametrize("number", range(len(PEOPLE)))
def test_names_are_given_as_each_style_gives_them(number: int, cited: dict[str, dict[str, Reference]]) -> None:
    _, harvard, apa, harvard_intext, apa_intext = PEOPLE[number]
    found = cited[f"people-{number}"]
    assert found["harvard"].before == f"{harvard} ("
    assert found["apa"].before == f"{apa} ("
    assert found["harvard"].intext == f"({harvard_intext}, 1999)"
    assert found["apa"].intext == f"({apa_intext}, 1999)"


AS_WRITTEN = [
    "Social workers, nurses and others",
    "Carers & others",
    "Waiting... and waiting",
    "Wards in the ’90s and users’ memories",
    "Wards in the '90s and users' memories",
    "A [Preprint] of lamps (Publication) [Thesis]",
    "Read <i>this</i> | {that} \\ *now* _then_",
    "Two  spaces -- and a dash – and 李明",
    "The (1999) lamps (1999, )",
    "Why ? Because : so",
]


def test_titles_come_out_as_they_were_written(study: Abstract) -> None:
    studies = [study.model_copy(update={"key": f"a-{index}", "title": title}) for index, title in enumerate(AS_WRITTEN)]
    for title, found in zip(AS_WRITTEN, references(studies, {}).values(), strict=True):
        assert found["harvard"].after.startswith(f") ‘{title}’, Journal of Invented Lamps")
        assert found["apa"].after.startswith(f"). {title}. Journal of Invented Lamps")


BARE: dict[str, Any] = dict.fromkeys(("container", "doi", "volume", "issue", "pages", "month"))
REPORT = BARE | {"type": "report", "title": "Lamps", "authors": (Author(body="The Lamp Guild"),)}
KINDS_OF_WORK: list[tuple[dict[str, Any], str, str]] = [
    (
        {"pages": None, "article_number": "e0257270"},
        ") ‘Lamps’, <i>Journal of Invented Lamps</i>, 3(2), e0257270. Available at: https://doi.org/10.9999/lamps.1999.3.",
        "). Lamps. <i>Journal of Invented Lamps</i>, <i>3</i>(2), Article e0257270. https://doi.org/10.9999/lamps.1999.3",
    ),
    (
        {"issue": "1-2", "pages": "12-15, 20--25"},
        ") ‘Lamps’, <i>Journal of Invented Lamps</i>, 3(1–2), pp. 12–15, 20–25. Available at: https://doi.org/10.9999/lamps.1999.3.",
        "). Lamps. <i>Journal of Invented Lamps</i>, <i>3</i>(1–2), 12–15, 20–25. https://doi.org/10.9999/lamps.1999.3",
    ),
    (
        BARE
        | {"type": "chapter", "container": "All Lamps", "editors": TWO, "publisher": "Øre Press", "pages": "xii-15"},
        ") ‘Lamps’, in A. Abel and B. Boon (eds) <i>All Lamps</i>. Øre Press, pp. xii–15.",
        "). Lamps. In A. Abel &amp; B. Boon (Eds.), <i>All Lamps</i> (pp. xii–15). Øre Press.",
    ),
    (
        BARE
        | {"type": "chapter", "container": "All Lamps", "editors": TWO[:1], "publisher": "Øre Press", "pages": "7"},
        ") ‘Lamps’, in A. Abel (ed.) <i>All Lamps</i>. Øre Press, p. 7.",
        "). Lamps. In A. Abel (Ed.), <i>All Lamps</i> (p. 7). Øre Press.",
    ),
    (
        REPORT | {"publisher": "Lamp Guild", "container": "Briefing 5"},
        ") <i>Lamps</i>. Lamp Guild (Briefing 5).",
        "). <i>Lamps</i> (Briefing 5).",
    ),
    (
        REPORT | {"publisher": "Øre Press", "url": "https://lamps.example/"},
        ") <i>Lamps</i>. Øre Press. Available at: https://lamps.example/ (Accessed: 2 January 2026).",
        "). <i>Lamps</i>. Øre Press. https://lamps.example/",
    ),
    (
        BARE | {"type": "thesis", "publisher": "University of Øre", "degree": "PhD"},
        ") <i>Lamps</i>. PhD thesis. University of Øre.",
        "). <i>Lamps</i> [PhD thesis, University of Øre].",
    ),
    (
        BARE
        | {"type": "webpage", "publisher": "The Lamp Guild", "url": "https://lamps.example/", "month": 4, "day": 3},
        ") <i>Lamps</i>. The Lamp Guild. Available at: https://lamps.example/ (Accessed: 2 January 2026).",
        ", April 3). <i>Lamps</i>. The Lamp Guild. https://lamps.example/",
    ),
    (
        BARE | {"type": "article-magazine", "container": "Lamps Today", "month": 4, "pages": "23-25"},
        ") ‘Lamps’, <i>Lamps Today</i>, April, pp. 23–25.",
        ", April). Lamps. <i>Lamps Today</i>, 23–25.",
    ),
    (
        {"container": "The lamps: “old” e-lamps", "pages": "1083-1092.e3"},
        ") ‘Lamps’, <i>The lamps: “old” e-lamps</i>, 3(2), pp. 1083–1092.e3. Available at: https://doi.org/10.9999/lamps.1999.3.",
        "). Lamps. <i>The lamps: “old” e-lamps</i>, <i>3</i>(2), 1083–1092.e3. https://doi.org/10.9999/lamps.1999.3",
    ),
]


@pytest.mark.parametrize("number", range(len(KINDS_OF_WORK)))
def test_each_kind_of_work_is_cited_as_the_manuals_say(number: int, cited: dict[str, dict[str, Reference]]) -> None:
    _, harvard, apa = KINDS_OF_WORK[number]
    found = cited[f"work-{number}"]
    for style, expected in (("harvard", harvard), ("apa", apa)):
        assert found[style].html.partition("1999")[2] == expected


@pytest.fixture(scope="module")
def cited(tiny: Library) -> dict[str, dict[str, Reference]]:
    """References for variations of a study's authors, title and type of work, formatted in a single run of Node."""
    study = tiny.entries["abstract/tamm-1999"]
    changes = {f"people-{number}": changed for number, (changed, *_) in enumerate(PEOPLE)}
    changes |= {f"work-{number}": {"title": "Lamps"} | changed for number, (changed, *_) in enumerate(KINDS_OF_WORK)}
    changes |= {f"nested-{number}": {"title": title} for number, (title, _) in enumerate(NESTED)}
    assert isinstance(study, Abstract)
    return references([study.model_copy(update={"key": key} | changed) for key, changed in changes.items()], {})


def test_each_study_is_cited_as_if_it_were_alone(study: Abstract) -> None:
    """A list tells its own works apart, but a page has only one."""
    twins = [study.model_copy(update={"key": key, "title": key}) for key in ("one", "two")]
    for found in references(twins, {}).values():
        assert (found["harvard"].year, found["apa"].year) == ("1999", "1999")
        assert found["harvard"].intext == "(van Tamm and The Lamp & Wick Society, 1999)"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """The arguments of every run of Node."""
    told: list[Sequence[str]] = []
    node = child.node

    def counted(arguments: Sequence[str]) -> Any:
        told.append(arguments)
        return node(arguments)

    monkeypatch.setattr(child, "node", counted)
    return told


def test_all_that_is_not_kept_is_formatted_by_one_run_of_node(study: Abstract, runs: list[Sequence[str]]) -> None:
    kept: ReferenceCache = {}
    studies = [study.model_copy(update={"key": f"a-{index}", "others": index == 0}) for index in range(3)]
    first = references(studies, kept)
    assert references(studies, dict(kept)) == first
    assert len(runs) == 1


def test_no_more_are_formatted_at_once_than_fit_the_memory(
    study: Abstract, runs: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    studies = [study.model_copy(update={"key": f"a-{index}", "title": f"Lamps {index}"}) for index in range(3)]
    at_once = references(studies, {})
    monkeypatch.setattr("almanac.citation.references.BATCH_SIZE", 4)
    assert references(studies, {}) == at_once
    assert len(runs) == 3


@pytest.mark.parametrize("processors", [1, 2])
def test_many_are_formatted_on_all_of_two_processors_and_come_out_the_same(
    processors: int, study: Abstract, runs: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    studies = [study.model_copy(update={"key": f"a-{index}", "title": f"Lamps {index}"}) for index in range(3)]
    by_one = references(studies, {})
    monkeypatch.setattr(formatting, "PARALLEL_FROM", 6)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert references(studies, {}) == by_one
    assert len(runs) == 1 + processors


def test_what_references_are_made_by_may_be_missing(study: Abstract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("almanac.citation.formatting.PACKAGES", Path("nowhere"))
    with pytest.raises(NotFormattedError, match='Run "make build"'):
        format_batch([formatting_job(study, "apa")])


def test_a_fault_of_the_engine_is_told(study: Abstract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("almanac.citation.formatting.FORMATTER", Path("nowhere.mjs"))
    with pytest.raises(NotFormattedError, match="the references could not be made"):
        format_batch([formatting_job(study, "apa")])
    assert format_batch([]) == []


def test_a_change_of_a_style_that_finds_no_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="holds this 0 times instead of 1"):
        _replaced("<text/>", "")("<style/>")


def test_a_thesis_says_so(study: Abstract) -> None:
    changes: dict[str, Any] = dict.fromkeys(("container", "doi", "volume", "issue", "pages")) | {
        "type": "thesis",
        "publisher": "University of Øre",
    }
    assert "Thesis. University of Øre" in made(study, **changes).after
    assert "[Thesis, University of Øre]" in made(study, "apa", **changes).after
    address = "https://theses.example/1"
    assert made(study, "apa", **changes, url=address).after.endswith(f"Øre [Thesis, University of Øre]. {address}")


def test_no_full_stop_stands_twice(study: Abstract) -> None:
    assert ".." not in made(study, "apa", title="A title with its own stop.").after
    assert "?." not in made(study, "apa", title="Do keepers sleep?").after
    report: dict[str, Any] = dict.fromkeys(("container", "volume", "issue", "pages")) | {
        "type": "report",
        "title": "Do keepers sleep?",
        "publisher": "Øre Press",
    }
    for style in ("harvard", "apa"):
        assert "<i>Do keepers sleep?</i> Øre Press" in made(study, style, **report).html


NESTED = [
    ("‘Wick’ and light", "‘“Wick” and light’"),
    ("'The stuff that I'm able to see': lamps", "‘“The stuff that I'm able to see”: lamps’"),
    ("Keepers' views of ‘their’ lamps", "‘Keepers' views of “their” lamps’"),
    ("Lamps: ‘A Fool’s Errand’?", "‘Lamps: “A Fool’s Errand”?’"),
    ('"Light" & keepers’ nights', '‘"Light" &amp; keepers’ nights’'),
]


@pytest.mark.parametrize("number", range(len(NESTED)))
def test_quotation_marks_within_quotation_marks_are_double(number: int, cited: dict[str, dict[str, Reference]]) -> None:
    title, shown = NESTED[number]
    assert f" {shown.removesuffix('’')}" in cited[f"nested-{number}"]["harvard"].html
    assert f"). {title}" in cited[f"nested-{number}"]["apa"].after


def test_a_body_stands_in_the_alphabet_by_its_name(study: Abstract) -> None:
    body, person, early = (
        made(study, authors=(Author.model_validate(name),)).sort
        for name in ({"body": "Skills for Care"}, {"family": "Tamm", "given": "Ida"}, {"family": "Abel", "given": "A."})
    )
    assert early < body < person


def test_references_are_kept_and_made_anew_when_the_study_changes(study: Abstract) -> None:
    kept: ReferenceCache = {}
    first = references([study], kept)
    assert references([study], kept) == first
    assert len(kept) == len(STYLES)
    references([study.model_copy(update={"year": 2001})], kept)
    assert len(kept) == 2 * len(STYLES)


def test_every_study_has_both_references(content: Library) -> None:
    some = [entry for _, entry in content.of("abstract") if isinstance(entry, Abstract)][::20]
    assert len(some) > 10
    cited = references(some, {})
    for one in some:
        for style in ("harvard", "apa"):
            found = cited[one.key][style]
            assert found.year == str(one.year)
            assert found.before
            assert found.after
