"""Entries that were on the site and have been removed, found by comparison with the main branch in git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.content.problem import Problem, nearest
from almanac.content.refs import former_refs, key_of

_KEY = r"^  - key: "
_LINE = re.compile(r"^[^:]+:content/(?P<file>[^:]+):(?P<line>\d+):  - key: +(?P<key>[\"']?[a-z0-9-]+)")
_SECONDS = 20


def removed_entries(project: Path, library: Library) -> Iterator[Problem]:
    """Yield advice for each entry of the main branch whose page is gone and does not redirect to another."""
    plurals = {kind.plural: kind.name for kind in KINDS}
    held = {*library.entries, *former_refs(library.entries)}
    before = list(_keys_on_main(project))
    known = {(file, key) for file, _, key in before}
    for file, line, key in before:
        kind = plurals.get(re.split(r"[./]", file)[0])
        if kind is None or f"{kind}/{key}" in held:
            continue
        new = [
            key_of(ref)
            for ref in library.entries
            if ref.startswith(f"{kind}/")
            and (library.places[ref].file.removeprefix("content/"), key_of(ref)) not in known
        ]
        likely = nearest(key, new) or (new[0] if len(new) == 1 else "")
        if likely:
            place = library.places[f"{kind}/{likely}"]
            message = (
                f'"{key}" is gone, and with it an address that readers may have kept. '
                f'Add "was: [{key}]" here if this is its new key.'
            )
            yield Problem(place.file, place.line, 3, f"{kind} {likely}", "was", message, "A10")
        else:
            message = f'{kind} "{key}" is gone, and with it an address that readers may have kept. Is that meant?'
            yield Problem(f"content/{file}", max(1, line), 1, "", "", message, "A10")


def _keys_on_main(project: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and key of each entry at the point where this branch left main; nothing without git history."""
    base = _base(project)
    if base:
        for line in _git(project, "grep", "--line-number", "-E", _KEY, base, "--", "content").splitlines():
            found = _LINE.match(line)
            if found:
                yield found["file"], int(found["line"]), found["key"].strip("\"'")


def _base(project: Path) -> str:
    """Return the commit to compare with; empty if there is none."""
    wanted = os.environ.get("GITHUB_BASE_REF")
    names = [f"origin/{wanted}"] if wanted else ["origin/main", "main"]
    for name in names:
        found = _git(project, "merge-base", "HEAD", name).strip()
        if found:
            return found
    return ""


def _git(project: Path, *arguments: str) -> str:
    """Return the output of git; empty if there is no git, no history or no such object."""
    program = shutil.which("git")
    if program is None or not (project / ".git").exists():
        return ""
    try:
        done = subprocess.run(
            [program, *arguments],
            cwd=project,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
