"""Advice on the words of hand-written pages, as on those of entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from almanac.content.checks import language
from almanac.content.model import Library
from almanac.content.problem import Problem

# What is no prose: front matter, code, comments, tags, macros and addresses.
_NO_PROSE = re.compile(
    r"\A---.*?\n---\n|```.*?```|`[^`\n]*`|<!--.*?-->|<[^>]+>|\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|\{[^}\n]*\}", re.DOTALL
)


def advice(project: Path, library: Library) -> Iterator[Problem]:
    """All advice on pages in ``docs/``, each at its line."""
    check = language.checker(library)
    for path in sorted((project / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        prose = _NO_PROSE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)
        for word, message, code in check(prose):
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", prose)
            at = found.start() if found else 0
            line, column = prose.count("\n", 0, at) + 1, at - prose.rfind("\n", 0, at)
            yield Problem(path.relative_to(project).as_posix(), line, column, "", "", message, code)
