"""The record of verification: for each study, the fields that somebody saw at its publisher, and when.

The record is ``verified.jsonl`` beside ``content/``, one line for each study, so that later changes to such fields are
noticed. ``almanac verified`` writes it. It records a study again if it was checked on a later day than the record says.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from almanac.content.checks.finding import Finding
from almanac.content.kinds.abstract import Abstract
from almanac.content.model import Library
from almanac.content.problem import AlmanacError

FILE = "verified.jsonl"
_NO_FIELD = "findings"  # the summary is in our own words, so there is nothing at the publisher to compare it with
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011", "''\"\"--")
_MOST = 120  # the most characters of a text that a message shows


class UnreadableRecordError(AlmanacError):
    """A line of the record is malformed; the message says which."""


@dataclass(frozen=True)
class VerifiedRecord:
    """The fields of one study as somebody saw them, and the day."""

    day: dt.date
    fields: Mapping[str, str]


def read(path: Path) -> dict[str, VerifiedRecord]:
    """Read the record, by the key of the study; empty if there is none yet.

    Raises:
        UnreadableRecordError: if a line is not in the format that this module writes.
    """
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    marks = [number for number, line in enumerate(lines, 1) if re.match(r"<{7}|={7}|>{7}|\|{7}", line)]
    if marks:
        message = (
            f"{path.name}:{marks[0]}: this line is left over from a conflict between two versions. Keep one version, "
            "and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        )
        raise UnreadableRecordError(message)
    found = {}
    for number, line in enumerate(lines, 1):
        try:
            key, day, fields = (json.loads(line)[name] for name in ("key", "day", "fields"))
            found[key] = VerifiedRecord(dt.date.fromisoformat(day), fields)
        except (ValueError, KeyError, TypeError):
            message = f"{path.name}:{number}: this line is not as it was written. Take it from the last version again."
            raise UnreadableRecordError(message) from None
    return found


def serialised(record: Mapping[str, VerifiedRecord]) -> str:
    """Return the record as text: one line for each study, in order of their keys."""
    lines = (
        json.dumps({"key": key, "day": seen.day.isoformat(), "fields": dict(seen.fields)}, ensure_ascii=False)
        for key, seen in sorted(record.items())
    )
    return "".join(f"{line}\n" for line in lines)


def updated(library: Library, record: Mapping[str, VerifiedRecord]) -> dict[str, VerifiedRecord]:
    """Return the record brought up to date with new studies, and with those checked on a later day."""
    found = {}
    for _, study in library.all_of(Abstract):
        now = VerifiedRecord(study.checked, verified_fields(study))
        before = record.get(study.key) or _under_former_key(study, record)
        older = before is not None and before.day >= study.checked
        kept = {name: before.fields.get(name, text) for name, text in now.fields.items()} if before else {}
        seen = VerifiedRecord(before.day, kept) if before and older else now
        if seen.fields:
            found[study.key] = seen
    return found


def verified_fields(study: Abstract) -> dict[str, str]:
    """Return the verified fields of a study, each as one text."""
    return {name: _text(study, name) for name in study.verified if name != _NO_FIELD and getattr(study, name)}


def _text(study: Abstract, name: str) -> str:
    if name != "authors":
        return str(getattr(study, name))
    return "; ".join(author.body or f"{author.family}, {author.given or ''}" for author in study.authors)


def _under_former_key(study: Abstract, record: Mapping[str, VerifiedRecord]) -> VerifiedRecord | None:
    return next((record[key] for key in study.was if key in record), None)


def changes(library: Library, record: Mapping[str, VerifiedRecord]) -> Iterator[Finding]:
    """A verified field is as it was seen, unless somebody has checked again since."""
    for ref, study in library.all_of(Abstract):
        seen = record.get(study.key) or _under_former_key(study, record)
        if seen is None or study.checked > seen.day:
            continue
        for name, text in verified_fields(study).items():
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
    """Return a text with straight quotation marks and plain hyphens: typography is not what was verified."""
    return text.translate(_PLAIN)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Return two texts, or the parts of long ones from just before the first difference."""
    if max(len(one), len(other)) <= _MOST:
        return one, other
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - _MOST // 3)
    return tuple(f"{'…' if start else ''}{text[start : start + _MOST]}" for text in (one, other))  # type: ignore[return-value]  # two of them
