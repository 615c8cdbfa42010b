"""What has changed in an entry for a reader: a sentence for each field, in words that readers know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from almanac.content.kinds import Entry
from almanac.content.links import reference_kinds

UNREPORTED_FIELDS = frozenset({
    "key", "was", "draft", "checked", "checked_how", "checked_by", "verified", "added", "changed", "seen",
    "evidence_from", "retrieved",
})  # fmt: skip
"""Fields about how an entry is maintained, which are of no interest to a reader who compares two versions."""

_WORDS = {
    "sort": "type of organisation", "body": "description", "doi": "DOI", "issn": "ISSN", "isbn": "ISBN",
    "asked": "question", "did": "methods", "found": "findings", "limits": "limitations",
    "means": "implications for practice", "applies": "relevance to your nation", "see": "related entries",
    "container": "journal", "sources": "sources", "since_then": "update", "lay": "everyday names",
    "us": "US names", "misspelt": "misspellings", "also": "other names", "then": "what was said then",
    "use": "when to use it", "at": "place in the source", "web": "website",
}  # fmt: skip
_NAMED_BY = ("purpose", "key", "label", "name", "way", "nation", "study", "source", "register_of", "field", "address")
_IS_IT = ("number", "address", "value")  # fields that are the substance of a part
_SHOWN, _LONG = 90, 160


def differences(old: Entry, new: Entry, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the differences between two versions of an entry, a sentence each.

    Args:
        old: the earlier version.
        new: the later version.
        names: ``kind/key`` to what readers call an entry.
    """
    return tuple(_of_models(old, new, "", names))


def reader_name(field: str) -> str:
    """Return the name by which readers know a field."""
    return _WORDS.get(field, field.replace("_", " "))


def _of_models(old: BaseModel, new: BaseModel, about: str, names: Mapping[str, str]) -> Iterator[str]:
    kinds = reference_kinds(type(new))
    for field in type(new).model_fields:
        before, after = getattr(old, field, None), getattr(new, field)
        if field in UNREPORTED_FIELDS or before == after:
            continue
        named = _named(names, kinds[field]) if field in kinds else str
        what = about if about and field in _IS_IT else f"{about}, {reader_name(field)}" if about else reader_name(field)
        yield from _of_values(before, after, what, named, names)


def _of_values(before: Any, after: Any, what: str, named: Any, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(before, BaseModel) and isinstance(after, BaseModel):
        yield from _of_models(before, after, _about(before, names) or what, names)
    elif isinstance(before, tuple) or isinstance(after, tuple):
        yield from _of_lists(before or (), after or (), what, named, names)
    elif _empty(before):
        yield f"{what} added: {_quoted(after, named)}"
    elif _empty(after):
        yield f"{what} removed: {_quoted(before, named)}"
    elif _text(before, named) != _text(after, named):  # equal if only the key of the entry referred to has changed
        was, now = _differing(_text(before, named), _text(after, named))
        yield f"{what} changed from \u201c{was}\u201d to \u201c{now}\u201d"


def _of_lists(
    before: Sequence[Any], after: Sequence[Any], what: str, named: Any, names: Mapping[str, str]
) -> Iterator[str]:
    shown = {_text(one, named) for one in before} & {_text(one, named) for one in after}
    gone = [
        one for one in before if one not in after and (isinstance(one, BaseModel) or _text(one, named) not in shown)
    ]
    come = [
        one for one in after if one not in before and (isinstance(one, BaseModel) or _text(one, named) not in shown)
    ]
    for old, new in list(_pairs(gone, come, names)):
        gone.remove(old)
        come.remove(new)
        yield from _of_values(old, new, what, named, names)
    if gone:
        yield f"{what} removed: {', '.join(_quoted(one, named) for one in gone)}"
    if come:
        yield f"{what} added: {', '.join(_quoted(one, named) for one in come)}"
    if not gone and not come and sorted(map(repr, before)) == sorted(map(repr, after)):
        yield f"{what} put in another order"


def _pairs(gone: Sequence[Any], come: Sequence[Any], names: Mapping[str, str]) -> Iterator[tuple[Any, Any]]:
    """Yield pairs of a removed and an added value that are the same thing, reworded."""
    left = list(come)
    for old in gone:
        for new in left:
            if _same(old, new, names) or (len(gone) == len(come) == 1 and isinstance(old, BaseModel)):
                left.remove(new)
                yield old, new
                break


def _same(old: Any, new: Any, names: Mapping[str, str]) -> bool:
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        return bool(_about(old, names)) and _about(old, names) == _about(new, names)
    alike = isinstance(old, str) and isinstance(new, str) and min(len(old), len(new)) > 20  # noqa: PLR2004  (a sentence)
    return alike and SequenceMatcher(None, old[:_LONG], new[:_LONG]).ratio() > 0.6  # noqa: PLR2004  (more alike than not)


def _about(value: BaseModel, names: Mapping[str, str]) -> str:
    """Return what a reader calls a part of an entry, such as the purpose of a telephone or the nation of a row."""
    kinds = reference_kinds(type(value))
    for name in _NAMED_BY:
        found = getattr(value, name, None)
        if found and isinstance(found, str):
            return _cut(_named(names, kinds[name])(found) if name in kinds else found)
    return ""


def _named(names: Mapping[str, str], kind: str | None) -> Any:
    return lambda key: names.get(f"{kind}/{key}" if kind else str(key), str(key))


def _empty(value: Any) -> bool:
    return value is None or value is False or value == ""


def _text(value: Any, named: Any) -> str:
    if isinstance(value, BaseModel):
        held = ((name, getattr(value, name)) for name in type(value).model_fields if name not in UNREPORTED_FIELDS)
        return "; ".join(_text(one, str) for _, one in held if not _empty(one) and one != ())
    if isinstance(value, tuple):
        return ", ".join(_text(one, named) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(named(value))


def _quoted(value: Any, named: Any) -> str:
    return f"\u201c{_cut(_text(value, named))}\u201d"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"


def _differing(one: str, other: str) -> tuple[str, str]:
    """Return two texts; of long ones, only the passage around the first difference."""
    one, other = " ".join(one.split()), " ".join(other.split())
    if max(len(one), len(other)) <= _LONG:
        return one, other
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, one.rfind(" ", 0, max(0, at - _SHOWN // 3)) + 1)
    ends = ((text[start : start + _SHOWN], len(text) > start + _SHOWN) for text in (one, other))
    was, now = (f"{'…' if start else ''}{text.strip()}{'…' if more else ''}" for text, more in ends)
    return was, now
