"""Slots: what a theme leaves open in a page, to be filled later. A slot is a name or a macro call.

Each is plain text, so that Markdown, escaping and any theme leave it intact.
A name is ``@@title@@``. A call is ``@@line-…@@`` within a line and
``@@block-…@@`` where it stands alone. The dots are the call as JSON, in
hexadecimal digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Markdown wraps a block that stands alone in a paragraph; the call's output replaces the paragraph too.
SLOT = re.compile(r"<p>@@(block-[0-9a-f]+)@@</p>|@@([a-z]+(?:-[0-9a-f]+)?)@@")


@dataclass(frozen=True)
class Call:
    """A page's call of a macro.

    Attributes:
        macro: its name.
        given: positional arguments: strings, numbers and booleans.
        named: keyword arguments.
        place: file and line of the call, as an editor knows them.
    """

    macro: str
    given: Sequence[object]
    named: Mapping[str, object]
    place: str

    def slot(self, *, alone: bool) -> str:
        """The placeholder text in the page until it is filled; TypeError for an argument that is not a plain value."""
        told = json.dumps([self.macro, self.given, self.named, self.place], ensure_ascii=False).encode().hex()
        return f"\n\n@@block-{told}@@\n\n" if alone else f"@@line-{told}@@"


def call_of(slot: str) -> Call | None:
    """The call encoded in a slot's name; None for a slot that is only a name."""
    told = slot.partition("-")[2]
    return Call(*json.loads(bytes.fromhex(told))) if told else None


def cut(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The n + 1 pieces of a page's HTML, and the names of the n slots between them."""
    pieces, names, last = [], [], 0
    for found in SLOT.finditer(html):
        pieces.append(html[last : found.start()])
        names.append(found[1] or found[2])
        last = found.end()
    return (*pieces, html[last:]), tuple(names)
