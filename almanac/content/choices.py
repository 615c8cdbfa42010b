"""What to write instead of a value that is not among those a field allows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from almanac.content import othernames
from almanac.content.problem import did_you_mean

_BETWEEN = re.compile(r"[\s,;/&+]*(?:\b(?:and|or)\b[\s,;/&+]*)?")

_DENIED = re.compile(r"\b(?:not?|never|non)\b")
_MANY = 10  # values


def advice_for(found: str, allowed: Sequence[str], *, listed: bool) -> str:
    """Say what to write instead of a value; ``listed`` means that it is an item of a list."""
    plain = found.strip(" ,;.").casefold()
    if same := next((value for value in allowed if value.casefold() == plain), ""):
        return f'Write "{same}".'
    called = next((value for value in othernames.VALUES.get(plain, ()) if value in allowed), "")
    if called:
        return f'Write "{called}".'
    if "in force" in allowed and found.casefold() in othernames.ENDED:
        return "Law that no longer holds has no entry here. Remove this entry, or rewrite it as the law is now."
    together = othernames.SEVERAL.get(found.casefold(), ())
    several = list(together) if set(together) <= set(allowed) else []
    several = several or _several(found, allowed)
    if several and listed:
        return f"Write each as an item of its own: [{', '.join(several)}]."
    if several:
        return f"That is more than one value. Write one of: {', '.join(allowed)}."
    return _likely(found, allowed) or f"Write one of: {', '.join(allowed)}."


def _likely(found: str, allowed: Sequence[str]) -> str:
    """Say which value is likely to be meant; somebody who mistyped or shortened one of many need not read all."""
    denied = _DENIED.search(found.casefold())
    begun, mistyped = _begun(found, allowed), did_you_mean(found, allowed).strip()
    near = f'Did you mean "{begun}"?' if begun else mistyped
    if near and not denied and len(allowed) > _MANY:
        return near
    named = "" if near or denied else _within(found.casefold(), allowed)
    hint = f'Did you mean "{named}"?' if named else near
    return hint and f"{hint} Write one of: {', '.join(allowed)}."


def _several(found: str, allowed: Sequence[str]) -> list[str]:
    """Return the allowed values that a text consists of, if there are at least two and the text has nothing else."""
    known = {value.casefold(): value for value in allowed}
    longest_first = sorted(known, key=len, reverse=True)
    parts = re.compile("|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in longest_first))
    text = found.casefold()
    named = list(dict.fromkeys(known[part] for part in parts.findall(text)))
    return named if len(named) > 1 and all(map(_BETWEEN.fullmatch, parts.split(text))) else []


def _within(plain: str, allowed: Sequence[str]) -> str:
    """Return the one allowed value among the words of a text ("registered charity"); empty if none or several."""
    named = [value for value in allowed if re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", plain)]
    return named[0] if len(named) == 1 else ""


def _begun(found: str, allowed: Sequence[str]) -> str:
    """Return the one allowed value that a text abbreviates ("N. Ireland") or begins; empty if none or several."""
    words = [word.rstrip(".").casefold() for word in found.split()]
    alike = [value for value in allowed if _shortened(words, value.casefold().split())]
    begun = alike or [value for value in allowed if words and value.casefold().startswith(found.casefold())]
    return begun[0] if len(begun) == 1 else ""


def _shortened(words: Sequence[str], whole: Sequence[str]) -> bool:
    pairs = zip(words, whole, strict=False)
    return len(words) == len(whole) > 1 and all(short and full.startswith(short) for short, full in pairs)
