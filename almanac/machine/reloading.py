"""The modules of a package loaded again in this process: those that changed, those that import them, and no others.

The rule: what a module does can depend on another only if it imports it, at its top or within a function, or imports
something that does. So after a change the changed modules and their importers are loaded again, and all others stay,
with whatever they hold in memory. That is sound as long as no module that stays was handed something of one that goes,
and kept it. Imports that run in one direction make it easy to see: a lower layer knows nothing of those above, so what
it keeps of them it was given by name, and can be looked for.

What runs is compiled from bytes that were all read at one moment, whatever is saved while they are loaded. Python's own
compiled files are not used: they are told apart by size and by the second, and two saves may have both in common.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

_LINES = 4  # of what Python says of an error: where it is, the line itself, and what is wrong
Files = Mapping[Path, bytes]
"""The files of a package by their paths."""


class FaultError(Exception):
    """What was loaded again cannot take over; the message says why."""


def importers(changed: Iterable[str], imports: Mapping[str, set[str]]) -> set[str]:
    """Changed modules, and all that import them, directly or not.

    Args:
        changed: their names.
        imports: each module to the names of those that it imports.
    """
    found = set(changed)
    while more := {name for name, others in imports.items() if name not in found and others & found}:
        found |= more
    return found


def imported(code: CodeType, package: str) -> Iterator[str]:
    """The modules of a package that a module imports, wherever in its code; some of the names may be no modules.

    In compiled code a name with a full stop is that of a module that is imported. What is imported from it is among the
    other names.
    """
    bases = [name for name in code.co_names if name == package or name.startswith(f"{package}.")]
    yield from bases
    yield from (f"{base}.{name}" for base in bases for name in code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from imported(constant, package)


def said_of(error: BaseException) -> str:
    """What is wrong with what was loaded again: the fault, or Python's last lines about the error, with its place."""
    if isinstance(error, FaultError):
        return str(error)
    return "\n".join("".join(traceback.format_exception(error)).splitlines()[-_LINES:])


@dataclass(frozen=True)
class Change:
    """What has been saved of a package since its modules were loaded.

    Attributes:
        files: all of its files as they are now.
        modules: names of those that are no longer what runs: changed, added or removed.
        affected: these, and all that import them.
    """

    files: Files
    modules: frozenset[str]
    affected: frozenset[str]


@dataclass(frozen=True)
class _Compiled:
    """A module's source, with what it was compiled to and the names that it imports."""

    source: bytes
    code: CodeType
    imports: frozenset[str]


class Program(importlib.abc.MetaPathFinder):
    """A package as it runs. Until it is closed, Python loads the package's modules through it.

    Attributes:
        files: what runs.
    """

    def __init__(self, folder: Path, *beside: str) -> None:
        """Take a package whose modules have just been loaded.

        Args:
            folder: the package's own; it is called as the package is.
            beside: endings of files that are no Python, but kept by the modules in the same folder.
        """
        self._package, self._folder, self._endings = folder.name, folder, (".py", *beside)
        self._compiled: dict[Path, _Compiled] = {}
        self.files: Files = self._read()
        sys.meta_path.insert(0, self)

    def close(self) -> None:
        """Leave loading to Python again."""
        with suppress(ValueError):
            sys.meta_path.remove(self)

    def compile(self) -> None:
        """Compile everything, so that the first change need not wait for it."""
        self._imports(self.files)

    def change(self) -> Change | None:
        """What has been saved since; None if nothing has."""
        files = self._read()
        paths = {path for path in files.keys() | self.files.keys() if files.get(path) != self.files.get(path)}
        folders = {path.parent for path in paths if path.suffix != ".py"}
        paths |= {path for path in files if path.parent in folders}
        modules = frozenset(self._name(path) for path in paths if path.suffix == ".py")
        if not modules:
            return None
        return Change(files, modules, frozenset(importers(modules, self._imports({**self.files, **files}))))

    @contextmanager
    def again(self, change: Change) -> Iterator[None]:
        """Within this, what a change affects is loaded again when it is asked for; an error puts everything back."""
        was, before = self.files, self._loaded()
        self.files = change.files
        self._put({name: module for name, module in before.items() if name not in change.affected})
        try:
            yield
        except BaseException:
            self.files = was
            self._put(before)
            raise

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002  (as Python calls it)
        """How to load a module of the package; ModuleNotFoundError if it is not among what runs."""
        if fullname.partition(".")[0] != self._package:
            return None
        place = self._folder.joinpath(*fullname.split(".")[1:])
        for file in (place / "__init__.py", place.with_name(f"{place.name}.py")):
            if file in self.files:
                within = [str(place)] if file.parent == place else None
                loader = _Loader(self._of(file, self.files[file]))
                return importlib.util.spec_from_file_location(
                    fullname, file, loader=loader, submodule_search_locations=within
                )
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)

    def _read(self) -> Files:
        found: dict[Path, bytes] = {}
        for folder, folders, names in os.walk(self._folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in names:
                if name.endswith(self._endings) and name[0] not in ".#":  # by which editors' programs mark their own
                    with suppress(OSError):  # it is gone again
                        found[Path(folder, name)] = Path(folder, name).read_bytes()
        return found

    def _of(self, path: Path, source: bytes) -> _Compiled:
        """A file compiled; SyntaxError, or ValueError for a byte that no program may hold."""
        held = self._compiled.get(path)
        if held is None or held.source != source:
            code = compile(source, path, "exec", dont_inherit=True)
            held = self._compiled[path] = _Compiled(source, code, frozenset(imported(code, self._package)))
        return held

    def _imports(self, files: Files) -> dict[str, set[str]]:
        """What each module imports, the packages that it stands in among it; of one with a fault no more is known."""
        python = {self._name(path): (path, source) for path, source in files.items() if path.suffix == ".py"}
        found: dict[str, set[str]] = {}
        for name, given in python.items():
            found[name] = set(_around(name))
            with suppress(SyntaxError, ValueError):
                found[name] |= python.keys() & self._of(*given).imports
        return found

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self._folder.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _loaded(self) -> dict[str, ModuleType]:
        return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == self._package}

    def _put(self, modules: Mapping[str, ModuleType]) -> None:
        """Let just these be loaded of the package; each is an attribute of the package that it stands in."""
        for name, module in self._loaded().items():
            parent, own = sys.modules.get(name.rpartition(".")[0]), name.rpartition(".")[2]
            if parent and vars(parent).get(own) is module:
                delattr(parent, own)
        for name in self._loaded():
            del sys.modules[name]
        sys.modules.update(modules)
        for name, module in modules.items():
            if parent := modules.get(name.rpartition(".")[0]):
                setattr(parent, name.rpartition(".")[2], module)


class _Loader(importlib.abc.InspectLoader):
    """Loads a module from what was read."""

    def __init__(self, compiled: _Compiled) -> None:
        self._compiled = compiled

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  (as Python calls it)
        return self._compiled.code

    def get_source(self, fullname: str) -> str:  # noqa: ARG002
        return importlib.util.decode_source(self._compiled.source)


def _around(name: str) -> Iterator[str]:
    """The packages that a module stands in."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))
