"""YAML files as plain data, with the line and column of every value.

The dialect is the core schema of YAML 1.2 with one rule of ours: a plain word remains text until its field wants a
number. So ``no``, ``0123``, ``12:30`` and ``2024-01-02`` are text, and an editor need not quote a title such as
``1984``. Only ``true``, ``false`` and ``null`` have values of their own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from almanac.content.problem import MAX_PROBLEMS, Problem
from almanac.content.yamlfile import interrupted, limits
from almanac.content.yamlfile.document import UNTAGGED, Document, LongText, composed, starts
from almanac.content.yamlmistakes import explain, pasted

_WORDS: dict[str, Any] = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip

_OF_ENTRIES = 4
"""The greatest column, from 0, at which the fields of an entry begin."""

_QUOTED = ("'", '"', "|", ">")

# Tags that change nothing here, because the field decides what a plain word means.
_CORE_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "value", "merge", "seq", "map"}

# What git leaves in a file with a merge conflict.
_CONFLICT = re.compile(r"^ *(?:<{7}|>{7}|\|{7})(?: .*)?$|^ *={7}$", re.MULTILINE)

_UNSEEN_BREAK = re.compile("[\x85\u2028\u2029]")
"""Line breaks for YAML that an editing program shows as nothing, or as a letter."""

_MAY_BE_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\S", re.MULTILINE)


def read(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file.

    Args:
        path: where the file is.
        file: how to name it in a problem.

    Returns:
        The document, or None if it cannot be used, and the problems found.
    """
    try:
        raw = limits.contents(path)
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        return None, [Problem(file, 1, 1, "", "", f"the file cannot be read: {reason}.", "Y1")]
    return parse_bytes(raw, file)


def parse_bytes(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """As ``read``, given the file's bytes."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return None, [Problem(file, 1, 1, "", "", "this file is in UTF-16. Save it with the encoding UTF-8.", "Y2")]
        letter = raw[error.start : error.start + 1].decode("cp1252", "replace")
        message = f'"{letter}" is in an old encoding. Save the file with the encoding UTF-8, and type it again.'
        return None, [Problem(file, line, column, "", "", message, "Y2")]
    return parse(text, file)


def parse(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    """As ``read``, for a text that may not be in a file yet."""
    other = pasted.wrong_file_message(text)
    odd = Problem(file, 1, 1, "", "", other, "Y5") if other else None
    odd = odd or _conflict(text, file) or _unseen_break(text, file)
    if odd:
        return None, [odd]
    try:
        excess = limits.excess(text)
        if excess:
            return None, [Problem(file, excess.line, excess.column, "", "", excess.message, "Y5")]
        node = composed(text)
    except yaml.MarkedYAMLError as error:
        mistake = explain.mistake(text, error)
        return None, [Problem(file, mistake.line, mistake.column, "", "", mistake.message, "Y3")]
    except yaml.reader.ReaderError as error:
        return None, [_invisible(file, text, error.position)]
    if node is None:
        message = "the file is empty. Was it saved whole? Write the entries that it should hold."
        return None, [Problem(file, 1, 1, "", "", message, "Y5")]
    reader = _Reader(file, text)
    reader.note_interrupted(node)
    data = reader.plain(node)
    reader.note_anchors()
    return Document(file, data, starts(node), text, tuple(reader.long)), reader.problems


def _conflict(text: str, file: str) -> Problem | None:
    found = _CONFLICT.search(text)
    if not found:
        return None
    message = (
        f'"{found.group().strip()[:40]}" is left over from a conflict between two versions. '
        "Keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    )
    return Problem(file, text.count("\n", 0, found.start()) + 1, 1, "", "", message, "Y8")


def _unseen_break(text: str, file: str) -> Problem | None:
    found = _UNSEEN_BREAK.search(text)
    return _invisible(file, text, found.start()) if found else None


def _invisible(file: str, text: str, at: int) -> Problem:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    code = f"U+{ord(text[at]):04X}" if at < len(text) else "a character"
    return Problem(file, line, column, "", "", f"there is an invisible character ({code}) here. Delete it.", "Y3")


class _Reader:
    """Turns the nodes of a file into plain data, and records YAML that we do not use or that would lose text."""

    def __init__(self, file: str, text: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self.lines = text.splitlines()
        self._seen: set[int] = set()
        self.long: list[LongText] = []

    def plain(self, node: yaml.Node, *, listed: bool = False) -> Any:
        """Return the node as plain data, recording tags, aliases, and names that are duplicated or not words."""
        if node.tag != UNTAGGED and node.tag.removeprefix("tag:yaml.org,2002:") not in _CORE_TAGS:
            tag = node.tag.removeprefix("tag:yaml.org,2002:").split(":")[-1]
            self._note(
                f'"!" begins a command of YAML here ({tag}). Put the text in quotes, or leave "!" out.',
                "Y6",
                node.start_mark,
            )
            return None
        if id(node) in self._seen:  # a node met twice is an alias, as in a "billion laughs" attack
            message = "a text further on that begins with * repeats what is here. Write it out, or put it in quotes."
            self._note(message, "Y6", node.start_mark)
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.end_mark.line > node.start_mark.line:
                begin, end = node.start_mark, node.end_mark
                self.long.append(LongText(begin.line, begin.column, end.line, node.style or ""))
            return node.value if node.style in _QUOTED else self._word(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, listed=True) for child in node.value]
        return self._fields(node, listed=listed)

    def _fields(self, node: yaml.Node, *, listed: bool) -> dict[str, Any]:
        data: dict[str, Any] = {}
        twice: list[yaml.ScalarNode] = []
        for name, value in node.value:
            if not isinstance(name, yaml.ScalarNode):
                self._note(
                    "curly brackets begin a list of fields. Put the text in quotes, or leave them out.",
                    "Y6",
                    name.start_mark,
                )
            elif name.value in data:
                twice.append(name)
            else:
                data[name.value] = self.plain(value)
        if twice:
            self._note_twice(twice, list(data)[:2] if listed else [], root=node.start_mark.column == 0)
        return data

    def _note_twice(self, names: list[yaml.ScalarNode], begins: list[str], *, root: bool) -> None:
        """Record names given twice in one place.

        If the name that begins a list item appears again, a hyphen is missing there, and the others follow from that.
        If several appear again from the second on, it is the line with the hyphen that is missing.
        """
        first, key = names[0], next((name for name in names if name.value in ("key", *begins[:1])), None)
        headless = len(names) > 1 and first.value in begins[1:]
        if root:
            message = (
                f'the heading "{first.value}:" appears twice. Remove this line, so that its entries join the others.'
            )
        elif key:
            what = "entry" if key.value == "key" and key.start_mark.column <= _OF_ENTRIES else "item"
            hyphen = f"{' ' * (key.start_mark.column - 2)}- {key.value}:"
            first, message = (
                key,
                f'a hyphen is missing before "{key.value}:". Write "{hyphen}", for here another {what} begins.',
            )
        elif headless:
            hyphen = f"{' ' * (first.start_mark.column - 2)}- {begins[0]}:"
            message = f'the line above is missing, which begins another item. Write "{hyphen}" there, with its text.'
        else:
            message = f'"{first.value}" is given twice here. Keep one.'
        self._note(message, "Y4", first.start_mark, len(names) - 1 if key or headless else 0)
        if not key and not headless:
            for other in names[1:]:
                self._note(f'"{other.value}" is given twice here. Keep one.', "Y4", other.start_mark)

    def _word(self, node: yaml.ScalarNode) -> Any:
        """Return the value of a text without quotes, and record any comment after it.

        Such a comment may have been meant as the end of the text.
        """
        end = node.end_mark
        after = self.lines[end.line][end.column :].strip() if node.value and end.line < len(self.lines) else ""
        if after.startswith("#"):
            message = f'"{after}" is not read: after a space, # begins a comment. Quote the text, or move the comment.'
            self._note(message, "Y7", end)
        return _WORDS.get(node.value, node.value)

    def note_interrupted(self, root: yaml.Node) -> None:
        """Record each entry in the middle of another, and give that one its last fields back."""
        for one in interrupted.mended(root):
            self._note(one.message, "Y4", one.at, one.fields - 1)

    def note_anchors(self) -> None:
        """Record each anchor (&name) that nothing refers to: it is the beginning of a text, and would be lost."""
        if not _MAY_BE_ANCHOR.search(self._text):
            return  # scanning the file again takes as long as parsing it
        reported = {(problem.line, problem.column) for problem in self.problems}
        for token in yaml.scan(self._text, Loader=yaml.CSafeLoader):
            mark = token.start_mark
            if isinstance(token, yaml.AnchorToken) and (mark.line + 1, mark.column + 1) not in reported:
                message = f'"&{token.value}" is not read: & begins a name in YAML. Put the text in quotes.'
                self._note(message, "Y7", mark)

    def _note(self, message: str, code: str, mark: yaml.Mark, following: int = 0) -> None:
        place = mark.line + 1, mark.column + 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self._file, *place, "", "", message, code, following))
