"""References preserve the author's text: titles, names, journals and publishers come out as they went in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from almanac.citation.references import Reference, references
from almanac.content.kinds.abstract import Abstract, Author
from almanac.content.model import Library
from almanac.content.quotation import nested

# Texts that earlier corrections of the finished reference altered, or that an engine may read as its own syntax.
FRAGMENTS = (
    "and others", "& others", "nurses and others", "et al.", "...", "..", "'90s", "’90s", "users' memories", "users’",
    "‘quoted’", "“quoted”", '"quoted"', "[Preprint]", "(Publication)", "(1999)", "(1999, )", "<i>lamp</i>", "<b>",
    "&amp;", "--", "–", "-", "e-health", "O’Brien", "p. 12", "pp.", "?", "!", "?.", ".,", ":", "«so»", "_a_", "*b*",
    "{c}", "\\d", "a|b", "李明", "Øre", "van", "de la", "AMHPs", "iPhone", "NHS", "3(2)", "#", "%", "$5", "@@body@@",
    "\u2010", "https://x.example/?a=1&b=2", "İstanbul", "ﬁ", "ẞ",
)  # fmt: skip
CHARACTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])
WORDS = st.sampled_from(FRAGMENTS) | st.text(CHARACTERS, min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join).map("Ø{}".format)  # so that nothing begins with a comma
FAMILY = (
    st.sampled_from(("Suharto", "李", "van Tamm", "de la Cruz", "O’Brien", "Foo‐Bar", "Ng", "Ó Súilleabháin")) | LINES
)
GIVEN = st.sampled_from((None, "Ida", "Mary‐Jane", "Jean-Luc", "J. F.", "明", "Anna Maria", "Łucja"))
PEOPLE = st.builds(lambda family, given: Author.model_construct(family=family, given=given), FAMILY, GIVEN)
BODIES = st.builds(lambda body: Author.model_construct(body=body), LINES)
TYPES = ("article-journal", "article-magazine", "book", "chapter", "report", "thesis", "webpage")
CHANGES = st.fixed_dictionaries({
    "type": st.sampled_from(TYPES),
    "title": LINES,
    "authors": st.lists(PEOPLE | BODIES, min_size=1, max_size=3).map(tuple),
    "container": st.none() | LINES,
    "publisher": st.none() | LINES,
    "others": st.booleans(),
})  # fmt: skip


def without_end(text: str) -> str:
    """Text without its final punctuation, because a style may leave out a full stop after another mark."""
    return text.rstrip(".?!,:; ")


def lost(study: Abstract, cited: dict[str, Reference]) -> Iterator[tuple[str, str, str]]:
    """Texts of a study that its references do not preserve, each with the style and the reference."""
    in_marks = study.type.startswith("article") or study.type == "chapter"
    for style, reference in cited.items():
        shown = reference.before + reference.year + reference.after
        names = [author.short for author in study.authors]
        titles = [nested(study.title) if in_marks and style == "harvard" else study.title]
        places = [
            (names if style == "apa" else names[:1], reference.before),
            (names[:1], reference.intext),
            ([*titles, study.container or ""] if in_marks else titles, reference.after),
            (["1999"], reference.year),
            ([shown], "".join(reference.runs)),
        ]
        yield from ((style, text, shown) for texts, place in places for text in texts if without_end(text) not in place)


# Examples are not shrunk, because that would run Node for minutes.
@settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(made=st.lists(CHANGES, min_size=12, max_size=18))
def test_titles_and_names_come_out_as_they_went_in(made: list[dict[str, Any]], tiny: Library) -> None:
    """One run of Node formats everything in one example."""
    study = tiny.entries["abstract/tamm-1999"]
    assert isinstance(study, Abstract)
    studies = [study.model_copy(update=one | {"key": f"made-{index}"}) for index, one in enumerate(made)]
    cited = references(studies, {})
    assert [found for one in studies for found in lost(one, cited[one.key])] == []
