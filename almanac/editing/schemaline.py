"""Check that the first line of each file names its schema, which editors' programs use to complete and validate."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from almanac.content.kinds import KINDS
from almanac.content.problem import Problem

_BEGINNING = "# yaml-language-server: $schema="


def advice(content: Path) -> Iterator[Problem]:
    """Yield advice for each file whose first line differs from that of ``line``."""
    plurals = {kind.plural for kind in KINDS}
    for path in sorted(content.rglob("*.y*ml")):
        plural = path.relative_to(content).parts[0].removesuffix(path.suffix)
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline().strip()
        wanted = line(path, content, plural)
        if plural in plurals and first != wanted:
            wrong = (
                f"found another schema, {first.removeprefix(_BEGINNING)}"
                if first.startswith(_BEGINNING)
                else "no schema is named"
            )
            message = f"{wrong}, so programs cannot help editors here. The first line is to be: {wanted}"
            yield Problem(f"{content.name}/{path.relative_to(content).as_posix()}", 1, 1, "", "", message, "A9")


def line(path: Path, content: Path, plural: str) -> str:
    """Return the first line of a file of one kind."""
    there = os.path.relpath(content / "schemas" / f"{plural}.json", path.parent).replace(os.sep, "/")
    return f"{_BEGINNING}{there}"
