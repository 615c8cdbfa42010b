"""Group problems by cause, so that one mistake is reported once, with the number of problems that follow from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from almanac.content import absent, itemmistakes, jointmistakes, keysuggestions, modelfields
from almanac.content.fielderrors import FieldError
from almanac.content.kinds import BY_NAME, KINDS, Kind
from almanac.content.letters import slug
from almanac.content.printable import named
from almanac.content.problem import FieldPath, Problem, did_you_mean
from almanac.content.rawchecks import KEY
from almanac.content.rows import Row

_CUT = 3  # this many missing keys of one kind cannot be chance: the file was cut short
_REMOVED = 3  # this many fields with the same key were right until its entry was removed
_FOREIGN = 2  # fields of another kind: one alone may be a typing mistake
_NAMED = 4  # how many of the entries that refer to a missing one are named


@dataclass(frozen=True)
class Fault:
    """An entry and one thing that is wrong with it."""

    row: Row
    error: FieldError


def grouped_by_cause(faults: Sequence[Fault], rows: Sequence[Row], drafts: Sequence[Row]) -> Iterator[Problem]:
    """Yield the problems of all entries: each cause once, with the number of problems that follow from it."""
    missing: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    others: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.error.target:
            missing[fault.error.target].append(fault)
        else:
            others[id(fault.row)].append(fault)
    unfinished = _unfinished(others, rows)
    of_drafts = {(draft.kind.name, draft.key): draft for draft in drafts}
    for target in sorted(of_drafts.keys() & missing.keys()):
        yield _still_a_draft(of_drafts[target], missing.pop(target))
    cut = {kind: users for kind, users in _users_by_kind(missing).items() if len(users) >= _CUT}
    for kind, users in cut.items():
        yield _cut_short(BY_NAME[kind], users, rows, [(row, len(others[id(row)])) for row in unfinished])
    yield from (_ends_early(row, len(others[id(row)]) - 1) for row in unfinished if row.kind.name not in cut)
    reported = {id(row) for row in unfinished}
    for number, of_row in others.items():
        if number not in reported:
            yield from _of_entry(of_row)
    yield from (_missing_entry(kind, key, users, rows) for (kind, key), users in missing.items() if kind not in cut)


def _users_by_kind(missing: Mapping[tuple[str, str], list[Fault]]) -> dict[str, dict[str, int]]:
    """Return the missing keys of each kind, with how many fields refer to each."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (kind, key), users in missing.items():
        if KEY.fullmatch(key):  # a name written in place of a key does not mean that an entry is missing
            found[kind][key] = len(users)
    return found


def _of_entry(faults: Sequence[Fault]) -> Iterator[Problem]:
    """Yield the problems of one entry; several fields missing from the same place make one problem."""
    row = faults[0].row
    errors = [fault.error for fault in faults]
    mistakes = [*itemmistakes.mistakes(row, errors), *jointmistakes.mistakes(row, errors)]
    yield from (row.problem(mistake.at, mistake.message, mistake.code) for mistake in mistakes)
    faults = [fault for fault in faults if not any(mistake.explains(fault.error) for mistake in mistakes)]
    lacking: dict[FieldPath, list[str]] = defaultdict(list)
    for fault in faults:
        if fault.error.code == "F1":
            lacking[fault.error.field[:-1]].append(str(fault.error.field[-1]))
        else:
            yield row.problem(fault.error.field, fault.error.message, fault.error.code, fault.error.word)
    for path, names in lacking.items():
        if len(names) == 1:
            yield row.problem((*path, names[0]), f'"{names[0]}" is missing. Add it.', "F1")
        else:
            yield row.problem(path, f"{named(names)} are missing. Add them.", "F1")


def _unfinished(others: Mapping[int, list[Fault]], rows: Sequence[Row]) -> list[Row]:
    """Return the last entry of each file that lacks its closing fields: the file was saved before it was complete."""
    last = {row.document.file: row for row in rows}
    found = []
    for row in last.values():
        faults = others.get(id(row), ())
        lacking = {fault.error.field[0] for fault in faults if fault.error.code == "F1"}
        cut = all(fault.error.code in ("F1", "F5") for fault in faults)  # F5 too: the last word may be cut short
        if {"checked", "checked_how"} <= lacking and cut:
            found.append(row)
    return found


def _ends_early(row: Row, following: int) -> Problem:
    last = _end_of(row)
    message = f'the file ends in the middle of "{row.key}", whose last fields are missing. Was it saved whole?'
    return Problem(row.document.file, last, 1, row.name, "", message, "Y5", following)


def _cut_short(
    kind: Kind, users: Mapping[str, int], rows: Sequence[Row], unfinished: Sequence[tuple[Row, int]]
) -> Problem:
    last, lacking = next(((row, count) for row, count in unfinished if row.kind is kind), (None, 0))
    of_kind = [row for row in rows if row.kind is kind]
    such = ", ".join(f'"{key}"' for key in sorted(users)[:3])
    message = f"{len(users)} entries to which others refer are not here, such as {such}. Was the file saved whole?"
    following = sum(users.values()) - 1 + lacking
    file = absent.file_of(users, [row.document.file for row in of_kind]) if of_kind else f"content/{kind.plural}.yaml"
    if file and not last:
        message = f"this file is not here. Others refer to {len(users)} entries of it, such as {such}. Put it back."
        return Problem(file, 1, 1, "", "", message, "R1", following)
    at = last or of_kind[-1]
    return Problem(at.document.file, _end_of(at), 1, at.name, "", message, "R1", following)


def _end_of(row: Row) -> int:
    return max((at for at, line in enumerate(row.document.lines, 1) if line.strip()), default=1)


def _still_a_draft(draft: Row, users: Sequence[Fault]) -> Problem:
    names = _names_of_users(users)
    message = f'"{draft.key}" is a draft, and others refer to it: {names}. Remove "draft: true", or take it out there.'
    return replace(draft.problem(("draft",), message, "R1"), following=len(users) - 1)


def _names_of_users(users: Sequence[Fault]) -> str:
    names = list(dict.fromkeys(user.row.ref for user in users))
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")


def _missing_entry(kind: str, key: str, users: Sequence[Fault], rows: Sequence[Row]) -> Problem:
    """Return the problem of one missing entry, at the first place that refers to it."""
    first = users[0]
    keys = [row.key for row in rows if row.kind.name == kind]
    renamed = next((row.key for row in rows if row.kind.name == kind and key in _former(row)), "")
    if several := keysuggestions.several(key, keys):
        message = f'found "{key}". {several}'
    elif renamed:
        message = f'"{key}" is the former key of {kind} "{renamed}". Write "{renamed}".'
    elif called := keysuggestions.called(kind, key, rows):
        message = f'found "{key}". Write its key: "{called}".'
    elif other := _same_key(kind, key, first, rows):
        message = f'no {kind} "{key}". Did you mean "{other}"?'
    elif len(users) < _REMOVED and (elsewhere := _of_another_kind(kind, key, first, rows)):
        message = elsewhere
    elif len(users) == 1:
        beginning = sum(other.startswith(f"{slug(key)}-") for other in keys)  # of several, none is the likeliest
        near = "" if beginning > 1 else did_you_mean(slug(key), keys)
        message = f'no {kind} "{key}".{near or _where_keys_are(kind, rows)}'
    else:
        message = (
            f'no {kind} "{key}", to which {len(users)} fields refer: {_names_of_users(users)}.'
            f"{did_you_mean(key, _unused(kind, keys, rows))} "
            f'If it has a new key, write "was: [{key}]" below that key, and the new key in all of these: '
            '"almanac rename" does both. If it was removed, take it out of them.'
        )
    problem = first.row.problem(first.error.field, message, "R1")
    return replace(problem, following=len(users) - 1)


def _same_key(kind: str, key: str, user: Fault, rows: Sequence[Row]) -> str:
    """Return an entry of another kind with this key, if the field accepts any kind; never the referring entry."""
    if modelfields.referenced_kind(user.error.field, user.row.kind.model):
        return ""
    return next((row.ref for row in rows if row.key == key and row.kind.name != kind and row is not user.row), "")


def _of_another_kind(kind: str, key: str, user: Fault, rows: Sequence[Row]) -> str:
    """Say that a key is one of another kind, and which field beside this one takes it; empty if no kind has it."""
    others = [row.kind for row in rows if row.key == key]
    if not others:
        return ""
    path, model = user.error.field, user.row.kind.model
    beside = path[:-1] if isinstance(path[-1], str) else path[:-2]
    names = {other.name for other in others}
    fields = modelfields.fields_at(model, beside)
    field = next((name for name in fields if modelfields.referenced_kind((*beside, name), model) in names), "")
    where = kept_in(others[0], rows)
    held = user.row.at((*beside, field)) if field else None
    if key == held or (isinstance(held, list) and key in held):
        return f'"{key}" is in {where}, and "{field}" has it already. Remove it here.'
    if field:
        return f'"{key}" is in {where}. Move it to "{field}".'
    return f'"{key}" is in {where}, but this field takes the keys of {kept_in(BY_NAME[kind], rows)}.'


def _unused(kind: str, keys: Iterable[str], rows: Sequence[Row]) -> list[str]:
    """Return the keys that no entry refers to.

    Only these can be the new key of an entry to which others still refer by its old one.
    """
    referenced = {text.removeprefix(f"{kind}/") for row in rows for text in _texts(row.data)}
    return [key for key in keys if key not in referenced]


def _texts(value: object) -> Iterator[str]:
    """Yield every text in the data of an entry, except its key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _texts(child) if name != "key" else ()
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)


def _where_keys_are(kind: str, rows: Sequence[Row]) -> str:
    """Say where to look for a key that resembles no other: in the file of its kind, or in their folder."""
    if kind not in BY_NAME:
        return ""
    where = kept_in(BY_NAME[kind], rows)
    return f" Look for its key in {where}." if _files(kind, rows) else f" There are none at all in {where}."


def kept_in(kind: Kind, rows: Iterable[Row]) -> str:
    """Return where this content keeps the entries of a kind: ``roles.yaml``, or ``sources/``."""
    in_folder = any(f"/{kind.plural}/" in file for file in _files(kind.name, rows))
    return f"{kind.plural}/" if in_folder else f"{kind.plural}.yaml"


def _files(kind: str, rows: Iterable[Row]) -> set[str]:
    return {row.document.file for row in rows if row.kind.name == kind}


def _former(row: Row) -> list[str]:
    was = row.data.get("was") if isinstance(row.data, dict) else None
    return was if isinstance(was, list) else []


def kind_of_misplaced_entry(row: Row) -> Kind | None:
    """Return the kind whose fields an entry has, if that is not the kind of its file; else None."""
    if not isinstance(row.data, dict) or row.data.keys() <= row.kind.model.model_fields.keys():
        return None
    names = {name for name in row.data if isinstance(name, str)}
    if len(names - row.kind.model.model_fields.keys()) < _FOREIGN:
        return None
    best = max(KINDS, key=lambda kind: (len(names & kind.model.model_fields.keys()), kind is row.kind))
    lacking = {name for name, field in best.model.model_fields.items() if field.is_required()} - names
    if best is row.kind or len(lacking) > 1 or names - best.model.model_fields.keys():
        return None
    return best
