"""A generated corpus of any size: the real content, with its studies copied under new names as often as needed.

It is deterministic: the same size gives the same bytes. A file of real records (JSON lines with title, authors, year
and abstract) can replace the text of the copies.
"""

from __future__ import annotations

import compileall
import gzip
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from almanac.content.quotation import curled
from almanac.content.yamlfile import parser

PROJECT = Path(__file__).resolve().parent.parent
PART = 1_000  # studies in one YAML file
_MARKUP = re.compile(r"[*_`~|<>\\#\[\]{}$^\ufffd]|https?://\S+|&\w+;|[ÃÂÎâ]\S|\bX{3,}\b|\bTBD\b|[\u0300-\u036f]")
_BULLETS = "-\u2013\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7 "
_LOST = re.compile(r"(?<=\w)\?(?=\w)")


def copy_project(target: Path) -> Path:
    """Copy the project without build output or tests, but with the packages that it needs to run.

    The Python code is compiled beforehand, as it is for anybody who runs it a second time.
    """
    compileall.compile_dir(PROJECT / "almanac", quiet=1)
    shutil.copytree(PROJECT, target, ignore=_made)
    (target / "node_modules").symlink_to(PROJECT / "node_modules")
    return target


def _made(folder: str, names: list[str]) -> set[str]:
    made = set()
    if Path(folder) == PROJECT:
        made = {"__pycache__", "site", "tests", "node_modules", "requirements.lock", "requirements-test.lock"}
        made |= {name for name in names if name.startswith((".", "site."))}
    if Path(folder) == PROJECT / "benchmarks":
        made |= {"node_modules"}
    return made


def make(target: Path, size: int, records: Path | None = None) -> None:
    """Copy the project to a folder and fill its library.

    Args:
        target: folder to create, which must not exist.
        size: number of studies, including the real ones.
        records: gzipped file of JSON lines that supplies titles, authors, years and abstracts.
    """
    copy_project(target)
    folder = target / "content" / "abstracts"
    real = studies_of(target)
    made = islice(_copies(real, records), max(0, size - len(real)))
    for number, part in enumerate(_parts(made)):
        text = yaml.dump({"abstracts": part}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
        (folder / f"made-{number:04d}.yaml").write_text(text, encoding="utf-8")


def studies_of(project: Path) -> list[dict[str, Any]]:
    """Return a project's studies as they are in its YAML, in the order of its files."""
    return [study for path in files_of_studies(project) for study in _read(path)]


def files_of_studies(project: Path) -> list[Path]:
    """Return the YAML files that contain a project's studies, in order."""
    content = project / "content"
    return sorted((*content.glob("abstracts.yaml"), *content.glob("abstracts/*.yaml")))


class _Dumper(yaml.CSafeDumper):
    """Writes everything out in full, because the content does not allow aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _read(path: Path) -> list[dict[str, Any]]:
    document, _ = parser.read(path, path.name)
    return list(document.data["abstracts"]) if document else []


def _copies(real: list[dict[str, Any]], records: Path | None) -> Iterator[dict[str, Any]]:
    others = _records(records) if records else ({} for _ in cycle([0]))
    for number, (study, other) in enumerate(zip(cycle(real), others, strict=False)):
        copy = study | {"key": f"made-{number:07d}", "title": f"{study['title']} ({number})"[:400]}
        if other:
            year = max(1500, min(2100, int(other["year"])))
            copy |= {
                "title": f"{_clean(other['title'])[:380]} ({number})",
                "authors": _names(other["authors"]),
                "year": str(year),
            }
            copy["summary"] = _summary(other["abstract"]) or study["summary"]
        if "doi" in study:  # which must be unique
            copy["doi"] = f"10.5555/made.{number:07d}"
        copy.pop("was", None)
        yield copy


def _summary(text: str) -> dict[str, Any]:
    """Return a record's own text as a summary, or nothing if it is too short.

    Search then has as many different words as in real studies.
    """
    sentences = (_clean(sentence) for sentence in re.split(r"(?<=[.!?]) ", " ".join(text.split())))
    said = list(dict.fromkeys(sentence for sentence in sentences if re.search(r"\w{3}", sentence)))
    if len(said) < 4:  # noqa: PLR2004  (the parts of a summary)
        return {}
    asked, did, *found, means = said
    return {"asked": asked, "did": did, "found": found, "means": means}


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        held = [json.loads(line) for line in lines]
    return cycle(held)


def _clean(text: str) -> str:
    """Return a text that the check accepts.

    It has no markup, damaged letters, straight quotation marks or bullet at the beginning, and no question mark in
    place of a lost apostrophe.
    """
    plain = unicodedata.normalize("NFC", "".join(sign for sign in text if sign.isprintable() or sign.isspace()))
    plain = _LOST.sub("\u2019", _MARKUP.sub("", plain))
    return curled(" ".join(plain.split())[:400].strip().lstrip(_BULLETS)) or "Untitled"


def _names(authors: list[Any]) -> list[dict[str, str]]:
    names = [_clean(author if isinstance(author, str) else " ".join(author.values())) for author in authors]
    return [{"body": name} for name in dict.fromkeys(names) if name.lower() != "unknown"] or [{"body": "Nobody"}]


def _parts(studies: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while part := list(islice(studies, PART)):
        yield part
