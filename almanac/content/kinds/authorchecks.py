"""Check the names of authors: each function says what to write instead, or returns an empty text."""

from __future__ import annotations

import re

_LONG_IN_CAPITALS = 3  # Ng and Li may be in capitals, because they are too short to tell
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_FOOTNOTES = "*†‡§¶#"
_AND_OTHERS = re.compile(r"\bet\.? ?al\b|\b(?:and|&) others\b|^others$", re.IGNORECASE)
_ORCID = re.compile(
    r"[\s,;:(\[]*(?:ORCID:?\s*|https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b[)\]]*", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:academy|agency|alliance|association|authority|board|centre|charity|college|commission|committee|council|"
    r"department|executive|federation|foundation|government|group|hospital|institute|ministry|network|NHS|office|"
    r"organi[sz]ation|partnership|service|services|society|trust|union|university)\b|\w (?:for|of) \w",
    re.IGNORECASE,
)
_WORDS_OF_BODY = 4  # so many words are hardly one person's name
_TITLES = re.compile(
    r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\b\.? |,? ?\b(?:PhD|MD|MSc|BSc|DSW|RSW)\.?$", re.IGNORECASE
)


def family(name: str, given: str | None) -> str:
    """Say what to write instead of a family name that contains more, or less, than one."""
    if general := _no_part_of_a_name(name):
        return general
    if given is None and _is_body(name):
        return f'If this is an organisation, write "body: {name}". If not, write the family name alone.'
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma:
        return f"Write the family name alone: {before}.{_given_too(after, given)}"
    if re.search(r" (?:and|&|/) |;| with ", name):
        return "Write each author on their own, each after a hyphen."
    if _INITIALS.fullmatch(name) and (given is None or ("." in name and not _INITIALS.fullmatch(given))):
        return "These are initials. Write the family name here, and the initials under given."
    words = name.split()
    ended = re.fullmatch(r"(.+?) ((?:[A-Z]\.? ?){1,3})", name)
    if ended:
        return f"Write the family name alone: {ended[1]}.{_given_too(ended[2], given)}"
    if given is None and len(words) > 1 and words[0][0].isupper():
        return f"Write family: {words[-1]} and given: {' '.join(words[:-1])}."
    if len(name) > _LONG_IN_CAPITALS and name.isupper() and name.isalpha():
        return f"Write it in small letters but the first: {name.title()}."
    return (
        ""
        if name[-1] not in ".,;:" or _INITIALS.fullmatch(name)
        else f"Remove the character at the end: {name.rstrip('.,;: ')}."
    )


def given(name: str, family_name: str) -> str:
    """Say what to write instead of a given name that contains more than that."""
    if general := _no_part_of_a_name(name):
        return general
    if re.search(r"[,;]", name):
        return "Write the given names alone, without a comma."
    if family_name and len(name.split()) > 1 and name.rsplit(maxsplit=1)[-1] == family_name:
        return f"Write the given names alone: {' '.join(name.split()[:-1])}."
    return ""


def whole_name(name: str) -> str:
    """Say what to write instead of an organisation's name that is not one, such as "et al."."""
    return and_others(name) if re.search(r"\bet\.? ?al\b|^(?:and )?others$", name, re.IGNORECASE) else ""


def from_one_text(name: str) -> str:
    """Return the two fields of a person given as one text: ``family: Abbott and given: Simon``."""
    first, comma, _ = name.partition(",")
    if comma and " " in first and re.search(r"\w+ [A-Z]{1,3}\b", name[len(first) :]):  # as in "Clarke S, Jones P"
        name = first
    before, comma, after = (part.strip() for part in name.partition(","))
    if not comma and (ended := re.fullmatch(r"(.+) ([A-Z]{1,3})", name)):
        return f"family: {ended[1]} and given: {ended[2]}"
    if comma and before and after:
        return f"family: {before} and given: {after.partition(',')[0]}"
    parted = re.fullmatch(r"(.+?) ((?:[a-z]\S* )*\S+)", name)  # "van" and "de la" belong to the family name
    return f"family: {parted[2]} and given: {parted[1]}" if parted else "family and given"


def and_others(name: str) -> str:
    """Say what to write instead of "et al." among the authors; empty for a name."""
    if not _AND_OTHERS.search(name):
        return ""
    return 'Leave this out, and write "others: true" in the study, in line with "authors".'


def _given_too(after: str, given_name: str | None) -> str:
    return f" Write given: {after.strip()} below it." if after.strip() and given_name is None else ""


def _no_part_of_a_name(name: str) -> str:
    """Say what to do about anything that belongs in no person's name."""
    if others := and_others(name):
        return others
    if _ORCID.search(name):
        alone = _ORCID.sub("", name).strip()
        return f"An ORCID is not part of a name. {f'Write the name alone: {alone}.' if alone else 'Write the name.'}"
    if _TITLES.search(name):
        alone = _without_titles(name)
        return f"Leave titles and degrees out{f': write {alone}' if alone else ''}."
    marks = [character for character in name if character.isdigit() or character in _FOOTNOTES]
    plain = "".join(character for character in name if character not in marks).strip(" ,")
    left = f"Leave it out: {plain}." if plain else "Write the name."
    return f'"{marks[0]}" is the mark of a footnote. {left}' if marks else ""


def _without_titles(name: str) -> str:
    """Return a name without the titles before it and the degrees after it."""
    shorter = _TITLES.sub("", name).strip(" ,")
    return shorter if shorter == name else _without_titles(shorter)


def _is_body(name: str) -> bool:
    """Return whether a name seems to be that of an organisation: by a word such as Council, or by its length."""
    several = re.search(r"[,;&]| and ", name)
    return " " in name and bool(_BODY.search(name) or (len(name.split()) >= _WORDS_OF_BODY and not several))
