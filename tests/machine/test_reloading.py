"""Reloading changed modules and their importers, from bytes read at one moment.

All other modules stay, and a fault undoes the reload.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from almanac.machine import sources
from almanac.machine.reloading import Program, imported, importers, said_of
from tests.conftest import PROJECT
from tests.test_architecture import imported as told_by_the_source
from tests.test_architecture import module_of
from tests.test_architecture import sources as files_of

FILES = {
    "__init__.py": "",
    "low/__init__.py": "",
    "low/oil.py": "KIND = 'olive'\nHELD = []\nwith open(__file__[:-2] + 'txt') as f: SAID = f.read()",
    "low/oil.txt": "Oil",
    "low/wick.py": "WIDTH = 1",
    "lamp.py": "from lantern.low import oil\nfrom lantern.low.wick import WIDTH\nLIT = f'{oil.KIND} {WIDTH}'",
    "hall.py": "def lit():\n    from lantern import lamp\n    return lamp.LIT",
    "cellar.py": "DARK = True",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = tmp_path / "lantern"
    for name, text in FILES.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    yield made
    for name in [name for name in sys.modules if name.partition(".")[0] == "lantern"]:
        del sys.modules[name]


@pytest.fixture
def program(folder: Path) -> Iterator[Program]:
    for name in ("hall", "lamp", "cellar"):
        importlib.import_module(f"lantern.{name}")
    made = Program(folder, ".txt")
    yield made
    made.close()


def module(name: str) -> ModuleType:
    return importlib.import_module(f"lantern.{name}")


def load_again(program: Program, *asked: str) -> set[str]:
    """Reload what is affected, and return the names of the modules that were replaced."""
    before = dict(sys.modules)
    if change := program.change():
        with program.again(change):
            for name in asked or ("hall", "lamp", "cellar"):
                module(name)
    now = {name: one for name, one in sys.modules.items() if name.partition(".")[0] == "lantern"}
    return {name.removeprefix("lantern.") for name, one in now.items() if before.get(name) is not one}


def test_importers_are_those_that_import_a_module_directly_or_not() -> None:
    imports = {"a": {"b", "x"}, "b": {"c"}, "c": set(), "d": {"a"}, "e": {"x"}}
    assert importers(["c"], imports) == {"a", "b", "c", "d"}
    assert importers(["e", "gone"], imports) == {"e", "gone"}


def test_what_compiled_code_imports_is_all_that_its_source_does() -> None:
    seen = 0
    for path in files_of(PROJECT):
        if path.is_relative_to(PROJECT / "almanac"):
            told = {*told_by_the_source(path)}
            assert told <= {*imported(compile(path.read_bytes(), path, "exec"), "almanac")}, module_of(PROJECT, path)
            seen += len(told)
    assert seen > 500, "this test must have looked"


def test_only_what_changed_and_what_imports_it_is_loaded_again(program: Program, folder: Path) -> None:
    module("low.oil").HELD.append("a drop")
    (folder / "low" / "wick.py").write_text("WIDTH = 2")
    assert load_again(program) == {"low.wick", "lamp", "hall"}
    assert module("hall").lit() == "olive 2"
    assert module("low.oil").HELD == ["a drop"]
    assert module("low").wick is sys.modules["lantern.low.wick"]
    assert program.change() is None


def test_two_saves_of_one_size_and_one_second_are_two(program: Program, folder: Path) -> None:
    wick = folder / "low" / "wick.py"
    for width in (2, 3, 4):
        wick.write_text(f"WIDTH = {width}")
        os.utime(wick, (1e9, 1e9))
        load_again(program)
        assert module("lamp").LIT.split() == ["olive", str(width)]


def test_what_runs_is_what_was_read_and_not_what_is_saved_meanwhile(program: Program, folder: Path) -> None:
    (folder / "low" / "wick.py").write_text("WIDTH = 2")
    change = program.change()
    assert change
    (folder / "low" / "wick.py").write_text("WIDTH = 3")
    with program.again(change):
        assert module("hall").lit() == "olive 2"
    assert program.files[folder / "low" / "wick.py"] == b"WIDTH = 2"
    assert sources.source(module("low.wick")) == b"WIDTH = 2"
    assert load_again(program) == {"low.wick", "lamp", "hall"}
    assert module("hall").lit() == "olive 3"


@pytest.mark.parametrize("wrong", ["WIDTH = (", "WIDTH = 1 / 0", "\0", "from lantern.low import gone"])
def test_a_fault_puts_everything_back(wrong: str, program: Program, folder: Path) -> None:
    before = {name: one for name, one in sys.modules.items() if name.partition(".")[0] == "lantern"}
    held = [(vars(one), dict(vars(one))) for one in before.values()]
    (folder / "low" / "wick.py").write_text(wrong)
    (folder / "new.py").write_text("")
    with pytest.raises((SyntaxError, ZeroDivisionError, ValueError, ImportError)) as error:
        load_again(program, "new", "lamp")
    assert {name: one for name, one in sys.modules.items() if name.partition(".")[0] == "lantern"} == before
    assert all(now == then for now, then in held)
    assert len(said_of(error.value).splitlines()) <= 4
    (folder / "low" / "wick.py").write_text("WIDTH = 2")
    assert load_again(program) == {"low.wick", "lamp", "hall"}
    assert module("hall").lit() == "olive 2"


def test_modules_are_added_and_removed(program: Program, folder: Path) -> None:
    (folder / "low" / "glass.py").write_text("TINT = 'green'")
    (folder / "lamp.py").write_text("from lantern.low.glass import TINT as LIT")
    load_again(program)
    assert module("hall").lit() == "green"
    (folder / "low" / "glass.py").write_text("TINT = 'blue'")
    assert load_again(program) == {"low.glass", "lamp", "hall"}
    assert module("hall").lit() == "blue"
    (folder / "low" / "glass.py").unlink()
    with pytest.raises(ModuleNotFoundError, match=r"low\.glass"):
        load_again(program)
    (folder / "lamp.py").write_text("LIT = 'dark'")
    load_again(program)
    assert module("hall").lit() == "dark"
    assert not hasattr(module("low"), "glass")


def test_a_module_that_is_not_loaded_yet_is_loaded_as_it_was_read(program: Program, folder: Path) -> None:
    (folder / "attic.py").write_text("DUST = 1")
    assert load_again(program) == set()
    (folder / "attic.py").write_text("DUST = 2")
    assert module("attic").DUST == 1
    load_again(program)
    assert module("attic").DUST == 2


def test_a_file_that_is_kept_by_modules_beside_it_counts_as_a_change_of_them(program: Program, folder: Path) -> None:
    (folder / "low" / "oil.txt").write_text("Seed oil")
    assert "cellar" not in load_again(program)
    assert module("low.oil").SAID == "Seed oil"


def test_what_editors_programs_keep_beside_a_file_is_no_part_of_it(program: Program, folder: Path) -> None:
    (folder / ".#lamp.py").symlink_to("somebody@somewhere.1234")
    (folder / "lamp.py~").write_text("LIT = (")
    assert program.change() is None
