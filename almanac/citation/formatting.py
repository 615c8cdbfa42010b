"""Prepares studies for citeproc-js, which formats the references, and reads its results.

The engine runs in Node, once for each batch. Corrections are made before it formats: names are already split, quotation
marks already suit their position, and characters that it would take for markup are replaced by placeholders.
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
from almanac.citation.pagination import pages, with_en_dash
from almanac.citation.styles import NOTICE_VARIABLE, PAGES_VARIABLE, STYLES, csl_style
from almanac.content import identifiers
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.notice import NAMES, Notice
from almanac.content.letters import capitalised
from almanac.content.problem import AlmanacError
from almanac.content.quotation import nested
from almanac.machine import child, oserrors, waits
from almanac.machine.persistent import NoAnswerError, PersistentNode

FORMATTER = Path(__file__).resolve().with_name("format.mjs")
PACKAGES = FORMATTER.parents[2]
# Marks shared with format.mjs. They are Unicode noncharacters, reserved for internal use, so no text contains them.
ITALIC, UPRIGHT, LETTER = "\ufdd0", "\ufdd1", "\ufdd2"
# The engine reads these as markup or its own characters, and pairs quotation marks. Placeholders mean nothing to it.
_SPECIAL = "<>'\"\u2018\u2019\u201c\u201d\u00ab\u00bb|\\_*{}"
_IN_NUMBERS = "-&"  # it would turn hyphens into dashes, but dashes are already in place where they belong
_PLACEHOLDERS = {ord(character): 0xFDD3 + index for index, character in enumerate(_SPECIAL + _IN_NUMBERS)}
_SPACE = "\ufdef"  # for one before a colon or question mark, which it would narrow as in French
_REPLACED = {held: character for character, held in _PLACEHOLDERS.items()} | {ord(_SPACE): " "}
_PLACEHOLDERS_IN_TEXT = {ord(character): _PLACEHOLDERS[ord(character)] for character in _SPECIAL}
_NUMBERS = ("number", "volume", "issue")
_IN_QUOTATION_MARKS = ("article-journal", "article-magazine", "chapter")
PARALLEL_FROM = 2_000  # works, which take one process about ten seconds; from here on, a second takes half of them
_persistent: list[PersistentNode] = []  # the engine that stays running, if there is one


class NotFormattedError(AlmanacError):
    """References could not be formatted. The message says why."""


@dataclass(frozen=True)
class FormattingJob:
    """A study to format in one style.

    Attributes:
        style: the name of the style.
        item: the study as CSL-JSON, prepared for the style.
        sort: its sort key in a list.
        known: the number of known authors, if not all are known.
    """

    style: str
    item: CslItem
    sort: str
    known: int = 0


@dataclass(frozen=True)
class Formatted:
    """The engine's output: a reference, marked for italics and for a letter after the year, and a plain citation."""

    reference: str
    intext: str


def formatting_job(study: Abstract, style_name: str) -> FormattingJob:
    """Prepare a study for a style.

    Args:
        study: the study.
        style_name: one of ``styles.STYLES``.
    """
    style, item = STYLES[style_name], csl_item(study)
    if study.notice:
        item[NOTICE_VARIABLE] = _published(study.notice)
        del item["status"]  # the notice itself states it, with its date
    if style.title_names_retraction and study.notice and study.notice.status == "retracted":
        item["title"] = study.title_with_notice
    if style.quotes_titles and study.type in _IN_QUOTATION_MARKS:
        item["title"] = nested(item["title"])
    if not style.repeats_author_as_publisher and _published_by_author(study):
        del item["publisher"]
    for numbered in {"volume", "issue"} & item.keys():
        item[numbered] = with_en_dash(item[numbered])
    if "page" in item:
        item[PAGES_VARIABLE] = pages(study).shown
        item["page"] = "1\u20132" if re.search("[\u2013,]", item[PAGES_VARIABLE]) else "1"  # "pp." or "p."
    if study.others:
        item["author"] = [*item["author"], {"literal": "others"}]  # "et al." always replaces this name
    return FormattingJob(style_name, item, _sort_key(study), len(study.authors) if study.others else 0)


def _published(notice: Notice) -> str:
    """The note at the end of a reference that has a notice, in the form of APA 7 (section 10.1, example 16)."""
    where = notice.notice or (identifiers.doi(notice.doi) if notice.doi else notice.url)
    return ", ".join(filter(None, (f"{NAMES[notice.status]} published {notice.year}", where)))


def _sort_key(study: Abstract) -> str:
    """Sort key: authors, year, title. A digit sorts before a letter, so a single author comes before two."""
    names = (part for author in study.authors for part in (author.family, author.given, author.body) if part)
    return " ".join([*names, *(["others"] if study.others else []), study.year_shown, study.title]).casefold()


def _published_by_author(study: Abstract) -> bool:
    """Whether an author is also the publisher, who is then not named twice (APA 7, section 9.29)."""
    names = {_folded(author.body) for author in study.authors if author.body}
    return study.publisher is not None and _folded(study.publisher) in names


def _folded(name: str) -> str:
    return re.sub(r"^the\s+|[^\w&]+", " ", name.casefold()).strip()


@contextmanager
def persistent() -> Iterator[PersistentNode]:
    """Keep one engine running inside this context, for a server that needs it whenever a title is saved."""
    engine = PersistentNode(FORMATTER)
    _persistent.append(engine)
    try:
        yield engine
    finally:
        _persistent.remove(engine)
        engine.close()


def format_batch(works: Sequence[FormattingJob]) -> list[Formatted]:
    """Format all works as references, in order.

    A running engine is used if there is one. Otherwise Node runs once, or twice at the same time if there are many.

    Raises:
        NotFormattedError: if formatting fails, or if the engine is not installed.
    """
    if not works:
        return []
    if not (PACKAGES / "node_modules" / "citeproc").exists():
        raise NotFormattedError('what references are made by is not set up. Run "make build", which does.')
    named = {f"{one.style} {one.known}": csl_style(one.style, one.known) for one in works}
    given = {
        "styles": named,
        "works": [{"style": f"{one.style} {one.known}", "item": _with_placeholders(one.item)} for one in works],
    }
    made = _run_engine(given)
    return [Formatted(one["reference"].translate(_REPLACED), _citation(one["intext"])) for one in made]


def _run_engine(given: dict[str, Any]) -> list[dict[str, str]]:
    """The output of ``format.mjs`` for an input. If the running engine fails, a separate run reports why."""
    made: list[dict[str, str]]
    with suppress(NoAnswerError):
        if _persistent:
            made = _persistent[-1].ask(given)
            return made
    works = given["works"]
    half = len(works) // 2 if len(works) >= PARALLEL_FROM and (os.cpu_count() or 1) > 1 else 0
    with waits.worker_threads() as waiting:
        parts = [waiting.submit(_run_once, {**given, "works": part}) for part in (works[:half], works[half:]) if part]
        return [one for part in parts for one in part.result()]


def _run_once(given: dict[str, Any]) -> list[dict[str, str]]:
    """The same as ``_run_engine``, always with a new engine."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "works.json")
        file.write_text(json.dumps(given), "utf-8")
        done = child.node([str(FORMATTER), str(file)])
    if done.returncode:
        raise NotFormattedError(f"the references could not be made:\n{oserrors.of_node(done.stderr)}")
    made: list[dict[str, str]] = json.loads(done.stdout)
    return made


def _citation(marked: str) -> str:
    return re.sub(f"[{ITALIC}{UPRIGHT}{LETTER}]", "", marked).translate(_REPLACED)


def _with_placeholders(value: Any, name: str = "") -> Any:
    """The item as passed to the engine: characters replaced by placeholders, and names marked as already split."""
    if isinstance(value, dict):
        if "literal" in value:  # the engine joins organisations to people in a way that neither style wants
            return _with_placeholders({"family": value["literal"]})
        parts = {name: _with_placeholders(part, name) for name, part in value.items()}
        return parts | {"parse-names": 0} if "family" in value else parts
    if isinstance(value, list):
        return [_with_placeholders(part, name) for part in value]
    if not isinstance(value, str) or name in {"id", "type"}:
        return value
    text = re.sub(" (?=[:;?!])", _SPACE, _to_initial(value) if name == "given" else value)
    return text.translate(_PLACEHOLDERS if name in _NUMBERS else _PLACEHOLDERS_IN_TEXT)


def _to_initial(given: str) -> str:
    """Given names in the form from which the engine makes initials: "J F" for "JF", plain hyphens, a capital first."""
    apart = re.sub(r"(?<![\w.-])[A-Z]{2,3}(?![\w.])", lambda letters: " ".join(letters[0]), given)
    return capitalised(apart).replace("\u2010", "-")
