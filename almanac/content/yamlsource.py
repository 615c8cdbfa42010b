"""YAML files as plain data, with the line and column of every value.

The dialect is the core of YAML 1.2 with one rule of ours: a plain word stays
text until the field that takes it wants a number. So ``no``, ``0123``,
``12:30`` and ``2024-01-02`` are text, and an editor need not quote a title
that happens to be ``1984``. Only ``true``, ``false`` and ``null`` are more.
"""

from __future__ import annotations

import functools
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from almanac.content import yamllimits
from almanac.content.problem import MOST, Problem

_WORDS: dict[str, Any] = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip

MOST_BYTES = 10_000_000
"""Of one file: some thousand studies."""

_QUOTED = ("'", '"', "|", ">")

# Tags that the parser gives to plain words, lists and mappings; what a plain word means, the field decides.
_CORE_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "value", "merge", "seq", "map"}

# What the YAML library says, and what it means to somebody who writes lists of facts.
_EXPLAINED = (
    ("mapping values are not allowed", "put a text that contains a colon in quotes, and check the indentation"),
    ("cannot start any token", "use spaces, not tabs, to indent; quote a text that begins with a sign"),
    ("found a tab character", "use spaces, not tabs, to indent"),
    ("did not find expected ',' or", "a bracket is opened and never closed, or a comma is missing"),
    ("did not find expected node content", "a bracket is opened and never closed"),
    ("found unexpected end of stream", "a quotation mark is opened and never closed"),
    ("expected <block end>", "check the indentation: this line does not line up with those above it"),
    ("did not find expected '-' indicator", "check the indentation: this line does not line up with the list"),
    ("did not find expected key", "check the indentation and the quotes: a field name was expected here"),
    ("could not find expected ':'", "a field needs a colon and a space after its name"),
    ("found another document", "a file holds one document: remove the line of three hyphens"),
    ("control characters are not allowed", "remove the invisible control character"),
    ("special characters are not allowed", "remove the invisible control character"),
)

_MAY_BE_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\S", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """One file's data, and where its values stand.

    Attributes:
        file: path as shown to editors.
        data: mappings, lists, texts, ``True``, ``False`` and ``None``.
        starts: line and column, from 1, of each item of the file's one list.
        text: the YAML, read again when some other place is asked for: that is, when a problem must be placed.
    """

    file: str
    data: Any
    starts: tuple[tuple[int, int], ...]
    text: str

    @functools.cached_property
    def _root(self) -> yaml.Node:
        node = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        return node if node is not None else yaml.ScalarNode("", "")

    def place(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Line and column, from 1, of the value at path or of its nearest known parent."""
        match path:
            case [_, int(index)] if index < len(self.starts):
                return self.starts[index]
        node = self._root
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return node.start_mark.line + 1, node.start_mark.column + 1


def read(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file.

    Args:
        path: where the file is.
        file: how to name it in a problem.

    Returns:
        The document, or None if it cannot be used, and the problems found.
    """
    try:
        raw = contents(path)
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        return None, [Problem(file, 1, 1, "", "", f"the file cannot be read: {reason}.", "Y1")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        return None, [Problem(file, line, column, "", "", message, "Y2")]
    return _parse(text, file)


def contents(path: Path) -> bytes:
    """What stands in a regular file: whatever else has its name could keep us waiting, or never end.

    Raises:
        OSError: if it is something else, is too long or cannot be read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError("it is a folder, a device or a pipe, not a file. Remove it")
    if found.st_size > MOST_BYTES:
        raise OSError(f"it is longer than {MOST_BYTES:,} bytes. Split it into a folder of files")
    return path.read_bytes()


def _parse(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    try:
        excess = yamllimits.excess(text)
        if excess:
            return None, [Problem(file, excess.line, excess.column, "", "", excess.message, "Y5")]
        with yamllimits.no_collection():
            node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, file)]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [Problem(file, line, 1, "", "", _explained(str(error.reason)), "Y3")]
    if node is None:
        message = "the file is empty. Delete it, or write the entries it should hold."
        return None, [Problem(file, 1, 1, "", "", message, "Y5")]
    reader = _Reader(file, text)
    data = reader.plain(node)
    reader.note_anchors()
    return Document(file, data, _starts(node), text), reader.problems


def _starts(root: yaml.Node) -> tuple[tuple[int, int], ...]:
    """Where the items of the one list of a file stand; nothing for a file of another shape."""
    held = root.value[0][1] if isinstance(root, yaml.MappingNode) and len(root.value) == 1 else None
    items = held.value if isinstance(held, yaml.SequenceNode) else ()
    return tuple((item.start_mark.line + 1, item.start_mark.column + 1) for item in items)


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(file, line, column, "", "", _explained(error.problem or str(error)), "Y3")


def _explained(problem: str) -> str:
    for start, advice in _EXPLAINED:
        if start in problem:
            return f"the YAML cannot be understood ({problem}): {advice}."
    return f"the YAML cannot be understood: {problem}."


class _Reader:
    """Turns the nodes of a file into plain data, and notes what we do not use and what YAML would lose."""

    def __init__(self, file: str, text: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self._lines = text.splitlines()
        self._seen: set[int] = set()

    def plain(self, node: yaml.Node) -> Any:
        """The node as plain data; notes tags, aliases, and names that are no word or stand twice."""
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _CORE_TAGS:
            self._note(f'the tag "{node.tag}" is not used here. Write plain text.', "Y6", node.start_mark)
            return None
        if id(node) in self._seen:  # a node met twice is an alias, the seed of a "billion laughs"
            message = "an alias (*) further on repeats what stands here. Write it out there."
            self._note(message, "Y6", node.start_mark)
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style in _QUOTED else self._word(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child) for child in node.value]
        data: dict[str, Any] = {}
        for name, value in node.value:
            if not isinstance(name, yaml.ScalarNode):
                self._note("a field name must be a word.", "Y6", name.start_mark)
            elif name.value in data:
                self._note(f'"{name.value}" is given twice here. Keep one.', "Y4", name.start_mark)
            else:
                data[name.value] = self.plain(value)
        return data

    def _word(self, node: yaml.ScalarNode) -> Any:
        """What a text without quotes says; notes what stands after it as a remark, for it may be the text's end."""
        end = node.end_mark
        after = self._lines[end.line][end.column :].strip() if node.value and end.line < len(self._lines) else ""
        if after.startswith("#"):
            message = (
                f'"{after}" is not read: after a space, # begins a remark. Put the text in quotes, or move the remark.'
            )
            self._note(message, "Y7", end)
        return _WORDS.get(node.value, node.value)

    def note_anchors(self) -> None:
        """Note each name (&name) that nothing repeats: it is the beginning of a text, and would be lost."""
        if not _MAY_BE_ANCHOR.search(self._text):
            return  # to read the file once more takes as long as to read it
        told = {(problem.line, problem.column) for problem in self.problems}
        for token in yaml.scan(self._text, Loader=yaml.CSafeLoader):
            mark = token.start_mark
            if isinstance(token, yaml.AnchorToken) and (mark.line + 1, mark.column + 1) not in told:
                message = f'"&{token.value}" is not read: & begins a name in YAML. Put the text in quotes.'
                self._note(message, "Y7", mark)

    def _note(self, message: str, code: str, mark: yaml.Mark) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(self._file, mark.line + 1, mark.column + 1, "", "", message, code))


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
    """The value; where it is empty, its key, so that a problem points at something visible."""
    empty = isinstance(value, yaml.ScalarNode) and not value.value
    return key if empty else value
