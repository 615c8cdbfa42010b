"""Imports between the layers of ``almanac/`` run downwards only, and no module grows too long to read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

# From the bottom up: a module may import from its own layer and from those before it.
FLOORS = (
    ("almanac.machine",),
    ("almanac.content",),
    ("almanac.citation",),
    ("almanac.linkhealth", "almanac.linkhealth.verdict", "almanac.linkhealth.state", "almanac.linkhealth.addresses"),
    ("almanac.site",),
    ("almanac.exports", "almanac.search", "almanac.editing", "almanac.offline"),
    ("almanac.linkhealth.fetch", "almanac.linkhealth.ratelimit", "almanac.linkhealth.report", "almanac.linkhealth.run"),
    ("almanac.publish",),
    ("almanac.commands",),
    ("almanac.__main__", "macros", "hooks"),
)
MOST_LINES, MOST_OF_HOOKS, MOST_OF_A_FUNCTION = 250, 90, 40


def test_arrows_run_down_only() -> None:
    files = sources(PROJECT)
    assert len(files) > 50, "this test must have looked"
    assert list(running_up(PROJECT, files)) == []


def test_no_circle() -> None:
    assert circle({module_of(PROJECT, path): set(imported(path)) for path in sources(PROJECT)}) == []


def test_an_arrow_that_runs_up_is_told(tmp_path: Path) -> None:
    lower = tmp_path / "almanac" / "content" / "model.py"
    lower.parent.mkdir(parents=True)
    lower.write_text("from almanac.site import pages\n", "utf-8")
    assert list(running_up(tmp_path, [lower])) == [
        "almanac.content.model imports almanac.site.pages, which stands above"
    ]


def test_a_circle_is_told() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]


@pytest.mark.parametrize("path", sorted((PROJECT / "almanac").rglob("*.py")), ids=lambda path: path.stem)
def test_modules_and_functions_can_be_read_at_once(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_OF_A_FUNCTION
    ]
    assert long == []


def test_hooks_only_pass_on() -> None:
    assert len((PROJECT / "hooks.py").read_text("utf-8").splitlines()) < MOST_OF_HOOKS


def sources(root: Path) -> list[Path]:
    """Return every Python file of the package, and the two that MkDocs calls."""
    return [*sorted((root / "almanac").rglob("*.py")), root / "hooks.py", root / "macros.py"]


def module_of(root: Path, path: Path) -> str:
    """Return the name of the module in a file, such as ``almanac.site.pages``, or of the package."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Yield the names of the project's modules that a file imports, anywhere in its code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("almanac"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("almanac"):
            for alias in node.names:
                nested = f"{node.module}.{alias.name}"
                yield nested if is_module(nested) else str(node.module)


def is_module(name: str) -> bool:
    """Return whether a dotted name is a file or a folder of the project, and not something within a module."""
    place = PROJECT.joinpath(*name.split("."))
    return place.with_suffix(".py").exists() or place.is_dir()


def floor(module: str) -> int:
    """Return the layer of a module: that of the longest prefix of its name in ``FLOORS``."""
    known = {name: number for number, names in enumerate(FLOORS) for name in names}
    parts = module.split(".")
    heads = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(known[head] for head in heads if head in known)


def running_up(root: Path, files: list[Path]) -> Iterator[str]:
    """Yield a sentence on every import of a module from a higher layer."""
    for path in files:
        module = module_of(root, path)
        if module == "almanac":
            continue
        for other in imported(path):
            if floor(other) > floor(module):
                yield f"{module} imports {other}, which stands above"


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """Return the modules that import each other in a circle, sorted, or nothing if there are none."""
    left = {
        module: {other for other in others if other in arrows and other != module} for module, others in arrows.items()
    }
    while free := [module for module, others in left.items() if not others & left.keys()]:
        for module in free:
            del left[module]
    on_it = {module for module, others in left.items() if any(module in reachable(left, other) for other in others)}
    return sorted(on_it)


def reachable(arrows: dict[str, set[str]], start: str) -> set[str]:
    """Return everything that can be reached from a module by following imports, including the module itself."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        module = ahead.pop()
        if module not in seen:
            seen.add(module)
            ahead += arrows.get(module, ())
    return seen
