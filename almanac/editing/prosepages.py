"""Advice on the wording of hand-written pages, and errors for missing entries that they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from almanac.content.checks import language
from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.content.problem import Problem, did_you_mean

# Anything that is not prose: front matter, code, comments, tags, macros and addresses.
_NO_PROSE = re.compile(
    r"\A---.*?\n---\n|```.*?```|`[^`\n]*`|<!--.*?-->|<code>.*?</code>|<[^>]+>|\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|\{[^}\n]*\}",
    re.DOTALL,
)


_MACRO = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_REF = re.compile(rf"""(["'])(({"|".join(kind.name for kind in KINDS)})/[a-z0-9-]+)\1""")


def errors(project: Path, library: Library) -> Iterator[Problem]:
    """Yield an error for each missing entry that a page refers to, because the site could not be built."""
    for path in sorted((project / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        for macro in _MACRO.finditer(text):
            for found in _REF.finditer(text, *macro.span()):
                if found[2] not in library.entries:
                    line, column = _place(text, found.start(2))
                    message = f'no entry "{found[2]}".{did_you_mean(found[2], library.entries)}'
                    yield Problem(path.relative_to(project).as_posix(), line, column, "", "", message, "R1")


def advice(project: Path, library: Library) -> Iterator[Problem]:
    """Yield all advice on the pages in ``docs/``, each at its line."""
    check = language.checker(library)
    for path in sorted((project / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        prose = _NO_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
        for word, message, code in check(prose):
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", prose)
            at = found.start() if found else 0
            line, column = _place(prose, at)
            yield Problem(path.relative_to(project).as_posix(), line, column, "", "", message, code)


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
