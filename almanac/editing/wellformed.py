"""Remove values from an imported study that do not have the form of their field, and report them in full."""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter, ValidationError

from almanac.content import fielderrors
from almanac.content.kinds.abstract import Abstract, Author
from almanac.editing.formats.record import Fields

_FIELDS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(about.rebuild_annotation()) for name, about in Abstract.model_fields.items() if name != "notices"
}
_PERSON = TypeAdapter(Author)
_PEOPLE = ("authors", "editors")
_OTHERS = re.compile(r"(?:and )?(?:et\.? ?al\.?|others)", re.IGNORECASE)
_LONG_IN_CAPITALS = 3  # letters: up to so many in capitals are accepted, as by the check
_MOST_SHOWN = 200


def remove_invalid(fields: Fields) -> list[str]:
    """Remove values without the form of their field, and return messages about them, so that drafts pass the check."""
    told = [said for name in _PEOPLE for said in _people(fields, name)]
    for name in [name for name in fields if name in _FIELDS]:
        error = _error(_FIELDS[name], fields[name], name)
        if error:
            told.append(f"{name} ({str(fields.pop(name))[:_MOST_SHOWN]}): {error}")
    return told


def _error(form: TypeAdapter[Any], value: object, *place: str | int) -> str:
    """Return what is wrong with a value, in an editor's words; empty if nothing is."""
    try:
        form.validate_python(value)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return fielderrors.explain({**detail, "loc": (*place, *detail["loc"])}, Abstract).message
    return ""


def _people(fields: Fields, name: str) -> list[str]:
    """Keep each person with a valid name, whatever the names of the others."""
    right: list[Fields] = []
    wrong: list[str] = []
    told: list[str] = []
    for person in fields.pop(name, ()):
        mended = _in_small_letters(person)
        if _OTHERS.fullmatch(_shown(person)):
            told += [] if name == "authors" else [f"{name}: {_shown(person)}"]
            fields["others"] = fields.get("others") or name == "authors"
        elif error := _error(_PERSON, mended, name, 0):
            wrong.append(_shown(person))
            told.append(f"{name} ({_shown(person)}): {error}")
        else:
            right.append(mended)
            told += [f"{name}: {_shown(person)} was written {_shown(mended)}"] if mended != person else []
    if right:
        fields[name] = right
    if right and wrong and name == "authors":
        note = f"The imported file names more authors, whose names could not be read: {'; '.join(wrong)}."
        fields["uncertain"] = [{"field": "authors", "note": note[:2_000]}]
    return told


def _shown(person: Fields) -> str:
    return str(person.get("body") or ", ".join(filter(None, map(person.get, ("family", "suffix", "given")))))


def _in_small_letters(person: Fields) -> Fields:
    """Convert a family name in capitals, as many databases have it, to ordinary case."""
    family = str(person.get("family", ""))
    if len(family) <= _LONG_IN_CAPITALS or not family.isupper() or not family.replace("-", "").isalpha():
        return person
    small = re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", family.title())
    return person | {"family": small}
