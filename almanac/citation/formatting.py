"""What the engine of references, citeproc-js, is given and what it gives back; it runs in Node, once for a batch.

Everything is put right before it formats: it gets names that it need not take apart, quotation marks that suit their
place, and stand-ins for the signs that it would take for markup.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almanac.citation.csl import CslItem, csl_item
from almanac.citation.pagination import dashed, pages
from almanac.citation.styles import NOTICE, PAGES, style
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import NAMES, Notice
from almanac.content.problem import AlmanacError
from almanac.content.quotation import nested
from almanac.machine import child, trouble, waits
from almanac.machine.persistent import NoAnswerError, PersistentNode

FORMATTER = Path(__file__).resolve().with_name("format.mjs")
PACKAGES = FORMATTER.parents[2]
# The marks of format.mjs: characters that Unicode keeps for use inside a program, so no text holds them.
ITALIC, UPRIGHT, LETTER = "\ufdd0", "\ufdd1", "\ufdd2"
# The engine reads markup and its own signs in these, and pairs quotation marks: stand-ins are nothing to it.
_SIGNS = "<>'\"\u2018\u2019\u201c\u201d\u00ab\u00bb|\\_*{}"
_IN_NUMBERS = "-&"  # it would make a dash of a hyphen; where there should be one, there is one already
_HELD = {ord(sign): 0xFDD3 + index for index, sign in enumerate(_SIGNS + _IN_NUMBERS)}
_SPACE = "\ufdef"  # one before a colon or a question mark, which the engine would make a narrow one, as in French
_FREE = {held: sign for sign, held in _HELD.items()} | {ord(_SPACE): " "}
_HELD_IN_TEXT = {ord(sign): _HELD[ord(sign)] for sign in _SIGNS}
_NUMBERS = ("number", "volume", "issue")
_IN_QUOTATION_MARKS = ("article-journal", "article-magazine", "chapter")
MANY = 2_000  # works, which take one run of the engine some ten seconds: then a second processor can do a half of them
_persistent: list[PersistentNode] = []  # the engine that stays running, if one does


class NotFormattedError(AlmanacError):
    """References could not be made; the message says why."""


@dataclass(frozen=True)
class FormattingJob:
    """A study to be formatted in one style.

    Attributes:
        style: the name of the style.
        item: the study as CSL-JSON, made ready for the style.
        sort: where it stands in a list.
        known: how many authors are known, if not all are.
    """

    style: str
    item: CslItem
    sort: str
    known: int = 0


@dataclass(frozen=True)
class Formatted:
    """What comes back: the reference with marks for italics and for the place after the year; the plain citation."""

    reference: str
    intext: str


def work(study: Abstract, style_name: str) -> FormattingJob:
    """A study, made ready for a style.

    Args:
        study: the study.
        style_name: one of ``styles.STYLES``.
    """
    item = csl_item(study)
    if study.notice:
        item[NOTICE] = _published(study.notice)
        del item["status"]  # the notice itself says it, and when
    if style_name == "harvard":
        item["title"] = study.marked if study.notice and study.notice.status == "retracted" else study.title
    if style_name == "harvard" and study.type in _IN_QUOTATION_MARKS:
        item["title"] = nested(item["title"])
    if style_name == "apa" and _published_by_author(study):
        del item["publisher"]
    for numbered in {"volume", "issue"} & item.keys():
        item[numbered] = dashed(item[numbered])
    if "page" in item:
        item[PAGES] = pages(study).shown
        item["page"] = "1\u20132" if re.search("[\u2013,]", item[PAGES]) else "1"  # "pp." or "p."
    if study.others:
        item["author"] = [*item["author"], {"literal": "others"}]  # "et al." always stands in its place
    return FormattingJob(style_name, item, _sort(study), len(study.authors) if study.others else 0)


def _published(notice: Notice) -> str:
    """What stands at the end of a reference about a notice, as APA 7 has it (section 10.1, example 16)."""
    where = notice.notice or (identifiers.doi(notice.doi) if notice.doi else notice.url)
    return ", ".join(filter(None, (f"{NAMES[notice.status]} published {notice.year}", where)))


def _sort(study: Abstract) -> str:
    """By authors, then year, then title; a digit comes before a letter, so one author comes before two."""
    names = (part for author in study.authors for part in (author.family, author.given, author.body) if part)
    return " ".join([*names, *(["others"] if study.others else []), study.year_shown, study.title]).casefold()


def _published_by_author(study: Abstract) -> bool:
    """Whether an author is the publisher, who is then not named twice (APA 7, section 9.29)."""
    names = {_folded(author.body) for author in study.authors if author.body}
    return study.publisher is not None and _folded(study.publisher) in names


def _folded(name: str) -> str:
    return re.sub(r"^the\s+|[^\w&]+", " ", name.casefold()).strip()


@contextmanager
def persistent() -> Iterator[PersistentNode]:
    """Within this, the engine is started once and stays running: a server needs it for every title that is saved."""
    engine = PersistentNode(FORMATTER)
    _persistent.append(engine)
    try:
        yield engine
    finally:
        _persistent.remove(engine)
        engine.close()


def format_batch(works: Sequence[FormattingJob]) -> list[Formatted]:
    """All works as references, in their order, by a run of Node, by two for many, or by the engine that stays running.

    Raises:
        NotFormattedError: if the engine cannot, or what it needs was not set up.
    """
    if not works:
        return []
    if not (PACKAGES / "node_modules" / "citeproc").exists():
        raise NotFormattedError('what references are made by is not set up. Run "make build", which does.')
    named = {f"{one.style} {one.known}": style(one.style, one.known) for one in works}
    given = {
        "styles": named,
        "works": [{"style": f"{one.style} {one.known}", "item": _held(one.item)} for one in works],
    }
    made = _made(given)
    return [Formatted(one["reference"].translate(_FREE), _citation(one["intext"])) for one in made]


def _made(given: dict[str, Any]) -> list[dict[str, str]]:
    """What ``format.mjs`` makes of its input. If the engine that stays running fails, a run of its own says why."""
    made: list[dict[str, str]]
    with suppress(NoAnswerError):
        if _persistent:
            made = _persistent[-1].ask(given)
            return made
    works = given["works"]
    half = len(works) // 2 if len(works) >= MANY and (os.cpu_count() or 1) > 1 else 0
    with waits.beside() as waiting:
        parts = [waiting.submit(_run, {**given, "works": part}) for part in (works[:half], works[half:]) if part]
        return [one for part in parts for one in part.result()]


def _run(given: dict[str, Any]) -> list[dict[str, str]]:
    """As ``_made``, by a run of the engine."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "works.json")
        file.write_text(json.dumps(given), "utf-8")
        done = child.node([str(FORMATTER), str(file)])
    if done.returncode:
        said = done.stderr.strip()
        raise NotFormattedError(f"the references could not be made:\n{trouble.of_node(said) or said}")
    made: list[dict[str, str]] = json.loads(done.stdout)
    return made


def _citation(marked: str) -> str:
    return re.sub(f"[{ITALIC}{UPRIGHT}{LETTER}]", "", marked).translate(_FREE)


def _held(value: Any, name: str = "") -> Any:
    """The item as the engine is given it: signs held back, names not to be taken apart."""
    if isinstance(value, dict):
        if "literal" in value:  # the engine joins organisations to persons in a way that neither style asks for
            return _held({"family": value["literal"]})
        parts = {name: _held(part, name) for name, part in value.items()}
        return parts | {"parse-names": 0} if "family" in value else parts
    if isinstance(value, list):
        return [_held(part, name) for part in value]
    if not isinstance(value, str) or name in {"id", "type"}:
        return value
    text = re.sub(" (?=[:;?!])", _SPACE, _to_initial(value) if name == "given" else value)
    return text.translate(_HELD if name in _NUMBERS else _HELD_IN_TEXT)


def _to_initial(given: str) -> str:
    """Given names as the engine makes initials of them: each of "JF" apart, the usual hyphen, a capital first."""
    apart = re.sub(r"(?<![\w.-])[A-Z]{2,3}(?![\w.])", lambda letters: " ".join(letters[0]), given)
    return apart[:1].upper() + apart[1:].replace("\u2010", "-")
