"""The record of what was verified: for each study, the fields that somebody saw at its publisher, and when.

It stands in ``verified.jsonl`` beside ``content/``, a line a study, so that a
later change of such a field does not pass unseen. ``almanac verified`` writes
it: a study that was checked on a later day than the record says is taken anew.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.content.problem import AlmanacError

FILE = "verified.jsonl"
_NO_FIELD = "findings"  # the summary is ours: it has no form in which it was seen


class UnreadableRecordError(AlmanacError):
    """The record is not as it was written; the message says where."""


@dataclass(frozen=True)
class Seen:
    """The fields of one study as they were seen, and the day."""

    day: dt.date
    fields: Mapping[str, str]


def read(path: Path) -> dict[str, Seen]:
    """The record, by the key of the study; empty where there is none yet.

    Raises:
        UnreadableRecordError: if a line is not as this module writes it.
    """
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = {}
    for number, line in enumerate(lines, 1):
        try:
            key, day, fields = (json.loads(line)[name] for name in ("key", "day", "fields"))
            found[key] = Seen(dt.date.fromisoformat(day), fields)
        except (ValueError, KeyError, TypeError):
            message = f"{path.name}:{number}: this line is not as it was written. Take it from the last version again."
            raise UnreadableRecordError(message) from None
    return found


def written(record: Mapping[str, Seen]) -> str:
    """The record as text: a line a study, in order of their keys."""
    lines = (
        json.dumps({"key": key, "day": seen.day.isoformat(), "fields": dict(seen.fields)}, ensure_ascii=False)
        for key, seen in sorted(record.items())
    )
    return "".join(f"{line}\n" for line in lines)


def renewed(library: Library, record: Mapping[str, Seen]) -> dict[str, Seen]:
    """The record with what is new: other studies, and those that were checked on a later day."""
    found = {}
    for _, study in library.of("abstract"):
        if isinstance(study, Abstract):
            now, before = Seen(study.checked, shown(study)), record.get(study.key) or _under_former_key(study, record)
            older = before is not None and before.day >= study.checked
            kept = {name: before.fields.get(name, text) for name, text in now.fields.items()} if before else {}
            seen = Seen(before.day, kept) if before and older else now
            if seen.fields:
                found[study.key] = seen
    return found


def shown(study: Abstract) -> dict[str, str]:
    """The verified fields of a study, each as one text."""
    return {name: _text(study, name) for name in study.verified if name != _NO_FIELD and getattr(study, name)}


def _text(study: Abstract, name: str) -> str:
    if name != "authors":
        return str(getattr(study, name))
    return "; ".join(author.body or f"{author.family}, {author.given or ''}" for author in study.authors)


def _under_former_key(study: Abstract, record: Mapping[str, Seen]) -> Seen | None:
    return next((record[key] for key in study.was if key in record), None)


def changes(library: Library, record: Mapping[str, Seen]) -> Iterator[Finding]:
    """A verified field is as it was seen, unless somebody has looked again since."""
    for ref, study in library.of("abstract"):
        if not isinstance(study, Abstract):
            continue
        seen = record.get(study.key) or _under_former_key(study, record)
        if seen is None or study.checked > seen.day:
            continue
        for name, text in shown(study).items():
            before = seen.fields.get(name, text)
            if _folded(before) != _folded(text):
                was, now = _differing(before, text)
                day = f"{seen.day.day} {seen.day:%B %Y}"
                message = (
                    f'verified on {day} as "{was}"; found "{now}". If you looked again, '
                    f'update "verified" and "checked". If you could not, take "{name}" out of "verified".'
                )
                yield Finding(ref, (name,), message, "A6")


def _folded(text: str) -> str:
    """A text with straight quotation marks and plain hyphens: how they are drawn is not what was verified."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011", "''\"\"--")
_MOST = 120  # characters of a text that a message shows


def _differing(one: str, other: str) -> tuple[str, str]:
    """Two texts, or of long ones what stands where they begin to differ."""
    if max(len(one), len(other)) <= _MOST:
        return one, other
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - _MOST // 3)
    return tuple(f"{'…' if start else ''}{text[start : start + _MOST]}" for text in (one, other))  # type: ignore[return-value]  # two of them
