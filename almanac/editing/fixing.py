"""``almanac fix``: put entries and their fields in order, and make quotation marks and spaces consistent.

Lines are moved unchanged, with the comments above them, and a text is rewritten only where it changes. So everything
else keeps its bytes, which a program that rewrites whole YAML files could not guarantee.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from almanac.content.kinds import KINDS, Kind
from almanac.content.problem import AlmanacError, ContentError
from almanac.content.quotation import curled
from almanac.content.yamlfile import parser
from almanac.editing import files
from almanac.editing.fieldorder import field_order
from almanac.editing.yamltext import scalar

_IN_REFERENCE = ("title", "container", "publisher", "family", "given", "body")
Change = tuple[int, int, int, str]  # line and columns of a text, and its replacement


class NotFixedError(AlmanacError):
    """A file could not be put in order without changing what it says; nothing was written."""


def tidied_files(content: Path) -> dict[Path, str]:
    """Return the files that change, with their new text.

    Raises:
        ContentError: for a file that cannot be read.
        NotFixedError: if the meaning of a file would change.
    """
    changed = {}
    for kind in KINDS:
        for path, text in files.read_texts(content, kind.plural).items():
            name = f"{content.name}/{path.relative_to(content).as_posix()}"
            made = _file(path, name, text, kind)
            if made != text:
                changed[path] = made
    return changed


def _file(path: Path, name: str, text: str, kind: Kind) -> str:
    document, problems = parser.read(path, name)
    if document is None or problems:
        raise ContentError(problems)
    entries = _entries(document.node, kind)
    if not entries:
        return text
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    for line, start, end, new in sorted(_texts(entries, lines, kind), reverse=True):
        lines[line] = lines[line][:start] + new + lines[line][end:]
    made = "".join(_ordered(lines, entries, kind))
    if _said(_data(made)) != _said(document.data):
        raise NotFixedError(
            f"{name}: this could not be put in order without changing what it says. Nothing was written."
        )
    return made


def _entries(root: yaml.Node, kind: Kind) -> list[yaml.MappingNode]:
    """Return the entries of a file if they are in block style, as all are."""
    held = next((value for key, value in root.value if key.value == kind.plural), None) if root.value else None
    found = held.value if isinstance(held, yaml.SequenceNode) and not held.flow_style else []
    return [one for one in found if isinstance(one, yaml.MappingNode) and not one.flow_style and one.value]


def _texts(entries: list[yaml.MappingNode], lines: list[str], kind: Kind) -> Iterator[Change]:
    for entry in entries:
        for name, node, flow in _scalars(entry):
            yield from _text(node, lines, curl=kind.name == "abstract" and name in _IN_REFERENCE, flow=flow)


def _scalars(node: yaml.Node, name: str = "", *, flow: bool = False) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """Yield every text below a node, with the name of its field and whether it is within brackets."""
    if isinstance(node, yaml.ScalarNode):
        yield name, node, flow
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, key.value, flow=flow or bool(node.flow_style))
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _scalars(one, name, flow=flow or bool(node.flow_style))


def _text(node: yaml.ScalarNode, lines: list[str], *, curl: bool, flow: bool) -> Iterator[Change]:
    """Yield the changes to one text: as a whole if it is on one line, else line by line."""
    start, end = node.start_mark, node.end_mark
    if node.style in (">", "|"):
        for at in range(start.line + 1, min(end.line + (end.column > 0), len(lines))):
            bare = lines[at].rstrip("\r\n")
            indent = len(bare) - len(bare.lstrip(" "))
            clean = bare[:indent] + re.sub(r"[ \t\u00a0]+", " ", bare[indent:]).strip()
            clean = str(curled(clean)) if curl else clean
            if bare.strip() and clean != bare and node.style == ">":
                yield at, 0, len(bare), clean
        return
    if start.line != end.line or (node.style is None and not node.value):
        return
    value = " ".join(node.value.split()) if "\n" not in node.value else node.value
    value = str(curled(value)) if curl else value
    line = lines[start.line]
    begin, stop = start.column, end.column
    written = line[begin:stop]
    made = scalar(value, flow=flow) if value != node.value or node.style == '"' else written
    spare = re.search(r"(?<=:) ( +)$", line[:begin])  # extra spaces after the name of the field
    begin -= len(spare[1]) if spare else 0
    after = re.match(r"[ \t]+(?=\r?\n?\Z)", line[stop:])
    stop += len(after[0]) if after else 0
    if line[begin:stop] != made:
        yield start.line, begin, stop, made


def _ordered(lines: list[str], entries: list[yaml.MappingNode], kind: Kind) -> list[str]:
    """Return the lines with entries ordered by key, and the fields of each in their standard order."""
    starts = [_beginning(lines, entry.start_mark.line) for entry in entries]
    blocks = []
    for number, entry in enumerate(entries):
        end = starts[number + 1] if number + 1 < len(entries) else len(lines)
        block = lines[starts[number] : end]
        last = len(block)
        while last and not block[last - 1].strip():
            last -= 1
        blocks.append((_key(entry), _fields(block[:last], entry, starts[number], kind), block[last:]))
    head, order = lines[: starts[0]], sorted(range(len(blocks)), key=lambda at: blocks[at][0])
    out = [*head]
    for place, at in enumerate(order):
        own = blocks[at][1]
        if not own[-1].endswith("\n") and place + 1 < len(order):
            own = [*own[:-1], own[-1] + "\n"]
        out += [*own, *blocks[place][2]]  # blank lines between entries stay where they are
    return out


def _key(entry: yaml.MappingNode) -> str:
    return next((str(value.value) for key, value in entry.value if key.value == "key"), "")


def _fields(block: list[str], entry: yaml.MappingNode, offset: int, kind: Kind) -> list[str]:
    """Return the lines of an entry with its fields in order, each with the comments above it."""
    order = {name: at for at, name in enumerate(field_order(kind.model))}
    names = [key.value for key, _ in entry.value]
    if names == sorted(names, key=lambda name: order.get(name, len(order))):
        return block
    marks = [key.start_mark for key, _ in entry.value]
    first = marks[0].line - offset
    indent = marks[0].column
    opened = [*block]
    dash = opened[first][:indent]
    opened[first] = " " * indent + opened[first][indent:]
    begins = [first, *(_beginning(opened, mark.line - offset) for mark in marks[1:])]
    pieces = {
        name: opened[start:end] for name, start, end in zip(names, begins, [*begins[1:], len(opened)], strict=True)
    }
    made = [
        line for name in sorted(names, key=lambda name: order.get(name, len(order))) for line in _whole(pieces[name])
    ]
    at = next(number for number, line in enumerate(made) if line.strip() and not line.lstrip().startswith("#"))
    made[at] = dash + made[at][indent:]
    return [*opened[:first], *made]


def _whole(lines: list[str]) -> list[str]:
    return [line if line.endswith("\n") else line + "\n" for line in lines]


def _beginning(lines: list[str], at: int) -> int:
    """Return the line where an entry or a field begins, including the comments directly above it."""
    while at > 1 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _data(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  (this loader makes only strings, never objects)


def _said(data: Any) -> Any:
    """Return the meaning of data, independent of the order of entries and fields, of spaces and of quotation marks."""
    if isinstance(data, dict):
        return {name: _said(value) for name, value in data.items()}
    if isinstance(data, list):
        made = [_said(one) for one in data]
        return sorted(made, key=lambda one: str(one.get("key", ""))) if made and isinstance(made[0], dict) else made
    said = {True: "true", False: "false", None: ""}.get(data, data) if not isinstance(data, str) else data
    return re.sub("[\u2018\u2019\u201c\u201d\"']", "'", " ".join(str(said).split())).casefold()
