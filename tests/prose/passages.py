"""The project's prose as passages with their places: text that people wrote, without titles and code."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

# Fields with titles, names, places in a source, or words of the model or of readers. They are exempt everywhere.
_NOT_OURS = frozenset({
    "authors", "editors", "container", "publisher", "abbreviation", "at", "document", "licence", "number", "official",
    "official_title", "act", "checked_how", "sort", "method", "said_by", "former_names", "also", "called",
    "register_of", "keyword", "searches",
})  # fmt: skip
# Kinds whose title or name was published by others, so that we cannot reword it.
_NAMED_BY_OTHERS = {
    "title": ("content/abstracts", "content/sources"),
    "name": ("content/organisations", "content/terms", "content/urgent-help", "content/local-help"),
}
_QUOTED = re.compile(r"‘[^‘’]*(?:(?<=\w)’(?=\w)[^‘’]*)*’(?!\w)|“[^“”]*”")
_ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+@[\w.-]+")
_NOT_IN_MARKDOWN = re.compile(
    r"\A---.*?\n---\n|```.*?```|`[^`\n]*`|<!--.*?-->|<[^>]+>|\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|\{[^}\n]*\}", re.DOTALL
)
_NOT_IN_TEMPLATE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$|\s//\s.*?$", re.DOTALL | re.MULTILINE)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_BOX = re.compile(r"</?(?:p|li|h\d|d[dt]|t[dh]|tr|option|label|legend|summary|button|div)\b")
_BLOCK = re.compile(r"\x00|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.)\s)|(?<=[^|\n])\|(?=[^|\n])")


@dataclass(frozen=True)
class Passage:
    """A passage of prose: its file, its text as one line, and where in that text each line of the file begins."""

    file: str
    text: str
    lines: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, file: str, line: int, raw: str) -> Passage:
        """Return the passage that begins at a line of a file."""
        text, lines = "", []
        for number, part in enumerate(raw.split("\n"), line):
            lines.append((len(text), number))
            text += "".join((" ".join(part.split()), " ")) if part.strip() else ""
        return cls(file, text.rstrip(), tuple(lines))

    def line_at(self, offset: int) -> int:
        """Return the line of the file at a position in the text."""
        return max(number for begins, number in self.lines if begins <= offset)


def of_project(project: Path) -> list[Passage]:
    """Return all passages of content, pages, templates, scripts, messages and texts for editors."""
    return [
        passage
        for pattern, read in _READ.items()
        for path in sorted(project.glob(pattern))
        for passage in of_file(path.relative_to(project).as_posix(), path.read_text("utf-8"), read)
    ]


def of_file(file: str, text: str, read: Callable[[str, str], Iterator[tuple[int, str]]]) -> Iterator[Passage]:
    """Yield the passages of one file, with quotations and addresses replaced by spaces."""
    for at, passage in read(file, text):
        ours = _ADDRESS.sub(_blank, _QUOTED.sub(_blank, passage))
        if re.search(r"[A-Za-z]{2}", ours):
            yield Passage.of(file, text.count("\n", 0, at) + 1, ours)


def in_yaml(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the values of the fields that we word ourselves."""
    exempt = _NOT_OURS | {field for field, files in _NAMED_BY_OTHERS.items() if file.startswith(files)}
    loader = yaml.CSafeLoader(text)
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    yield from _scalars(root, text, exempt)


def _scalars(node: yaml.Node | None, text: str, exempt: frozenset[str]) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in exempt:
                yield from _scalars(value, text, exempt)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, text, exempt)
    elif isinstance(node, yaml.ScalarNode) and " " in node.value:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in (">", "|"):
            start = text.index("\n", start)
        elif node.style in ("'", '"'):
            start, end = start + 1, end - 1
        yield start, text[start:end].rstrip()


def in_markdown(_: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield paragraphs, list items, table rows and headings, and the strings passed to macros on the page."""
    yield from _blocks(_NOT_IN_MARKDOWN.sub(_blank, text))
    for macro in re.finditer(r"\{\{.*?\}\}", text, re.DOTALL):
        yield from _strings(macro.group(), macro.start())
    if title := re.match(r"---\n.*?^title: (.*?)$", text, re.DOTALL | re.MULTILINE):
        yield title.start(1), title[1]


def in_template(_: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the text between tags, and the strings in expressions and attributes."""
    for part in re.finditer(r"[^\x00]+", _NOT_IN_TEMPLATE.sub(lambda found: "\x00" * len(found.group()), text)):
        yield part.start(), part.group()
    for part in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", text, re.DOTALL):
        yield from _strings(part.group(), part.start())


def in_script(_: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a script that are not names or addresses."""
    yield from _strings(_COMMENT.sub(_blank, text), 0)


def in_python(_: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module, except docstrings."""
    tree = ast.parse(text)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in said:
            continue
        if " " in node.value.strip() or node.value[:1].isupper():
            yield starts[node.lineno - 1], node.value.replace("\n", " ")


def _strings(text: str, at: int) -> Iterator[tuple[int, str]]:
    for found in _STRING.finditer(text):
        value = found[1] if found[1] is not None else found[2]
        if " " in value or value[:1].isupper():
            yield at + found.start() + 1, re.sub(r"\$\{[^}]*\}|\{[^}]*\}", _blank, value)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for end in _BLOCK.finditer(text):
        yield at, text[at : end.start()]
        at = end.end()
    yield at, text[at:]


def _blank(found: re.Match[str]) -> str:
    """Replace a match by spaces with the same length and line breaks, and a mark if a block begins or ends there."""
    blank = re.sub(r"[^\n]", " ", found.group())
    return "\x00" + blank[1:] if _BOX.match(found.group()) else blank


_READ: dict[str, Callable[[str, str], Iterator[tuple[int, str]]]] = {
    "content/**/*.yaml": in_yaml,
    "docs/**/*.md": in_markdown,
    "*.md": in_markdown,
    "mkdocs.yml": in_yaml,
    "almanac/site/templates/**/*.*ml": in_template,
    "overrides/**/*.html": in_template,
    "docs/assets/js/**/*.js": in_script,
    "almanac/search/js/*.js": in_script,
    "almanac/**/*.py": in_python,
}
