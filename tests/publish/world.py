"""The invented world as a project of its own, with a few lines in place of a theme, and editors' usual edits."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from almanac.content import freshness
from almanac.content.kinds import KINDS
from almanac.content.load import load
from almanac.content.yamlfile import parser
from almanac.machine import workerprocess
from almanac.publish import drawn, making
from almanac.publish.finish import REFERENCES, finished
from almanac.publish.tree import Tree
from almanac.site.slots import Call
from tests.conftest import SITE

HEAD = '<title>{title} · A</title><meta name="description" content="d"><!-- prose -->'
SEEN = "@@version@@ of @@day@@"


def draw(site: Path) -> None:
    """Write a frame for each kind, and a hand-written page with macros."""
    for kind in KINDS:
        frame = site / kind.folder / f"frame-of-{kind.name}.html"
        frame.parent.mkdir(parents=True, exist_ok=True)
        text = f"<title>@@title@@ · A</title>@@head@@<!-- frame: {kind.name} -->@@body@@{SEEN}"
        frame.write_text(text, "utf-8")
    calls = (Call("entries", [kind.name], {}, "docs/all.md:1").slot(alone=True) for kind in KINDS)
    body = f'<div data-found="Pages"><h1>All</h1>{"".join(calls)}</div><!-- /prose -->{SEEN}'
    (site / "all.html").write_text(HEAD.format(title="All") + body, "utf-8")
    (site / "style.css").write_text("p { color: red }", "utf-8")


class World:
    """Content that is edited, and the site built from it."""

    def __init__(self, folder: Path, content: Path) -> None:
        """Write the frames once."""
        self.content, self.drawn, self.day = content, folder / "drawn", ""
        self._folder, self._references = folder, b""
        draw(self.drawn)

    def build(self, name: str, cache: str = "", processes: int = 1, few: int = 0) -> Mapping[str, bytes]:
        """Build the site in a folder, with a cache or with only the references, and return every file."""
        library = load(self.content, freshness.parse_day(self.day))
        kept = self._folder / (cache or f"cache-of-{name}")
        if self._references and not cache:
            kept.mkdir(exist_ok=True)
            (kept / REFERENCES).write_bytes(self._references)  # formatting them with Node is slow
        tree = Tree(self._folder / name, kept / "trees")
        found = drawn.read(self.drawn)
        copied = {path: (self.drawn / path).read_bytes() for path in found.assets}
        with patch.object(workerprocess, "processes", lambda: processes), patch.object(making, "FEW", few):
            finished(replace(found, copied=copied), library, SITE, kept, tree.write)
        tree.close()
        self._references = (kept / REFERENCES).read_bytes()
        return {
            path.relative_to(tree.folder).as_posix(): path.read_bytes()
            for path in tree.folder.rglob("*")
            if path.is_file()
        }

    def rows(self, plural: str) -> list[dict[str, object]]:
        """Return the entries of a kind as they are in their file."""
        document, _ = parser.read(self.content / f"{plural}.yaml", plural)
        assert document
        rows: list[dict[str, object]] = document.data[plural]
        return rows

    def write(self, plural: str, rows: list[dict[str, object]]) -> None:
        """Rewrite a file in order. JSON is valid YAML."""
        rows = sorted(rows, key=lambda row: str(row["key"]))
        (self.content / f"{plural}.yaml").write_text(json.dumps({plural: rows}, indent=1), "utf-8")


def change(world: World, chance: random.Random) -> None:
    """Reword the summary of a term."""
    rows = world.rows("terms")
    row = chance.choice(rows)
    row["definition"] = f"{row['definition']} Some say {chance.randrange(9)}."
    world.write("terms", rows)


def add(world: World, chance: random.Random) -> None:
    """Add a study similar to another."""
    rows = world.rows("abstracts")
    row = dict(chance.choice(rows))
    row |= {"key": f"new-{chance.randrange(10**6)}", "was": [], "doi": f"10.1234/{chance.randrange(10**6)}"}
    row["title"] = f"{row['title']} of {row['key']}"
    world.write("abstracts", [*rows, row])


def remove(world: World, chance: random.Random) -> None:
    """Remove a study that was added."""
    rows = world.rows("abstracts")
    added = [row for row in rows if str(row["key"]).startswith("new-")]
    if added:
        rows.remove(chance.choice(added))
        world.write("abstracts", rows)


def rename(world: World, chance: random.Random) -> None:
    """Change the key of a study that was added, so that the former one redirects."""
    rows = world.rows("abstracts")
    for row in rows:
        if str(row["key"]).startswith("new-"):
            row["was"] = [row["key"]]
            row["key"] = f"new-{chance.randrange(10**6)}"
            break
    world.write("abstracts", rows)


def another_day(world: World, chance: random.Random) -> None:
    """Build pages for another day, on which more or fewer entries are overdue."""
    world.day = f"20{chance.randrange(25, 40)}-01-02"


def redraw(world: World, chance: random.Random) -> None:
    """Change every frame and page, as a change of theme does."""
    for path in world.drawn.rglob("*.html"):
        path.write_text(path.read_text("utf-8") + f"<p>{chance.randrange(9)}", "utf-8")


def another_call(world: World, chance: random.Random) -> None:
    """Add a macro call to a hand-written page."""
    page = world.drawn / "all.html"
    call = Call("count", [chance.choice(KINDS).name], {}, "docs/all.md:2").slot(alone=False)
    page.write_text(page.read_text("utf-8") + call, "utf-8")


EDITS: tuple[Callable[[World, random.Random], None], ...] = (
    change, add, add, remove, rename, another_day, redraw, another_call,
)  # fmt: skip
