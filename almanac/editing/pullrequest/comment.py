"""``almanac comment``: the comparison as a comment on a pull request, in Markdown that can contain only text."""

from __future__ import annotations

import datetime as dt
import re
import stat
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from almanac.content.kinds import BY_NAME
from almanac.content.letters import capitalised, counted
from almanac.content.refs import kind_of
from almanac.editing.pullrequest import comparison
from almanac.editing.pullrequest.comparison import Comparison, Entry, Fault, InvalidComparisonError
from almanac.site import urls, words

FILE = "comparison.json"
MARK = "<!-- almanac: what this pull request changes -->"
"""Identifies the comment, so that a pull request has only one."""

_MAX_LENGTH = 60_000  # characters; GitHub accepts 65,536
_SHOWN = 40  # lines of one list
_COUNTED = {
    "event": ("change in law or policy", "changes in law or policy"),
    "figure": ("set of figures", "sets of figures"),
    "local-help": ("local service", "local services"),
    "provision": ("provision of law", "provisions of law"),
    "term": ("glossary term", "glossary terms"),
    "urgent-help": ("urgent help contact", "urgent help contacts"),
}
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$&])")
_ALIVE = re.compile(r"(?<=[@#])|(?<=:)(?=/)|(?<=www)(?=\.)|(?<=[Gg][Hh])(?=-)")  # where a mention or a link would begin
_JOINED = "\u2060"  # a word joiner: invisible, and it prevents GitHub from recognising a mention or link across it


def read(artifact: Path) -> Comparison:
    """Read the comparison in an untrusted archive: one plain file of the right name, size and form.

    Raises:
        InvalidComparisonError: for an archive that contains anything else.
    """
    if artifact.stat().st_size > comparison.MAX_BYTES:
        raise InvalidComparisonError(f"the archive is larger than {comparison.MAX_BYTES} bytes.")
    try:
        with ZipFile(artifact) as archive:
            held = archive.infolist()
            if [one.filename for one in held] != [FILE]:
                raise InvalidComparisonError(f"the archive must hold {FILE} and nothing else.")
            if held[0].file_size > comparison.MAX_BYTES or stat.S_ISLNK(held[0].external_attr >> 16):
                raise InvalidComparisonError(f"{FILE} must be a plain file of {comparison.MAX_BYTES} bytes at most.")
            with archive.open(held[0]) as file:
                return comparison.read(file.read(comparison.MAX_BYTES + 1))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):  # truncated, encrypted or no archive
        raise InvalidComparisonError("this is not an archive that can be read.") from None


def markdown(found: Comparison, preview: str = "") -> str:
    """Return the comment.

    Args:
        found: the changes.
        preview: address of the built site, if there is one.
    """
    parts = [MARK, *_headline(found), *_for_readers(found), *_faults(found), *_dates(found), *_preview(found, preview)]
    text = "\n".join(parts).rstrip() + "\n"
    if len(text) <= _MAX_LENGTH:
        return text
    return (
        text[:_MAX_LENGTH].rpartition("\n")[0]
        + "\n\nThere is more than a comment can hold. The check names the rest.\n"
    )


def escaped(text: str) -> str:
    """Escape a text as Markdown that shows it literally, without markup, links or mentions."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    return _MARKUP.sub(r"\\\1", _ALIVE.sub(_JOINED, plain))


def _headline(found: Comparison) -> Iterator[str]:
    if found.problems:
        yield f"## {counted(len(found.problems), 'thing')} to put right before this can be published"
    elif not (_entries(found) or found.pages):
        yield "## Nothing changes for readers"
        yield ""
        yield "No entry and no page of the site says anything new."
    else:
        yield "## What changes for readers"


def _entries(found: Comparison) -> tuple[Entry, ...]:
    return (*found.added, *found.removed, *found.moved, *found.changed)


def _for_readers(found: Comparison) -> Iterator[str]:
    if not found.readable:
        yield from ("", "The content cannot be read yet, so we cannot say what changes for readers.")
        return
    if found.problems and (_entries(found) or found.pages):
        yield from ("", "## What changes for readers")
    lines = [*_changed(found.changed), *_moved(found.moved), *_many(found.added, "added")]
    lines += [*_many(found.removed, "removed"), *_pages(found.pages)]
    yield from ("", *lines) if lines else ()
    if found.left_out:
        yield from ("", f"There are {found.left_out} more than can be listed here.")


def _changed(entries: Sequence[Entry]) -> Iterator[str]:
    for one in entries[:_SHOWN]:
        first, *more = (escaped(sentence) for sentence in one.what or ("changed",))
        if not more:
            yield f"- {_named(one)}: {_sentence(first)}"
            continue
        yield f"- {_named(one)}:"
        yield from (f"  - {_sentence(sentence)}" for sentence in (first, *more))
    yield from _rest(entries, "changed entry", "changed entries")


def _sentence(text: str) -> str:
    return text if text.endswith((".\u201d", "?\u201d", "!\u201d", "…\u201d")) else f"{text}."


def _moved(entries: Sequence[Entry]) -> Iterator[str]:
    for one in entries[:_SHOWN]:
        former = escaped(one.what[0]) if one.what else "another key"
        yield f"- {_named(one)} has a new address. Its old key was {former}, and the old address leads to the new one."
    yield from _rest(entries, "new address", "new addresses")


def _many(entries: Sequence[Entry], verb: str) -> Iterator[str]:
    """Yield entries grouped by kind: "3 studies added", then a line for each."""
    for kind, held in groupby(entries, key=lambda one: kind_of(one.ref)):
        together = list(held)
        usual = (BY_NAME[kind].word.lower(), BY_NAME[kind].heading.lower())
        many = counted(len(together), *_COUNTED.get(kind, usual))
        yield f"- {many} {verb}:"
        yield from (f"  - {_named(one) if verb == 'added' else escaped(one.label)}" for one in together[:_SHOWN])
        yield from (f"  {line}" for line in _rest(together, "more", "more"))


def _pages(pages: Sequence[str]) -> Iterator[str]:
    if pages:
        names = ", ".join(f"`{page}`" for page in pages[:_SHOWN])
        yield f"- {counted(len(pages), 'hand-written page')} changed: {names}."


def _faults(found: Comparison) -> Iterator[str]:
    if found.problems:
        yield from ("", "### To put right", "", *_table(found.problems))
    if found.advice:
        yield from ("", "### Advice", "", "This does not stop publication. Please look at it all the same.", "")
        yield from _table(found.advice)


def _table(faults: Sequence[Fault]) -> Iterator[str]:
    yield "| Where | What to do | Code |"
    yield "|---|---|---|"
    for one in faults[:_SHOWN]:
        where = f"{escaped(one.where)}<br>" if one.where else ""
        message = escaped(capitalised(one.message))
        yield f"| {where}`{one.file}`, line {one.line} | {message} | {one.code} |"
    yield from ("", *_rest(faults, "line", "lines")) if len(faults) > _SHOWN else ()


def _dates(found: Comparison) -> Iterator[str]:
    if not found.stale:
        return
    yield from ("", "### Did you look again?", "")
    yield (
        "You changed what these entries say, but not the day on which somebody last checked them. If you looked at "
        "the source, write today's date under `checked` and what you looked at under `checked_how`."
    )
    yield ""
    for one in found.stale[:_SHOWN]:
        yield f"- {_named(one)}: {_day(one)}"
    yield from _rest(found.stale, "entry", "entries")


def _day(one: Entry) -> str:
    try:
        return f"checked on {words.day(dt.date.fromisoformat(''.join(one.what)))}"
    except ValueError:
        return "checked on an earlier day"


def _preview(found: Comparison, preview: str) -> Iterator[str]:
    if preview and found.readable and not found.problems:
        yield from ("", f"[Download the site as it would be]({preview}), unpack it, and open the pages named above.")


def _named(one: Entry) -> str:
    return f"**{escaped(one.label)}** (`{urls.page_path(one.ref)}`)"


def _rest(held: Sequence[object], one: str, many: str) -> Iterator[str]:
    more = len(held) - _SHOWN
    if more > 0:
        yield f"- and {more} {'' if one == 'more' else 'more '}{one if more == 1 else many}"
