"""What a theme leaves open in what it draws, to be filled afterwards: names, and calls of macros.

Each is plain text, so that it outlives Markdown, escaping and any theme. A
name is ``@@title@@``. A call is ``@@line-…@@`` within a line and
``@@block-…@@`` where it stands alone; what it calls follows as JSON in
hexadecimal digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Markdown makes a paragraph of a block that stands alone: it gives way to what the call says.
SLOT = re.compile(r"<p>@@(block-[0-9a-f]+)@@</p>|@@([a-z]+(?:-[0-9a-f]+)?)@@")


@dataclass(frozen=True)
class Call:
    """A macro that a page calls.

    Attributes:
        macro: its name.
        given: arguments in order: texts, numbers, true and false.
        named: arguments by name.
        place: file and line that call it, as an editor knows them.
    """

    macro: str
    given: Sequence[object]
    named: Mapping[str, object]
    place: str

    def slot(self, *, alone: bool) -> str:
        """What stands in the page until it is filled; TypeError for an argument that is no plain value."""
        told = json.dumps([self.macro, self.given, self.named, self.place], ensure_ascii=False).encode().hex()
        return f"\n\n@@block-{told}@@\n\n" if alone else f"@@line-{told}@@"


def call_of(slot: str) -> Call | None:
    """The call that the name of a slot holds; None for a slot that is just a name."""
    told = slot.partition("-")[2]
    return Call(*json.loads(bytes.fromhex(told))) if told else None


def cut(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A page's n + 1 pieces of HTML, and the names of the n slots between them."""
    pieces, names, last = [], [], 0
    for found in SLOT.finditer(html):
        pieces.append(html[last : found.start()])
        names.append(found[1] or found[2])
        last = found.end()
    return (*pieces, html[last:]), tuple(names)
