"""Answer the requests of Decap CMS to its local backend, converting entries of ``content/`` to JSON files and back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from almanac.content.freshness import parse_day
from almanac.content.kinds import KINDS, Kind
from almanac.content.load import LoadResult, Rule, try_load
from almanac.content.problem import AlmanacError, ContentError, Problem
from almanac.content.yamlfile import parser
from almanac.editing import check, files, new, yamltext
from almanac.editing.admin import formdata
from almanac.editing.admin.yamledit import LossyEditError, ReadEntries, with_entry_changed, with_entry_removed
from almanac.editing.rows import Row, rows

_BY_PLURAL = {kind.plural: kind for kind in KINDS}
MOST_TOLD = 12


class RefusedError(AlmanacError):
    """Something cannot be done; the message says why, and nothing was written."""


class NoEntryError(AlmanacError):
    """There is no such entry; the message names it."""


@dataclass
class Backend:
    """Answers requests about the content of one project.

    Attributes:
        project: its folder.
        say: takes each line for the terminal.
        rule: a further rule that the content must satisfy, as for ``load``.
        advice: advice on the entry saved last, for the page.
    """

    project: Path
    say: Callable[[str], None]
    rule: Rule | None = None
    advice: tuple[str, ...] = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def _content(self) -> Path:
        return self.project / "content"

    @property
    def _cache(self) -> Path:
        return self.project / ".cache" / "admin"

    def answer(self, action: str, params: Mapping[str, Any]) -> Any:
        """Return the answer to one request, as data for JSON.

        Args:
            action: its name in the protocol of Decap's local backend, or ``advice``.
            params: its parameters, as in the protocol.

        Raises:
            AlmanacError: if it cannot be done; nothing was written then.
        """
        with self._lock:
            match action:
                case "entriesByFolder":
                    return [_file(row) for row in self._rows(_kind(str(params["folder"])))]
                case "getEntry":
                    return self._open(str(params["path"]))
                case "persistEntry":
                    for one in params["dataFiles"]:
                        opened = json.loads(one.get("opened") or "null")
                        self._save(str(one["path"]), json.loads(one["raw"]), opened)
                    return {"message": "saved"}
                case "deleteFiles":
                    for path in params["paths"]:
                        self._remove(str(path))
                    return {"message": "removed"}
                case "unpublishedEntries" | "getMedia":
                    return []
                case "advice":
                    return self.advice
        raise RefusedError("this cannot be done here.")

    def _rows(self, kind: Kind) -> list[Row]:
        return list(rows(self._content, kind.name, self._cache))

    def _row(self, path: str) -> tuple[Kind, str, Row | None]:
        plural, _, name = path.partition("/")
        kind, key = _kind(plural), name.removesuffix(".json")
        return kind, key, next((row for row in self._rows(kind) if row.data.get("key") == key), None)

    def _open(self, path: str) -> dict[str, Any]:
        kind, key, row = self._row(path)
        if row is None:
            raise NoEntryError(f'there is no {kind.word} "{key}".')
        return _file(row)

    def _save(self, path: str, told: Mapping[str, Any], opened: Mapping[str, Any] | None) -> None:
        """Write the data of a form, if it passes the check and the entry is still as that page of forms opened it."""
        kind, key, row = self._row(path)
        wanted = formdata.from_form(kind.model, told)
        before = formdata.from_form(kind.model, opened) if opened else None
        changed = self._added(kind, wanted) if row is None else self._changed(before, kind, key, row, wanted)
        if not changed:
            return
        found = self._checked(changed)
        files.write(changed)
        self._tell(found, f"{kind.name}/{wanted['key']}", changed)

    def _added(self, kind: Kind, wanted: Mapping[str, Any]) -> Mapping[Path, str]:
        key = str(wanted.get("key", ""))
        if why := new.wrong_key(self._content, kind, key):
            raise RefusedError(why)
        return new.inserted_in_file(self._content, kind, key, yamltext.block(wanted))

    def _changed(
        self, before: Mapping[str, Any] | None, kind: Kind, key: str, row: Row, wanted: Mapping[str, Any]
    ) -> Mapping[Path, str]:
        if wanted.get("key") != key:
            raise RefusedError(
                f'a key is changed by "almanac rename {kind.name}/{key} NEW" alone, wherever it is named. '
                f'Write "{key}" again for the key.'
            )
        now = formdata.from_form(kind.model, row.data)
        if before is not None and before != now:
            raise RefusedError(
                "this entry has changed in its file since you opened it. Reload the page, and edit it again."
            )
        if wanted == now:
            return {}
        return self._written(row, lambda text, read: with_entry_changed(text, kind, row.index, wanted, read))

    def _remove(self, path: str) -> None:
        kind, key, row = self._row(path)
        if row is None:
            raise NoEntryError(f'there is no {kind.word} "{key}".')
        changed = self._written(row, lambda text, read: with_entry_removed(text, kind, row.index, read))
        self._checked(changed)
        files.write(changed)
        self.say(f'{row.document.file}: {kind.word} "{key}" was removed.')

    def _written(self, row: Row, write: Callable[[str, ReadEntries], str]) -> Mapping[Path, str]:
        """Return the file of an entry with its new text."""
        file = self._content.parent / row.document.file
        try:
            return {file: write(file.read_bytes().decode("utf-8"), _reader(row.kind, row.document.file))}
        except LossyEditError as error:
            raise RefusedError(f"{row.document.file}, line {row.place()[0]}: {error}") from None

    def _checked(self, changed: Mapping[Path, str]) -> LoadResult:
        """Check the content as it would become; existing problems do not prevent a change.

        Raises:
            RefusedError: with every new problem.
        """
        with files.trial_copy(self._content, changed) as copy:
            found = self._reading(copy)
        known = {_told(one) for one in self._reading(self._content).problems} if found.problems else set()
        wrong = list(dict.fromkeys(_told(one) for one in found.problems))
        fresh = [line for line in wrong if line not in known]
        if fresh:
            raise RefusedError("\n".join(fresh[:MOST_TOLD]))
        return found

    def _reading(self, content: Path) -> LoadResult:
        return try_load(content, parse_day(""), self.rule, self._cache)

    def _tell(self, found: LoadResult, ref: str, changed: Mapping[Path, str]) -> None:
        """Report on the terminal what was written, and keep the advice for the page."""
        name = ref.replace("/", " ", 1)
        told = check.of_entries(self.project, found, found.library) if found.library else ()
        self.advice = tuple(dict.fromkeys(_told(one) for one in told if one.entry == name))
        for path in changed:
            self.say(f"{path.relative_to(self.project).as_posix()}: {name} was saved.")
        for line in self.advice:
            self.say(f"  Advice: {line}")


def _kind(plural: str) -> Kind:
    kind = _BY_PLURAL.get(plural)
    if kind is None:
        raise RefusedError(f'"{plural}" is not a kind of entry.')
    return kind


def _file(row: Row) -> dict[str, Any]:
    """Return an entry as a JSON file."""
    path = f"{row.kind.plural}/{row.data.get('key', '')}.json"
    data = json.dumps(formdata.to_form(row.kind.model, row.data), ensure_ascii=False)
    return {"data": data, "file": {"path": path, "label": None, "id": None}}


def _reader(kind: Kind, file: str) -> ReadEntries:
    def read(text: str) -> list[dict[str, Any]]:
        document, problems = parser.parse(text, file)
        if document is None or problems:
            raise ContentError(problems)
        held: list[dict[str, Any]] = document.data[kind.plural]
        return held

    return read


def _told(problem: Problem) -> str:
    """Return a problem in words, by entry and field, because line numbers mean nothing in a form."""
    where = ", ".join(part for part in (problem.entry, problem.field) if part)
    return f"{where}: {problem.message}" if where else problem.message
