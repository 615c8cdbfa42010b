"""The raw data of the content files, drafts included, before any model has validated it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almanac.content import contentfiles
from almanac.content.kinds import KINDS, Kind
from almanac.content.problem import ContentError
from almanac.content.yamlfile.cache import YamlCache
from almanac.content.yamlfile.document import Document


@dataclass(frozen=True)
class Row:
    """One entry as written, and where."""

    kind: Kind
    document: Document
    index: int
    data: dict[str, Any]

    def place(self, *field: str | int) -> tuple[int, int]:
        """Return line and column of the entry, or of one of its fields."""
        return self.document.place((self.kind.plural, self.index, *field))

    @property
    def where(self) -> str:
        """File, line and key of the entry, as a report gives them."""
        return f"{self.document.file}:{self.place()[0]} {self.data.get('key', '')}"


def rows(content: Path, kind: str = "", cache: Path | None = None) -> Iterator[Row]:
    """Yield every entry of a kind, or of all kinds, as written.

    Args:
        content: folder of the content.
        kind: name of the kind; empty for all.
        cache: folder of the cache of parsed files, if any.

    Raises:
        ContentError: for a file that cannot be read.
    """
    kept = YamlCache(cache)
    plurals = {one.plural: one for one in KINDS if kind in ("", one.name)}
    for path, _, _ in contentfiles.yaml_files(content):
        found = plurals.get(path.relative_to(content).parts[0].removesuffix(path.suffix))
        if found is None:
            continue
        document, problems = kept.read(path, f"{content.name}/{path.relative_to(content).as_posix()}")
        if document is None:
            raise ContentError(problems)
        held = document.data.get(found.plural) if isinstance(document.data, dict) else None
        for index, item in enumerate(held if isinstance(held, list) else ()):
            if isinstance(item, dict):
                yield Row(found, document, index, item)
