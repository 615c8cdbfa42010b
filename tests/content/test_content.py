"""The real content: what must be true of it beyond what its models and rules already say."""

from __future__ import annotations

import datetime as dt
import re

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.message import Message
from almanac.content.kinds.organisation import Organisation
from almanac.content.kinds.role import Role
from almanac.content.kinds.source import Source
from almanac.content.kinds.term import Term
from almanac.content.model import Library, kind_of
from almanac.content.schemas import schemas
from almanac.site.glossary import Explainer, glossary_of
from almanac.site.pages import updates_on
from almanac.site.render import entry_page
from almanac.site.research import studies
from tests.conftest import PROJECT, SITE
from tests.content.test_language import ours


def test_the_five_categories_and_the_messages_are_whole(content: Library) -> None:
    assert [entry.key for _, entry in content.of("role")] == list("abcde")
    counted = [entry.set for _, entry in content.of("message") if isinstance(entry, Message)]
    assert (counted.count("key"), counted.count("practitioner")) == (8, 6)


def test_a_useful_link_says_what_the_briefing_said_of_it(content: Library) -> None:
    bodies = [entry for _, entry in content.of("organisation") if isinstance(entry, Organisation)]
    links = [body for body in bodies if body.useful_link]
    assert links
    assert all(body.then for body in links)


def test_a_body_that_ended_never_looks_open(content: Library) -> None:
    ended = {
        "csip",
        "depression-alliance",
        "ncil",
        "nimhe",
        "nmhdu",
        "tcsw",
        "public-health-england",
        "audit-commission",
        "hee",
        "jit",
    }
    states = {body.key: body.status.state for _, body in content.of("organisation") if isinstance(body, Organisation)}
    assert {key: states[key] for key in ended if states[key] not in ("merged", "closed")} == {}


def test_what_uses_a_replaced_word_says_what_holds_now(content: Library) -> None:
    """Unless it speaks of a nation where the word still holds, or names what came in its place."""
    terms = {term.key: term for _, term in content.of("term") if isinstance(term, Term)}
    replaced = {key: now for key, term in terms.items() if (now := term.superseded_by)}
    found, silent = 0, []
    for kind in ("role", "message", "standard", "situation", "figure", "abstract"):
        for ref, entry in content.of(kind):
            text = " ".join(ours(entry))
            notes = " ".join(note.text for note in updates_on(content, ref))
            for key in explained_in(content, text) & replaced.keys():
                now, name = replaced[key], terms[key].name
                after = terms[now.term] if now.term else None
                said = after and any(form in text for form in (after.name, after.abbreviation) if form)
                found += 1
                if not (now.note in notes or name in notes or said or elsewhere(text, name, now.nations)):
                    silent.append((ref, key))
    assert found > 50
    assert silent == []


def explained_in(content: Library, text: str) -> set[str]:
    """Keys of the terms that stand in a text in a form that the glossary knows."""
    explainer = Explainer(glossary_of(content))
    explainer.text(text)
    return explainer.done


def elsewhere(text: str, name: str, nations: tuple[str, ...]) -> bool:
    """Whether each sentence with the name is about a nation where it was not replaced."""
    others = {"England", "Wales", "Scotland", "Northern Ireland"} - set(nations)
    sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s", text) if name in sentence]
    return bool(nations and sentences) and all(any(other in s for other in others) for s in sentences)


def test_every_role_brings_together_what_bears_on_it(content: Library) -> None:
    wanted = {"abstract", "event", "message", "organisation", "situation", "standard", "term"}
    for ref, role in content.of("role"):
        assert isinstance(role, Role)
        assert role.chapter
        assert wanted - {kind_of(other) for other in content.links.related(ref)} == set(), ref


def test_every_cited_work_goes_with_what_was_said_from_it(content: Library) -> None:
    cited = [ref for ref, work in content.of("source") if isinstance(work, Source) and work.shelf == "cited work"]
    assert len(cited) > 70
    alone = [ref for ref in cited if {kind_of(other) for other in content.links.related(ref)} <= {"source", "term"}]
    assert alone == []


def test_only_what_has_a_successor_was_replaced(content: Library) -> None:
    def shown(key: str) -> str:
        return entry_page(content, f"term/{key}", SITE)["body"]

    assert "<dt>Replaced</dt><dd>November 2008" in shown("asw")
    assert "<dt>Until</dt><dd>30 September 2021" in shown("phe")
    assert not {"<dt>Replaced</dt>", "<dt>Until</dt>"} & set(re.findall(r"<dt>\w+</dt>", shown("spn")))


def test_names_that_a_source_misprints_are_right(content: Library) -> None:
    study = content.entries["abstract/manktelow-2002"]
    assert isinstance(study, Abstract)
    assert [author.family for author in study.authors] == [
        "Manktelow",
        "Hughes",
        "Britton",
        "Campbell",
        "Hamilton",
        "Wilson",
    ]


def test_nothing_claims_to_have_been_checked_live(content: Library) -> None:
    founding = dt.date(2026, 11, 21)
    claims = [
        ref for ref, entry in content.entries.items() if entry.checked <= founding and entry.checked_how == "live site"
    ]
    assert claims == []


def test_nothing_was_checked_or_changed_on_a_day_to_come(content: Library) -> None:
    """A slip in a year would make every other entry late, for the newest day of checking counts as today."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    days = {ref: (entry.checked, *(change.day for change in entry.changed)) for ref, entry in content.entries.items()}
    assert [ref for ref, given in days.items() if max(given) > tomorrow] == []


def test_every_study_says_when_it_joined_the_library(content: Library) -> None:
    """Without the day a recheck would announce it as new in the feeds."""
    assert [study.key for study in studies(content) if study.added is None] == []


def test_no_page_links_where_it_must_not() -> None:
    """An injected advert, a compromised page, lapsed domains and private mail stand in no file of the project."""
    never = re.compile(r"cbd|gumm(y|ies)|gmail\.com|martinwebber\.net|scribd|vdocument|docslib|tripod", re.IGNORECASE)
    files = [
        path
        for folder in ("content", "docs")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".yaml", ".md")
    ]
    assert len(files) > 10
    assert [path.name for path in files if never.search(path.read_text(encoding="utf-8"))] == []


def test_the_schemas_are_fresh() -> None:
    for name, text in schemas().items():
        assert (PROJECT / "content" / "schemas" / name).read_text(encoding="utf-8") == text, 'run "make schemas"'
