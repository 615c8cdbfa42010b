"""``python -m tests.prose.facts REV``: facts that differ between the content at a revision and now, by entry.

Rewording must not change numbers, names, nations or hedges. A person has to read each difference, because some are
right, such as when "of" replaces a repeated name.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import PROJECT

_NUMBER = re.compile(r"\d[\d,.:/]*\d|\d")
_WORD = re.compile(r"[\w’'-]+")
_NUMERALS = frozenset(
    _WORD.findall("one two three four five six seven eight nine ten eleven twelve half third quarter twice once first")
)
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland", "UK", "Ireland", "Great Britain")
_PARTS = frozenset(" ".join(_NATIONS).split())
_HEDGES = frozenset(
    _WORD.findall(
        "may might could can appear appears appeared seem seems seemed suggest suggests suggested believed likely "
        "possibly perhaps probably some most many few usually often mostly mainly chiefly "
        "normally tended tend should must not never no unless only except least unclear unknown linked associated "
        "argue argues think thought"
    )
)
_NEAR = re.compile(r"\b(about|around|roughly|nearly|almost|over|under|up to|at least|at most)(?= [£\d])")
# Words that can replace each other without a change of meaning.
_SAME = dict.fromkeys(("seem", "seems", "seemed", "appear", "appeared"), "appears")
_SAME |= {"chiefly": "mainly", "mostly": "mainly", "associated": "linked", "no": "not", "never": "not", "can": "could"}


def facts(text: str) -> Counter[str]:
    """Return the numbers, names, nations and hedges in a text, with how often each occurs."""
    found = Counter(f"number {number}" for number in _NUMBER.findall(text))
    for nation in _NATIONS:
        found[f"nation {nation}"] = len(re.findall(rf"(?<!\w){nation}(?!\w)", text))
    found.update(f"hedge {near}" for near in _NEAR.findall(text))
    for sentence in re.split(r"(?<=[.!?:]) ", text):
        words = _WORD.findall(sentence)
        found.update(f"name {word}" for word in words[1:] if word[0].isupper() and word not in _PARTS)
        low = [_SAME.get(word.lower(), word.lower()) for word in words]
        found.update(f"hedge {word}" for word in low if word in _HEDGES)
        found.update(f"number {word}" for word in low if word in _NUMERALS)
    return +found


def texts(value: Any) -> Iterator[str]:
    """Yield every text in an entry, at any depth."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield " ".join(str(value).split())


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield what each entry has lost or gained, as a line: ``roles/e: was "number 12", is "number 13"``."""
    for key in sorted(before.keys() | after.keys()):
        if key not in after or key not in before:
            yield f"{key}: {'removed' if key in before else 'added'}"
            continue
        had, has = (sum(map(facts, texts(entry)), Counter[str]()) for entry in (before[key], after[key]))
        lost, gained = sorted((had - has).elements()), sorted((has - had).elements())
        if lost or gained:
            yield f"{key}: was {', '.join(lost) or 'nothing'}; is {', '.join(gained) or 'nothing'}"


def entries(documents: Iterator[str]) -> dict[str, Any]:
    """Return the entries of YAML documents, by the name of their list and their key."""
    found: dict[str, Any] = {}
    for document in documents:
        for name, rows in yaml.load(document, yaml.CSafeLoader).items():
            found |= {f"{name}/{row['key']}": row for row in rows}
    return found


def main(revision: str, *folders: str) -> None:
    """Print every difference since a git revision, in content/ or in the given files and folders within it."""
    where = folders or ("content",)
    git = ["git", "-C", str(PROJECT)]
    listed = subprocess.check_output([*git, "ls-tree", "-r", "--name-only", revision, *where], text=True).split()
    files = [name for name in listed if name.endswith(".yaml")]
    old = entries(subprocess.check_output([*git, "show", f"{revision}:{name}"], text=True) for name in files)
    new = entries(Path(PROJECT, name).read_text("utf-8") for name in files if Path(PROJECT, name).exists())
    for line in differences(old, new):
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
