"""Advice on traces of pasting and hurried typing that no word list can find."""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Iterable, Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED, joined_texts, own_texts
from almanac.content.checks.matching import EntryMatch, TextMatch, findings_from_matches
from almanac.content.kinds import Entry
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.problem import FieldPath

SlipPattern = tuple[tuple[str, ...], re.Pattern[str], str]
"""Substrings of which a text must contain one, a pattern, and what to write, which may use the pattern's groups."""

# An address, which readers would have to retype. That of the DOI resolver is allowed, because it completes any DOI.
_ADDRESS = re.compile(r"\b(?:https?://(?!doi\.org/?(?:\s|$))[\w.-]+\S*|www\.[\w-]+\.\S*|[\w.+-]+@[\w-]+\.[\w.-]+)\b")
_SEND_TO = re.compile(r"\b(?:[Ss]ee|[Vv]isit|[Gg]o to) (?:[\w-]+\.)+(?:uk|org|com|net|wales|scot)\b")
# Begins with a letter, and looks before it only then, which takes a fifth of the time.
_SECTION = re.compile(
    r"[Ss\u00a7](?<![\w'\u2019][Ss\u00a7])(?:\.\s?|ect?\.? |(?<=\u00a7) ?|(?=\d\d))(\d{1,3}[A-Z]{0,2})\b(?! [A-Z])"
)
_JOINED = re.compile(r"\d(?<=[a-z]{4}\d)")
_FOOTNOTE = re.compile(r"\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\]")
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])[.)]|o)(?= )")  # word processors copy a hollow bullet as o
_TWICE = re.compile(r"\b(?!had |that |so |very )([A-Za-z]+) \1\b", re.IGNORECASE)  # these may be repeated
_SPACE_BEFORE = re.compile(r"(\S+) ([,;:.!?])(?= |$)")
_NO_SPACE = re.compile(r"\.(?<=[a-z]{3}\.)([A-Z][a-z]+)\b")
_TWO_STOPS = re.compile(r"(?<![.])[.,;:]\.(?!\.)")
_ESCAPED = "[nrt](?![a-z])"  # what programs write for a new line or a tab
_SIGNS = re.compile(r"[!?]{2,}")
# Matches "involve- ment", but not "pre- and post-test", where the second half is not the rest of a word.
_BROKEN = re.compile(r"\b([a-z]{2,})- (?!(?:and|or|to|as|but|nor|than|versus|vs)\b)([a-z]{2,})\b(?!-)")
_HYPHENED = re.compile(r"([A-Z]?[a-z]+)-([a-z]{2,})")
_AROUND = ".,;:!?()[]\u2018\u2019\u201c\u201d'\""
# Prefixes and suffixes that may be written with a hyphen or without.
_BEFORE_WORDS = {
    "a", "ante", "anti", "arch", "auto", "be", "bi", "bio", "by", "co", "contra", "counter", "cross", "de", "di",
    "dis", "e", "eco", "electro", "en", "ethno", "ex", "extra", "fore", "geo", "god", "grand", "great", "gyn",
    "hetero", "homo", "hyper", "hypo", "il", "im", "in", "infra", "inter", "intra", "ir", "macro", "mal", "mega",
    "meta", "micro", "mid", "mini", "mis", "mono", "multi", "neo", "neuro", "non", "off", "on", "out", "over",
    "pan", "para", "per", "peri", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "re", "retro",
    "self", "semi", "socio", "step", "sub", "super", "supra", "tele", "trans", "tri", "ultra", "un", "under", "uni",
    "up", "vice",
}  # fmt: skip
_AFTER_WORDS = {"fold", "less", "like", "most", "ship", "ward", "wards", "wide", "wise"}
# What is left of words where copying from a PDF lost ff, fi, fl or ffi.
_LIGATURE_LOST = (
    "bene cial", "bene t", "classi cation", "con dential", "con ict", "con rm", "de ned", "de nition", "di cult",
    "di erent", "e ective", "identi cation", "identi ed", "in uence", "o cer", "pro le", "quali cation", "quali ed",
    "re ect", "scienti c", "signi cant", "speci c", "speci ed", "su cient", "work ow",
)  # fmt: skip
_NO_HOUR = re.compile(r"(?:1[3-9]|[2-9]\d)(?<![\d.:]\d\d)(?:[.:]\d\d)? ?[ap]m\b")
_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?")
_CURLY = "\u201c\u201d\u201e"
_INCHES = re.compile(r'\d"')
_TITLES = ("title", "name")
_DOUBLED: SlipPattern = (), _TWICE, r'Write "\1" once.'
_NUMBERED_SECTION: SlipPattern = (), _SECTION, r'Write "section \1".'
_JOINED_FIGURE: SlipPattern = (
    (),
    re.compile(r"\b([A-Za-z][a-z]{3,})\d{1,2}\b"),
    r'Write "\1": the figure may be of a footnote.',
)
_PATTERNS: tuple[SlipPattern, ...] = (
    (("://", "www.", "@"), _ADDRESS, "Leave it out of the text: addresses have a field of their own."),
    (("ee ", "isit ", "o to "), _SEND_TO, "Leave the address out of the text: addresses have a field of their own."),
    (("[",), _FOOTNOTE, "Leave marks of footnotes out."),
    (("- ",), _BROKEN, r'Write "\1\2", or "\1-\2" if it has a hyphen.'),
    ((" ,", " ;", " :", " !", " ?", " ."), _SPACE_BEFORE, r'Write "\1\2", without the space.'),
    (("!!", "??", "!?", "?!"), _SIGNS, "Write one punctuation mark, or a full stop."),
    (("\\",), re.compile(rf"\\(?!{_ESCAPED})"), "Leave the backslash out."),
    (("\\n", "\\r", "\\t"), re.compile(rf"\\{_ESCAPED}"), "It stands for a new line or a tab. Write a space."),
    ((".",), _NO_SPACE, r'Write ". \1", with a space.'),
    ((",,", ", ,"), re.compile(r", ?,"), "Write one comma."),
    (("..", ",.", ";.", ":."), _TWO_STOPS, "Write one punctuation mark."),
    (
        tuple(word[1:] for word in _LIGATURE_LOST),
        re.compile(rf"\b(?:{'|'.join(_LIGATURE_LOST)})[a-z]*", re.IGNORECASE),
        "Letters were lost in copying (ff, fi or fl). Type the word again.",
    ),
    (("age ",), re.compile(r"\b[Pp]age \d+ of \d+\b"), "This is from the foot of a page. Leave it out."),
    (("am", "pm"), _NO_HOUR, "There is no such hour. Correct the time."),
)
_SOUGHT = (_SECTION, _NUMBERED_SECTION), (_JOINED, _JOINED_FIGURE)


def no_traces_of_pasting_are_left(library: Library) -> Iterator[Finding]:
    """No text has addresses, footnote marks, broken or repeated words, pictures or misplaced punctuation."""
    yield from findings_from_matches(library.entries.items(), _slips, "A2")


def no_word_is_broken_by_a_hyphen(library: Library) -> Iterator[Finding]:
    """No word keeps a hyphen from the end of a line: "op-tions", where other texts write "options".

    Such a word has a half that occurs nowhere as a word of its own, and that is not a prefix or suffix.
    """
    held = "\n".join(joined_texts(entry) for entry in library.entries.values())
    words = set(held.split())
    broken = {}
    for word in words:
        found = _HYPHENED.fullmatch(word.strip(_AROUND)) if "-" in word else None
        if found and _is_broken(found, words) and held.count(found.group()) == 1:
            broken[found.group()] = found[1] + found[2]
    for word, meant in sorted(broken.items()):
        if not all(re.search(rf"(?<![\w-]){half}(?![\w-])", held, re.IGNORECASE) for half in word.split("-")):
            for ref, entry in library.entries.items():
                for path, text in own_texts(entry) if word in joined_texts(entry) else ():
                    if word in QUOTED.sub(" ", text):
                        yield Finding(ref, path, f'found "{word}". Did you mean "{meant}"?', "A2", word)


def _is_broken(found: re.Match[str], words: Collection[str]) -> bool:
    """Return whether a hyphenated word also occurs without its hyphen, while one of its halves seems to be no word."""
    first, second = found[1].lower(), found[2]
    joined = first + second
    whole_word = joined in words or joined.capitalize() in words
    halves = first in words and second in words
    return whole_word and not halves and first not in _BEFORE_WORDS and second not in _AFTER_WORDS


@alone
def _slips(entry: Entry) -> tuple[EntryMatch, ...]:
    titles = [((name,), text) for name in _TITLES if isinstance(text := getattr(entry, name, None), str)]
    places = [(("sources", index, "at"), place.at) for index, place in enumerate(entry.sources)]
    held = "\n".join((joined_texts(entry), *(text for _, text in (*titles, *places))))
    words = held.casefold().split()
    patterns = [pattern for pattern in _PATTERNS if any(sign in held for sign in pattern[0])]
    if any(map(operator.eq, words, words[1:])):
        patterns.append(_DOUBLED)
    patterns += [pattern for sign, pattern in _SOUGHT if sign.search(held)]
    every = (*own_texts(entry), *titles, *places)
    return tuple((path, *match) for path, text in every for match in _in_text(text, path, patterns))


def _in_text(text: str, path: FieldPath, patterns: Iterable[SlipPattern]) -> Iterator[TextMatch]:
    for _, pattern, wanted in patterns if " " in text else ():  # an address alone is a field of its own
        yield from ((found.group(), found.expand(wanted)) for found in pattern.finditer(text))
    if not text.isascii():
        yield from _pictures(text)
    yield from _unpaired(text)
    if path[-1] not in _TITLES and text.count("(") != text.count(")"):
        yield _open_bracket(text), "A bracket beside it has no partner. Add the other, or remove it."
    if isinstance(path[-1], int) and (number := _NUMBERED.match(text)):
        yield number.group(), "Leave this out: the page makes the list."


def _unpaired(text: str) -> Iterator[TextMatch]:
    """Yield a double quotation mark, curly or straight, that has no partner."""
    at = -1
    if not text.isascii() and sum(map(text.count, _CURLY)) % 2:
        at = _left_over(text)
    elif text.count('"') % 2 and not _INCHES.search(text):
        at = text.rindex('"') if text.endswith('"') else text.index('"')
    if at >= 0:
        begin, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
        word = text[begin : end if end > 0 else len(text)].strip(f'"{_CURLY}')
        yield word[:40], "A quotation mark beside it has no partner. Add the other, or remove it."


def _open_bracket(text: str) -> str:
    """Return the word at the first round bracket that has no partner."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and not opened:
            return text[:at].rpartition(" ")[2] + sign
        elif sign == ")":
            opened.pop()
    return text[opened[-1] :].partition(" ")[0][:40]


def _left_over(text: str) -> int:
    """Return the index of the curly quotation mark that has no partner."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == "\u201d" or (sign == "\u201c" and opened and text[opened[-1]] == "\u201e"):
            if not opened:
                return at
            opened.pop()
        elif sign in _CURLY:
            opened.append(at)
    return opened[-1]


def _pictures(text: str) -> Iterator[TextMatch]:
    for found in _PICTURE.finditer(text):
        yield found.group(), "Write words: a picture is not read out in the same way everywhere."
