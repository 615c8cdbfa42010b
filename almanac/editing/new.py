"""``almanac new study|organisation|…``: add a well-formed draft of an entry in its place among the others."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from almanac.content.kinds import KINDS, Kind
from almanac.content.kinds.validators import key as advice_on_key
from almanac.content.letters import slug
from almanac.content.links import type_parts
from almanac.content.printable import printable
from almanac.content.problem import AlmanacError, did_you_mean
from almanac.editing import files, yamltext
from almanac.editing.fieldorder import field_order
from almanac.editing.formats import values
from almanac.editing.rows import rows

KINDS_BY_NAME = {
    **{kind.name: kind for kind in KINDS},
    **{kind.word: kind for kind in KINDS if kind.name == "abstract"},
}
_MADE = ("key", "draft", "sources", "checked_by")  # fields that are not asked for


class NotNewError(AlmanacError):
    """Nothing was added; the message says why, and what to write."""


def draft_added(content: Path, name: str, given: Iterable[str], today: str) -> tuple[dict[Path, str], str]:
    """Return the file that changes, with its new text, and the key of the entry.

    Args:
        content: folder of the content.
        name: what readers or editors call the kind, such as ``study`` or ``organisation``.
        given: fields as ``name=value``; lists with semicolons; authors as "Family, Given; Organisation,".
        today: the day on which it joins the library.

    Raises:
        NotNewError: for an unknown kind or field, or for a key that is invalid or taken.
    """
    kind = KINDS_BY_NAME.get(name)
    if kind is None:
        known = ", ".join(KINDS_BY_NAME)
        raise NotNewError(f'no kind of entry is called "{name}".{did_you_mean(name, KINDS_BY_NAME)} Kinds: {known}.')
    fields = dict(_field(kind, one) for one in given)
    taken = taken_keys(content, kind)
    key = fields.pop("key", "") or key_for(kind, fields)
    if advice_on_key(key):
        raise NotNewError(f'found "{key}" for the key. Add key=NAME: lower-case letters, digits, single hyphens.')
    if key in taken:
        raise NotNewError(f'there is a {kind.word} with the key "{key}". Add key=NAME with another.')
    entry = {"key": key, "draft": True, **{name: fields[name] for name in field_order(kind.model) if name in fields}}
    if kind.name == "abstract":
        entry = entry | {"verified": entry.get("verified", []), "added": today}
    return {**inserted_in_file(content, kind, key, yamltext.block(entry))}, key


def _field(kind: Kind, given: str) -> tuple[str, Any]:
    name, equals, value = given.partition("=")
    known = [field for field in kind.model.model_fields if field != "draft"]
    if not equals or name not in known:
        raise NotNewError(f'found "{given}". Write field=value.{did_you_mean(name, known)} Fields: {", ".join(known)}.')
    value = value.strip()
    about = kind.model.model_fields[name]
    if name in ("authors", "editors"):
        return name, values.people(value.split(";"))
    if tuple in {getattr(part, "__origin__", part) for part in (about.annotation,)}:
        return name, [one.strip() for one in value.split(";") if one.strip()]
    types = set(type_parts(about.annotation))
    if int in types and value.isascii() and value.isdigit():
        return name, int(value)
    if bool in types and value in ("true", "false"):
        return name, value == "true"
    return name, value


def key_for(kind: Kind, fields: dict[str, Any]) -> str:
    """Make a key from the entry's name; for a study, from its first author, year and a word of the title."""
    title = slug(str(fields.get("title") or fields.get("name") or fields.get("statement") or ""))
    if kind.name != "abstract":
        return title[:60].strip("-")
    first: dict[str, str] = next(iter(fields.get("authors") or ()), {})
    author = slug(str(first.get("family") or first.get("body") or "")).replace("-", "")
    word = next((word for word in title.split("-") if len(word) > 3), title)  # noqa: PLR2004  (a significant word)
    return f"{author}{fields.get('year', 'nd')}{word}" if author or title else ""


def taken_keys(content: Path, kind: Kind) -> set[str]:
    """Return the keys of a kind's entries, including former ones, none of which can be used again."""
    held = (row.data for row in rows(content, kind.name))
    return {str(key) for data in held for key in (data.get("key"), *(data.get("was") or ()))}


def wrong_key(content: Path, kind: Kind, key: str) -> str:
    """Return why a new entry cannot have a key, and what to write; empty if it can."""
    if advice_on_key(key):
        return f'found "{printable(key, 80)}" for the key. Write small letters, digits and single hyphens.'
    if key in taken_keys(content, kind):
        return f'the key "{key}" is taken. Write another, or correct that entry instead.'
    return ""


def inserted_in_file(content: Path, kind: Kind, key: str, made: str) -> dict[Path, str]:
    """Return the file that the key belongs to, with the entry inserted."""
    texts = files.read_texts(content, kind.plural)
    if not texts:
        return {content / f"{kind.plural}.yaml": yamltext.header(kind.plural, in_folder=False) + made}
    path = _file_for_key(texts, key)
    return {path: yamltext.inserted(texts[path], [(key, made)])}


def _file_for_key(texts: dict[Path, str], key: str) -> Path:
    """Return the file whose letters (``a-to-b``) include the key; otherwise the last one that begins before it."""
    for path in sorted(texts):
        span = re.fullmatch(r"([a-z0-9])-to-([a-z0-9])", path.stem)
        if span and span[1] <= key[0] <= span[2]:
            return path
    begun = {
        path: min(re.findall(r"^ *- +key: *['\"]?([a-z0-9-]+)", text, re.MULTILINE), default="")
        for path, text in texts.items()
    }
    before = [path for path in texts if begun[path] <= key]
    return max(before or texts, key=lambda path: begun[path])


def ask_for_fields(kind_name: str, ask: Callable[[str], str] = input) -> list[str]:
    """Ask at the terminal for each field that an entry needs, and return the answers; empty ones are left out."""
    kind = KINDS_BY_NAME.get(kind_name)
    if kind is None or not sys.stdin.isatty():
        return []
    usual = {"abstract": ("title", "authors", "year", "container", "doi")}.get(kind.name, ())
    needed = [name for name, about in kind.model.model_fields.items() if about.is_required() and name not in _MADE]
    answers = []
    for name in dict.fromkeys((*usual, *needed)):
        if name in ("summary", "verified", "status") and kind.name in ("abstract", "organisation"):
            continue
        about = kind.model.model_fields[name].description
        said = ask(f"{name}{f' ({about})' if about else ''}: ").strip()
        if said:
            answers.append(f"{name}={said}")
    return answers
