"""Reload those modules of a package that have changed, together with all that import them, and no others.

What a module does can depend on another only if it imports it, at its top or within a function, or imports something
that does. So after a change the changed modules and their importers are reloaded, and all others stay, with everything
they hold in memory. That is sound as long as no module that stays has kept an object from one that is reloaded. This is
easy to check if imports run in one direction. A lower layer knows nothing of those above, so it holds only what they
passed to it by name, which can be searched for.

The code that runs is compiled from bytes that were all read at one moment, whatever is saved during loading. Python's
own compiled files are not used. They are matched by size and by time in seconds, and two saves may agree in both.
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

_LINES = 4  # of Python's error report: the place, the line itself, and what is wrong
Files = Mapping[Path, bytes]
"""The content of a package's files, by path."""


class FaultError(Exception):
    """The reloaded modules cannot take over. The message says why."""


def importers(changed: Iterable[str], imports: Mapping[str, set[str]]) -> set[str]:
    """Return the changed modules and all modules that import them, directly or indirectly.

    Args:
        changed: names of the changed modules.
        imports: names of the modules that each module imports.
    """
    found = set(changed)
    while more := {name for name, others in imports.items() if name not in found and others & found}:
        found |= more
    return found


def imported(code: CodeType, package: str) -> Iterator[str]:
    """Yield the modules of a package that a module imports, anywhere in its code. Not every name is a module.

    In compiled code, a name with a full stop is that of an imported module. The names imported from it are among the
    other names.
    """
    bases = [name for name in code.co_names if name == package or name.startswith(f"{package}.")]
    yield from bases
    yield from (f"{base}.{name}" for base in bases for name in code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from imported(constant, package)


def said_of(error: BaseException) -> str:
    """Return what is wrong after a reload: the message of a fault, or the last lines of Python's error report."""
    if isinstance(error, FaultError):
        return str(error)
    return "\n".join("".join(traceback.format_exception(error)).splitlines()[-_LINES:])


@dataclass(frozen=True)
class Change:
    """What has been saved in a package since its modules were loaded.

    Attributes:
        files: all of its files as they are now.
        modules: names of the modules that were changed, added or removed.
        affected: these, and all modules that import them.
    """

    files: Files
    modules: frozenset[str]
    affected: frozenset[str]


@dataclass(frozen=True)
class _Compiled:
    """The source of a module, with the compiled code and the names that it imports."""

    source: bytes
    code: CodeType
    imports: frozenset[str]


class Program(importlib.abc.MetaPathFinder):
    """A running package. Until this is closed, Python loads the package's modules through it.

    Attributes:
        files: the files whose code is running.
    """

    def __init__(self, folder: Path, *beside: str) -> None:
        """Take a package whose modules have just been loaded.

        Args:
            folder: the package's folder, which has the same name as the package.
            beside: extensions of other files on which the modules in the same folder depend.
        """
        self._package, self._folder, self._endings = folder.name, folder, (".py", *beside)
        self._compiled: dict[Path, _Compiled] = {}
        self.files: Files = self._read()
        sys.meta_path.insert(0, self)

    def close(self) -> None:
        """Return loading to Python."""
        with suppress(ValueError):
            sys.meta_path.remove(self)

    def compile(self) -> None:
        """Compile everything in advance, so that the first change need not wait for it."""
        self._imports(self.files)

    def change(self) -> Change | None:
        """Return what has been saved since, or None if nothing has."""
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
        """Let affected modules be reloaded when they are next imported, and restore everything after an error."""
        was, before = self.files, self._loaded()
        self.files = change.files
        self._put({name: module for name, module in before.items() if name not in change.affected})
        try:
            yield
        except BaseException:
            self.files = was
            self._put(before)
            raise

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002  (Python's own signature)
        """Return how to load a module of the package, or raise ModuleNotFoundError if it is not one."""
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
                if name.endswith(self._endings) and name[0] not in ".#":  # how text editors mark files of their own
                    with suppress(OSError):  # it has been deleted since
                        found[Path(folder, name)] = Path(folder, name).read_bytes()
        return found

    def _of(self, path: Path, source: bytes) -> _Compiled:
        """Return a file compiled, or raise SyntaxError, or ValueError for a byte that source code cannot contain."""
        held = self._compiled.get(path)
        if held is None or held.source != source:
            code = compile(source, path, "exec", dont_inherit=True)
            held = self._compiled[path] = _Compiled(source, code, frozenset(imported(code, self._package)))
        return held

    def _imports(self, files: Files) -> dict[str, set[str]]:
        """Return what each module imports, including its parent packages, or only those if it cannot be compiled."""
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
        """Make exactly these the loaded modules of the package, each an attribute of its parent package."""
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
    """Loads a module from source that has already been read."""

    def __init__(self, compiled: _Compiled) -> None:
        self._compiled = compiled

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  (Python's own signature)
        return self._compiled.code

    def get_source(self, fullname: str) -> str:  # noqa: ARG002
        return importlib.util.decode_source(self._compiled.source)


def _around(name: str) -> Iterator[str]:
    """Return the packages that contain a module."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts)))
