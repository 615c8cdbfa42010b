"""``almanac import FILE…``: turn records of other programs into drafts of studies that are not yet in the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.validators import KEY_FORM
from almanac.content.letters import slug
from almanac.content.printable import shortened
from almanac.content.problem import AlmanacError
from almanac.editing import files, wellformed, yamltext
from almanac.editing.duplicates import StudyIndex
from almanac.editing.formats import detection
from almanac.editing.formats.record import Fields, ReadingProblem, Record
from almanac.editing.rows import rows

_MAX_BYTES = 300_000_000
_MAX_ENTRIES = 2_000  # entries per content file
_MAX_KEY = 60
_SMALL = {"a", "an", "the", "of", "and", "in", "on", "for", "to", "what", "how", "is", "are", "with", "from"}


class ImportRefusedError(AlmanacError):
    """Nothing was imported; the message says why."""


@dataclass
class ImportResult:
    """The result of an import, and the files that it changes.

    Attributes:
        changed: files with their new text.
        added: keys of the drafts.
        lines: messages, a line each.
        failed: how many records could not be read.
        known: how many were already in the library, or earlier in the files.
    """

    changed: dict[Path, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    failed: int = 0
    known: int = 0

    def verdict(self) -> str:
        """Summarise the import in a sentence."""
        return f"{len(self.added)} imported as drafts, {self.known} there already, {self.failed} could not be read."


def import_files(content: Path, paths: Iterable[Path], today: str, *, quiet: bool = False) -> ImportResult:
    """Return the result of importing files, without writing anything.

    Args:
        content: folder of the content.
        paths: files in any of ``detection.FORMATS``.
        today: the day on which the studies join the library.
        quiet: whether to hide the progress bar.

    Raises:
        ImportRefusedError: for a file that is too long.
        ContentError: if the content cannot be read.
        OSError: for a file that cannot be read.
    """
    found, library, keys = ImportResult(), StudyIndex(), set[str]()
    for row in rows(content, "abstract"):
        library.add(row.data, row.where)
        keys |= {str(row.data.get("key")), *(row.data.get("was") or ())}
    for path in paths:
        if path.stat().st_size > _MAX_BYTES:
            raise ImportRefusedError(f"{path}: it is longer than {_MAX_BYTES:,} bytes. Split it into several files.")
        form, (records, failures) = detection.read(path.read_bytes())
        entries: list[tuple[str, str]] = []
        for record in tqdm(records, desc=f"{path.name} ({form})", unit=" records", disable=True if quiet else None):
            entries += _entry(record, path, (library, keys), found, today)
        _report_failures(path, failures, found)
        found.changed |= _placed(content, path, entries, found.changed)
        found.added += [key for key, _ in entries]
    return found


def _report_failures(path: Path, failures: list[ReadingProblem], found: ImportResult) -> None:
    found.failed += sum(not failure.recovered for failure in failures)
    found.lines += [f"{path}:{failure.line}: {failure.why}" for failure in failures]


def _entry(
    record: Record, path: Path, known: tuple[StudyIndex, set[str]], found: ImportResult, today: str
) -> Iterator[tuple[str, str]]:
    """Yield key and YAML of a record if it is new, and add any messages about it to the report."""
    library, keys = known
    titled = record.fields.get("title", "")
    where = f"{path}:{record.line}: {record.name or (f'“{shortened(titled)}”' if titled else 'a record')}"
    wrong = wellformed.remove_invalid(record.fields)
    if not record.fields.get("title"):
        found.failed += 1
        why = next((one for one in wrong if one.startswith("title (")), "") if titled else "it has no title"
        found.lines.append(f"{where} was left out: {why}")
        return
    other = library.find_same(record.fields)
    if other:
        found.known += 1
        found.lines.append(f"{where} is there already: {other}")
        return
    near = library.find_similar(record.fields)
    if near:
        found.lines.append(f"{where} may be there already, compare: {near}")
    key = _key(record, keys)
    keys.add(key)
    library.add(record.fields, f"{path}:{record.line} {key}")
    for said, what in (("no place for", record.losses), ("look at", wrong)):
        if what:
            found.lines.append(f"{where} ({key}): {said} {'; '.join(what)}")
    yield key, yamltext.block(_draft(key, record.fields, today))


_ORDER = tuple(Abstract.model_fields)


def _key(record: Record, taken: set[str]) -> str:
    """Make a key in the usual form: author, year and a word of the title, or the name if it begins like that."""
    first: Fields = next(iter(record.fields.get("authors", ())), {})
    author = slug(str(first.get("family") or first.get("body") or "")).replace("-", "")[:30]
    usual = author and record.name.startswith(author) and len(record.name) < _MAX_KEY
    if usual and re.fullmatch(KEY_FORM, record.name):
        base = record.name
    else:
        words = [word for word in slug(record.fields["title"]).split("-") if word and word not in _SMALL]
        base = f"{author}{record.fields.get('year', 'nd')}{(words or [''])[0][:20]}"
    base = "entry" if base == "index" else base if re.search("[a-z]", base) else f"study{base}"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _draft(key: str, fields: Fields, today: str) -> dict[str, Any]:
    """Return the entry, with its fields in the order of a study's and none of them marked as verified."""
    held = {name: fields[name] for name in _ORDER if fields.get(name)}
    return {"key": key, "draft": True, **held, "verified": [], "added": today}


def _placed(content: Path, path: Path, entries: list[tuple[str, str]], changed: dict[Path, str]) -> dict[Path, str]:
    """Return the content files for the entries, with their new text; a long import needs several."""
    made: dict[Path, str] = {}
    name = f"imported-{slug(path.stem) or 'file'}"
    entries = sorted(entries)
    for number, start in enumerate(range(0, len(entries), _MAX_ENTRIES), 1):
        place = content / "abstracts" / (f"{name}.yaml" if len(entries) <= _MAX_ENTRIES else f"{name}-{number}.yaml")
        before = changed.get(place) or (place.read_bytes().decode("utf-8") if place.exists() else "")
        before = before or yamltext.header("abstracts", in_folder=True)
        made[place] = yamltext.inserted(before, entries[start : start + _MAX_ENTRIES])
    return made


def run(content: Path, paths: list[Path], today: str, say: Callable[[str], None], *, dry: bool) -> ImportResult:
    """Import files, report the result, and write the drafts unless it is a dry run."""
    found = import_files(content, paths, today)
    for line in found.lines:
        say(line)
    if dry:
        say(files.diff(found.changed, content))
    else:
        files.write(found.changed)
    say(found.verdict() + (" Nothing was written." if dry else ""))
    return found
