"""Harmful YAML and files: whatever their size, each is refused with a message, in little time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from almanac.content.load import load
from almanac.content.problem import MAX_SHOWN, ContentError
from almanac.content.yamlfile import limits, parser
from tests.conftest import PROJECT

MEMORY = 700 * 1024 * 1024  # bytes that the process of a check may use
CHECK = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from almanac.content.load import load
from almanac.content.problem import ContentError
try:
    load(Path(sys.argv[1]))
except ContentError as error:
    print(error)
"""


def said(content: Path) -> list[str]:
    """Return what the check reports in a process of its own, with limits on its memory and time."""
    command = [sys.executable, "-c", CHECK, str(content), str(MEMORY)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


DEEP: dict[str, Callable[[int], str]] = {
    "brackets": lambda deep: "roles: " + "[" * deep + "]" * deep,
    "braces": lambda deep: "roles: " + "{a: " * deep + "}" * deep,
    "hyphens": lambda deep: "roles:\n  " + "- " * deep + "x",
    "indents": lambda deep: "".join(" " * step + "a:\n" for step in range(min(deep, 3_000))),
    "questions": lambda deep: "? " * deep + "x",
    "brackets never closed": lambda deep: "roles: " + "[" * deep,
    "quoted brackets between": lambda deep: "roles: " + '["]]", ' * deep,
}
MANY: dict[str, str] = {
    "unknown fields": "roles:\n  - key: e\n" + "".join(f"    field-{number}: 1\n" for number in range(100_000)),
    "faulty entries": "roles:\n" + "".join(f"  - {{key: k{number:06}, oops: 1}}\n" for number in range(100_000)),
    "entries that are none": "roles:\n" + "  - 1\n" * 100_000,
    "entries given twice": "roles:\n" + "  - {key: e}\n" * 100_000,
    "faulty items": "roles:\n  - key: e\n    see:\n" + "      - x\n" * 100_000,
    "fields in a field": "roles:\n  - key: e\n    sources:\n      - {"
    + ", ".join(f"f{number}: 1" for number in range(100_000)) + "}\n",
    "names of nothing": "roles:\n" + "".join(f"  - key: &a{number} x\n" for number in range(100_000)),
    "values": "roles: [" + "a," * 3_000_000 + "]",
    "names twice": "roles:\n  - key: e\n" + "    key: e\n" * 100_000,
}  # fmt: skip
LONG: dict[str, str] = {
    "value": "roles:\n  - key: {0}\n",
    "name": "roles:\n  - {{key: e, ? {0} : 1}}\n",
    "reference": "roles:\n  - {{key: e, see: [organisation/{0}], topics: [{0}], checked: {0}, letter: {0}}}\n",
    "root": "? {0}\n: 1\n",
    "remark": "roles:\n  - key: e #{0}\n",
    "tag": "roles:\n  - key: !{0} e\n",
    "anchor": "roles:\n  - key: &{0} e\n",
}


@pytest.mark.parametrize("deep", [494, 5_000, 100_000])
@pytest.mark.parametrize("form", DEEP)
def test_what_stands_too_deep_is_refused_at_its_line(form: str, deep: int, tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text(DEEP[form](deep), "utf-8")
    document, problems = parser.read(path, "content/roles.yaml")
    assert document is None
    assert len(problems) == 1
    assert f"more than {limits.MAX_DEPTH} deep" in str(problems[0])


def test_what_is_as_deep_as_it_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "roles.yaml"
    path.write_text("[" * limits.MAX_DEPTH + "]" * limits.MAX_DEPTH, "utf-8")
    assert parser.read(path, "x")[1] == []


@pytest.mark.parametrize("what", MANY)
def test_too_many_of_anything_makes_few_lines(what: str, tiny_content: Path) -> None:
    (tiny_content / "roles.yaml").write_text(MANY[what], "utf-8")
    lines = said(tiny_content)
    assert 2 <= len(lines) <= MAX_SHOWN + 1
    assert all(line.startswith("content/") for line in lines[:-1])
    assert sum(map(len, lines)) < 200_000


@pytest.mark.parametrize("what", LONG)
def test_a_long_value_is_not_shown_whole(what: str, tiny_content: Path) -> None:
    (tiny_content / "roles.yaml").write_text(LONG[what].format("x" * 5_000_000), "utf-8")
    lines = said(tiny_content)
    assert any("roles.yaml" in line for line in lines)
    assert max(map(len, lines)) < 2_000


def test_a_file_of_any_length_is_refused_unread(tiny_content: Path) -> None:
    with (tiny_content / "roles.yaml").open("wb") as file:
        file.truncate(100_000_000_000)  # a sparse file takes no space on the disk
    assert any("longer than" in line for line in said(tiny_content))


def fifo(path: Path, _: Path) -> None:
    os.mkfifo(path)


def device(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path, _: Path) -> None:
    path.mkdir()


def link_to_folder(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def link_out(path: Path, elsewhere: Path) -> None:
    (elsewhere / "secret").write_text("roles:\n  - secret: 1\n", "utf-8")
    path.symlink_to(elsewhere / "secret")


def circle(path: Path, _: Path) -> None:
    path.symlink_to(path)


def link_within(path: Path, _: Path) -> None:
    path.symlink_to(path.parent / "schemas", target_is_directory=True)
    (path.parent / "schemas").mkdir(exist_ok=True)


@pytest.mark.parametrize("made", [fifo, device, folder, link_to_folder, link_out, circle, link_within])
def test_what_is_no_file_of_ours_is_refused_and_never_read(
    made: Callable[[Path, Path], None], tiny_content: Path, tmp_path: Path
) -> None:
    (tiny_content / "roles.yaml").unlink()
    (tmp_path / "elsewhere").mkdir()
    made(tiny_content / "roles.yaml", tmp_path / "elsewhere")
    lines = said(tiny_content)
    assert any(line.startswith("content/roles.yaml:1:1 ") and line.endswith("[Y1]") for line in lines)
    assert "secret" not in "".join(lines)


def test_a_folder_by_link_is_not_passed_over(tiny_content: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tiny_content / "terms.yaml").rename(tmp_path / "elsewhere" / "a.yaml")
    (tiny_content / "terms").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(ContentError, match=r"content/terms:1:1 .*link.*\[Y1\]"):
        load(tiny_content)
