"""The data of one YAML file, with the place of each value."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from almanac.content.problem import FieldPath
from almanac.content.yamlfile import limits

UNTAGGED = "tag:yaml.org,2002:str"


class LongText(NamedTuple):
    """A text over more than one line: its lines and first column, all counted from 0, and its YAML style."""

    begin: int
    column: int
    end: int
    style: str


@dataclass(frozen=True)
class Document:
    """One file's data, and the places of its values.

    Attributes:
        file: path as shown to editors.
        data: mappings, lists, texts, ``True``, ``False`` and ``None``.
        starts: line and column, from 1, of each item of the file's one list.
        text: the YAML, parsed again only when a problem must be placed somewhere else.
        long: the texts over more than one line.
    """

    file: str
    data: Any
    starts: tuple[tuple[int, int], ...]
    text: str
    long: tuple[LongText, ...] = ()

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()

    @functools.cached_property
    def node(self) -> yaml.Node:
        """The YAML as nodes, each with its place."""
        return composed(self.text) or yaml.ScalarNode("", "")

    def place(self, path: FieldPath, word: str = "") -> tuple[int, int]:
        """Return the line and column, from 1, of the value at a path or its nearest parent, or of a word in it."""
        match path:
            case [_, int(index)] if index < len(self.starts) and not word:
                return self.starts[index]
        node, above, path = self._nearest(path)
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        line, column = node.start_mark.line + above, node.start_mark.column
        if word:
            for at in range(line, min(node.end_mark.line + above + 1, len(self.lines))):
                found = self.lines[at].find(word, column if at == line else 0)
                if found >= 0:
                    return at + 1, found + 1
        return line + 1, column + 1

    def name_place(self, path: FieldPath) -> tuple[int, int]:
        """Return the line and column, from 1, of the name of the field at a path."""
        node, above, path = self._nearest(path)
        for step in path[:-1]:
            node = _child(node, step) or node
        name = _name_node(node, path[-1])
        mark = (name or node).start_mark
        return mark.line + above + 1, mark.column + 1

    def _nearest(self, path: FieldPath) -> tuple[yaml.Node, int, FieldPath]:
        """Return the node of the entry that a path leads into, the number of lines above it, and the rest of the path.

        If the entry cannot be parsed on its own, return the node of the whole file, 0 and the whole path.
        """
        match path:
            case [_, int(index), *rest] if rest and index < len(self.starts):
                line, column = self.starts[index]
                if index not in self._entries:
                    self._entries[index] = _composed_entry(self.lines, line, column, self.starts[index + 1 : index + 2])
                node = self._entries[index]
                if node is not None:
                    return node, line - 1, tuple(rest)
        return self.node, 0, path

    @functools.cached_property
    def _entries(self) -> dict[int, yaml.Node | None]:
        return {}


class _Loader(yaml.CSafeLoader):
    """Builds nodes without resolving the types of plain words, which we ignore; resolving takes a third longer."""

    def resolve(self, *_: object) -> str:
        return UNTAGGED

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def composed(text: str) -> yaml.Node | None:
    """Parse YAML into nodes; a node has a tag other than ``UNTAGGED`` only if the text gives it one.

    Raises:
        yaml.YAMLError: if it is not YAML.
    """
    with limits.gc_disabled():
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def _composed_entry(lines: list[str], line: int, column: int, after: tuple[tuple[int, int], ...]) -> yaml.Node | None:
    """Parse one entry into a node, without those around it; None if it is not laid out like an entry.

    Args:
        lines: the file.
        line: where the entry begins, from 1.
        column: where its fields begin, from 1.
        after: where the next entry begins, if there is one.
    """
    own = lines[line - 1 : after[0][0] - 1 if after else None]
    if not own or own[0][: column - 1].strip() != "-":
        return None
    try:
        node = composed("\n".join([" " * (column - 1) + own[0][column - 1 :], *own[1:]]))
    except yaml.YAMLError:
        return None
    return node if isinstance(node, yaml.MappingNode) else None


def starts(root: yaml.Node) -> tuple[tuple[int, int], ...]:
    """Return where the items of a file's one list begin; nothing for a file of another shape."""
    entries = root.value[0][1] if isinstance(root, yaml.MappingNode) and len(root.value) == 1 else None
    items = entries.value if isinstance(entries, yaml.SequenceNode) else ()
    return tuple((item.start_mark.line + 1, item.start_mark.column + 1) for item in items)


def _name_node(node: yaml.Node, name: str | int) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((key for key, _ in pairs if key.value == name), None)


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return _positioned(key, value)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _positioned(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """Return the value, or its key if the value is empty, so that a problem points at something visible."""
    empty = isinstance(value, yaml.ScalarNode) and not value.value
    return key if empty else value
