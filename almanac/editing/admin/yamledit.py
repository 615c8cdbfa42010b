"""Change one entry in the text of a file, rewriting only the lines that differ.

Every other byte stays the same: other entries, unchanged fields and items, and all comments. The result is read back,
and if anything else has changed, nothing is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeGuard

import yaml
from pydantic import BaseModel

from almanac.content.kinds import Kind
from almanac.content.problem import AlmanacError
from almanac.editing import yamltext
from almanac.editing.admin import formdata
from almanac.editing.fieldorder import field_order

Change = tuple[int, int, str]
"""The first line, the line after the last, and the text to put in their place."""

ReadEntries = Callable[[str], list[dict[str, Any]]]
"""Returns the entries in the text of a file."""


class LossyEditError(AlmanacError):
    """Something would be lost because of the way an entry is written; the message says what to do."""


def with_entry_changed(text: str, kind: Kind, index: int, wanted: Mapping[str, Any], read: ReadEntries) -> str:
    """Return the text of a file with one of its entries changed.

    Args:
        text: the current text of the file.
        kind: the kind of its entries.
        index: the position of the entry, from 0.
        wanted: the new data of the entry, as ``formdata.from_form`` returns it.
        read: returns the entries in a text.

    Raises:
        LossyEditError: if anything else would change.
    """
    before = read(text)
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    entry = _entry(text, kind, index)
    made = _Text(lines).applied(
        _mapping(_Text(lines), entry, formdata.from_form(kind.model, before[index]), wanted, kind.model)
    )
    after = read(made)
    others = [*before[:index], *before[index + 1 :]] == [*after[:index], *after[index + 1 :]]
    if not others or formdata.from_form(kind.model, after[index]) != wanted:
        raise LossyEditError(_WHY)
    return made


def with_entry_removed(text: str, kind: Kind, index: int, read: ReadEntries) -> str:
    """Return the text of a file without one of its entries and the comments above it.

    Raises:
        LossyEditError: if anything else would change.
    """
    before, lines = read(text), re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    held = _Text(lines)
    entry = _entry(text, kind, index)
    begin, end = held.beginning(entry.start_mark.line), held.last(entry) + 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    made = held.applied([(begin, end, "")])
    if read(made) != [*before[:index], *before[index + 1 :]]:
        raise LossyEditError(_WHY)
    return made


_WHY = "this entry is written in a way that a form cannot keep. Change it in its file."


def _entry(text: str, kind: Kind, index: int) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    fields = root.value if isinstance(root, yaml.MappingNode) else ()
    held = next((value for key, value in fields if key.value == kind.plural), None)
    entry = held.value[index] if isinstance(held, yaml.SequenceNode) and not held.flow_style else None
    if not isinstance(entry, yaml.MappingNode) or entry.flow_style:
        raise LossyEditError(_WHY)
    return entry


@dataclass(frozen=True)
class _Text:
    """The lines of a file, and the positions of entries and fields in them."""

    lines: Sequence[str]

    def beginning(self, at: int) -> int:
        """Return the line where a field or item begins, including the comments directly above it."""
        while at > 1 and self.lines[at - 1].lstrip().startswith("#"):
            at -= 1
        return at

    def last(self, node: yaml.Node) -> int:
        """Return the last line of a value."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            child = node.value[-1]
            return self.last(child[1] if isinstance(child, tuple) else child)
        end = node.end_mark.line
        if isinstance(node, yaml.ScalarNode) and node.style in (">", "|"):
            end -= node.end_mark.column == 0
            while end > node.start_mark.line and not self.lines[min(end, len(self.lines) - 1)].strip():
                end -= 1
        return min(end, len(self.lines) - 1)

    def comments_in(self, node: yaml.Node, indent: int) -> str:
        """Return the comments inside and after a value, each on its own line; rewriting the value would drop them."""
        at, last = node.start_mark.line, self.last(node)
        rows = [self.lines[number].rstrip("\r\n") for number in range(at, last + 1)]
        rows[0] = " " * node.start_mark.column + rows[0][node.start_mark.column :]
        for scalar in _scalars(node):
            first, end = scalar.start_mark, scalar.end_mark
            for number in range(first.line, min(end.line, last) + 1):
                start = first.column if number == first.line else 0
                stop = end.column if number == end.line else len(rows[number - at])
                if scalar.style in (">", "|") and number == first.line:
                    start, stop = first.column, first.column + 1
                row = rows[number - at]
                rows[number - at] = row[:start] + " " * (stop - start) + row[stop:]
        found = (re.search(r"(?:^|\s)(#.*)", row) for row in rows)
        return "".join(f"{' ' * indent}{one[1]}\n" for one in found if one)

    def applied(self, changes: Sequence[Change] | Iterator[Change]) -> str:
        """Return the whole text after the changes."""
        out, at = list[str](), 0
        ending = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        for start, end, made in sorted(changes, key=lambda one: one[:2]):
            out += self.lines[at:start]
            if made and out and not out[-1].endswith("\n"):
                out[-1] += ending
            out.append(made.replace("\n", ending))
            at = end
        return "".join([*out, *self.lines[at:]])


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in child if isinstance(child, tuple) else (child,):
            yield from _scalars(one)


def _mapping(
    text: _Text, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any], model: type[BaseModel] | None
) -> Iterator[Change]:
    """Yield the changes to a mapping whose first field stays; see ``_can_change_in_place``."""
    indent = node.value[0][0].start_mark.column
    known = formdata.questions_of(model) if model else {}
    for key, value in node.value:
        name = key.value
        if name not in new and name in old:
            yield text.beginning(key.start_mark.line), text.last(value) + 1, ""
        elif name in new and old.get(name) != new[name]:
            inner = known[name].model if name in known else None
            yield from _field(text, (key, value), (old.get(name), new[name]), inner)
    order = field_order(model) if model else tuple(new)
    there = [key.value for key, _ in node.value]
    for name in sorted((name for name in new if name not in there), key=_rank(order)):
        made = f"{' ' * indent}{yamltext.field(name, new[name], indent)}"
        at = _place(text, node, name, order)
        yield at, at, made


def _rank(order: Sequence[str]) -> Callable[[str], int]:
    return lambda name: order.index(name) if name in order else len(order)


def _place(text: _Text, node: yaml.MappingNode, name: str, order: Sequence[str]) -> int:
    """Return the line before which to insert a new field: after the last of the fields that precede it."""
    rank = _rank(order)
    before = [value for key, value in node.value if rank(key.value) < rank(name)] or [node.value[0][1]]
    return text.last(before[-1]) + 1


def _field(
    text: _Text, pair: tuple[yaml.Node, yaml.Node], sides: tuple[Any, Any], model: type[BaseModel] | None
) -> Iterator[Change]:
    """Yield the changes to a field with a different value, as few as possible."""
    (key, value), (old, new) = pair, sides
    if isinstance(old, Mapping) and isinstance(new, Mapping) and _can_change_in_place(value, new):
        yield from _mapping(text, value, old, new, model)
    elif _pairs(value, old, new):
        yield from _list(text, value, old, new, model)
    else:
        indent = key.start_mark.column
        head = text.lines[key.start_mark.line][:indent]
        made = yamltext.field(key.value, new, indent)
        if isinstance(value, yaml.ScalarNode) and value.style is None and re.fullmatch(r"\d[\d-]*", f"{new}"):
            made = f"{key.value}: {new}\n"  # an unquoted number stays unquoted
        above = text.comments_in(value, indent)
        if above and head.strip():  # comments cannot come between a hyphen and its field
            made, above = made + above, ""
        yield key.start_mark.line, text.last(value) + 1, above + head + made


def _can_change_in_place(node: yaml.Node, new: Mapping[str, Any]) -> TypeGuard[yaml.MappingNode]:
    """Return whether a mapping can be changed field by field: it is in block style, and its first field stays."""
    block = isinstance(node, yaml.MappingNode) and not node.flow_style and bool(node.value)
    return block and node.value[0][0].value in new


def _pairs(node: yaml.Node, old: Any, new: Any) -> TypeGuard[yaml.SequenceNode]:
    """Return whether a list can be changed item by item: it is in block style, and is not empty before or after."""
    block = isinstance(node, yaml.SequenceNode) and not node.flow_style
    return block and isinstance(old, list) and isinstance(new, list) and len(node.value) == len(old) > 0 < len(new)


def _list(
    text: _Text, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any], model: type[BaseModel] | None
) -> Iterator[Change]:
    """Yield the changes to a list in block style; items with the same value stay as they are."""
    indent = node.start_mark.column
    was_said, now_said = ([json.dumps(one, sort_keys=True, default=str) for one in side] for side in (old, new))
    for sort, a, b, c, d in SequenceMatcher(None, was_said, now_said, autojunk=False).get_opcodes():
        if sort == "equal":
            continue
        both = min(b - a, d - c)
        for number in range(both):
            item, was, now = node.value[a + number], old[a + number], new[c + number]
            if isinstance(was, Mapping) and isinstance(now, Mapping) and _can_change_in_place(item, now):
                yield from _mapping(text, item, was, now, model)
            else:
                made = text.comments_in(item, indent) + yamltext.item(now, indent)
                yield item.start_mark.line, text.last(item) + 1, made
        for item in node.value[a + both : b]:
            yield text.beginning(item.start_mark.line), text.last(item) + 1, ""
        at = text.last(node.value[b - 1]) + 1 if b else text.beginning(node.value[0].start_mark.line)
        yield from ((at, at, yamltext.item(now, indent)) for now in new[c + both : d])
