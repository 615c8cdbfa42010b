"""Reject what no text may have: invisible characters, damaged letters, markup and placeholders.

Texts are shown unchanged, so readers would see any of these.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator

from almanac.content.kinds import alphabets
from almanac.content.printable import shortened

TextFault = tuple[str, str]
"""The code of a problem, and a message that says what was found and what to write."""

_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # hidden, or change the direction of text (Unicode TR9 and TR36)
_PICTURE = "\ufffc"  # stands where a picture was
_NAMES = {
    _PICTURE: "the mark of a picture that was not pasted",
    "\t": "a tab", "\u00a0": "a no-break space", "\u00ad": "a soft hyphen", "\u200b": "a zero-width space",
    "\u200c": "a zero-width joiner", "\u200d": "a zero-width joiner", "\ufeff": "a byte order mark",
    "\u2028": "a line separator", "\u202e": "a mark that turns the text round",
}  # fmt: skip

# A text with no characters outside this set, as almost every text, needs hardly any further check.
_SUSPECT = re.compile(r"[^\x20-\x22\x24\x25\x27-\x29\x2b-\x3b\x3d\x40-\x5a\x5d\x5e\x61-\x7a£–‘’“”é]")  # # & * < > ? _ `
_SUSPECT_WORD = re.compile(r"TODO|FIXME|TB[CD]|XXX|orem ipsum|turn\d|oaicite|contentReference")
_SHORT = 16  # characters; a text no longer than this may be nothing but a placeholder

# Runs that UTF-8 leaves when read as the Windows code page 1252: one lead, then one to three others.
_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_LOST = "\ufffd"
_LOST_APOSTROPHE = re.compile(r"\b[A-Za-z]+\?(?:s|t|re|ve|ll|d|m)\b")
_LIGATURE = re.compile("[\ufb00-\ufb06\u0132\u0133\u01c4-\u01cc\uff01-\uff5e]")

_TAGS = (
    "a|abbr|article|b|big|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i|"
    r"iframe|img|input|ins|jats:\w+|li|link|mark|math|mml:\w+|meta|object|ol|p|pre|q|s|scp|script|small|span|strike|"
    "strong|style|sub|sup|svg|table|tbody|td|th|title|tr|tt|u|ul"
)
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{2,31};")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(
    r"\*\*(?=\S)(.+?)\*\*|(?<!\w)__(?=\S)(.+?)__(?!\w)|(?<![\w*])\*(?=[^\s*])([^*]+?)\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])([^_]+?)_(?!\w)|`([^`]+)`"
)
_HEADING = re.compile(r"(#{1,6}|>|\*)\s")
# A character of HTML without its semicolon.
_HALF_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|quot|apos)\b(?!;)")
_BULLET = re.compile(r"[-\u2013\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7]\s")
_LISTED = re.compile(r"(?:(?<=\s)\*|[\u2022\u25aa\u25cf\u25e6]) [^\s*].{0,38}")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*[|/])?([^\[\]|]+)\]\]")
# What Wikipedia and chatbots put after what they say.
_SOURCE_MARK = re.compile(
    r"\[(?:citation needed|clarification needed|better source needed|dubious[^\]]*|edit|who\?|when\?|by whom\?)\]"
    r"|\u3010[^\u3011]*\u3011|:?contentReference\[?\S*|\bturn\d+(?:search|view|news|file|fetch)\d+|\S*oaicite\S*"
)
_REMARK = re.compile(r"(?<=\s)#+ \S.*")
_PLACEHOLDER = re.compile(
    r"(?:to ?do|tb[acd]|n\.?/?a\.?|none|nil|null|undefined|nan|x{2,}|\?+|-+|\.+|…|unknown|not applicable|placeholder|"
    r"fixme)[.!?]?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\[[^\]]*\b(?:CHECK|CONFIRM|INSERT|REWRITE)\b[^\]]*\]"
    r"|\[(?:[Tt]o |[Pp]lease )?(?:[Cc]heck|[Cc]onfirm|[Ii]nsert|[Aa]dd|[Rr]ewrite)(?: [^\]]*)?\]"
    r"|\[[^\]]* to (?:check|confirm|follow)\]",
)
_PLACEHOLDER_WITHIN = re.compile(r"\b(?:TODO|FIXME|TBC|TBD|XXX+)\b|[Ll]orem ipsum")


def fault(text: str) -> TextFault | None:
    """Return the first thing in a text that is not allowed, with what to write; None if the text may be shown."""
    usual = text and not _SUSPECT.search(text) and text[0] not in " -–" and text[-1] != " "
    if usual and not _SUSPECT_WORD.search(text):
        return next(_placeholder(text), None) if len(text) <= _SHORT else None
    return next((found for look in _CHECKS for found in look(text)), None)


def unseen(text: str) -> str:
    """Return the first invisible character of a text; empty if there is none."""
    if text.replace("\n", "").replace("\u00ad", "").isprintable():
        return ""  # as almost always: the characters sought below are never printable
    for character in text:
        if unicodedata.category(character) in _UNSEEN and character not in ("\n", "\u00ad"):
            return character
    return ""


def odd(text: str) -> str:
    """As ``unseen``, but soft hyphens and unusual spaces count too."""
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if character == _PICTURE or (unicodedata.category(character) in _UNSEEN and character != "\n"):
            return character
        if character != " " and unicodedata.category(character) == "Zs":
            return character
    return ""


def plain(text: str) -> str:
    """Return a text without the characters that Markdown uses for emphasis."""
    return _EMPHASIS.sub(lambda found: next(part for part in found.groups() if part), text)


def _damaged(text: str) -> Iterator[TextFault]:
    for found in _MISREAD.finditer(text):
        right = _reread(found.group())
        if right:
            yield "F7", f'found "{found.group()}", which is what a wrong encoding makes of "{right}". Write "{right}".'
    if _LOST in text:
        word = _word(text, text.index(_LOST))
        yield "F7", f'found "{word}": the character {_LOST} has replaced a letter that was lost. Type the word again.'
    for found in _LOST_APOSTROPHE.finditer(text):
        word = found.group()
        yield "F7", f'found "{word}", where an apostrophe was lost. Write "{word.replace("?", "’")}".'


def _reread(run: str) -> str:
    """Return the text that a run was before it was decoded wrongly; empty if it was not."""
    try:
        raw = b"".join(character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252") for character in run)
        right = raw.decode("utf-8")
    except UnicodeError:
        return ""
    return right if right.isprintable() and not right.isspace() else ""


def _hidden(text: str) -> Iterator[TextFault]:
    character = odd(text)
    if character:
        code = f"U+{ord(character):04X}"
        before = text[: text.index(character)].rsplit("\n", maxsplit=1)[-1][-20:]
        where = f' after "{before}"' if before.strip() else " at the beginning"
        name = _NAMES.get(character, "a space of another sort" if unicodedata.category(character) == "Zs" else "")
        found = f"{name} ({code})" if name else f"the invisible character {code}"
        wanted = (
            "Write an ordinary space"
            if name.endswith(("space", "tab", "sort")) and character != "\u200b"
            else "Delete it"
        )
        yield "F5", f"{found} is{where}. {wanted}."
    if text != text.strip(" "):
        yield "F5", "there is a space at the beginning or the end. Delete it."


def _composed(text: str) -> Iterator[TextFault]:
    if word := alphabets.mixed(text):
        yield "F7", f'found "{word}", which has letters of two alphabets. Type it again: {alphabets.in_ours(word)}.'
    for found in _LIGATURE.finditer(text):
        plain = unicodedata.normalize("NFKC", found.group())
        word = _word(text, found.start())
        yield "F7", f'found "{found.group()}", one character for several, in "{word}". Write "{plain}".'
    plain = unicodedata.normalize("NFC", text)
    if plain != text:
        at = next(
            (at for at, (one, other) in enumerate(zip(text, plain, strict=False)) if one != other), len(plain) - 1
        )
        yield "F7", f'an accent is separate from its letter. Type the word again: "{_word(plain, at)}".'


def _markup(text: str) -> Iterator[TextFault]:
    if text.startswith(("->", ">-", "|-", "> ", "| ")):
        yield (
            "F6",
            f'found "{text[:2].strip()}" at the beginning. Long text begins with >- and goes on in the lines below.',
        )
    for found in _HTML.finditer(text):
        yield "F6", f'found "{found.group()[:40]}". Write plain text, without tags.'
    for found in _ENTITY.finditer(text):
        plain = html.unescape(found.group())
        if plain != found.group():
            yield "F6", f'found "{found.group()}". Write the character itself: {_named(plain)}.'
    for found in _TEMPLATE.finditer(text):
        yield "F6", f'found "{found.group()[:40]}". Write the words themselves: nothing is filled in here.'
    for found in _LINK.finditer(text):
        quoted, words = shortened(found.group()), shortened(found[1])
        yield "F6", f'found "{quoted}". Write "{words}" alone: addresses have a field of their own.'
    for found in _EMPHASIS.finditer(text):
        inner = next((part for part in found.groups() if part), "")
        yield "F6", f'found "{shortened(found.group())}". Write "{shortened(inner)}" without the characters around it.'
    heading = _HEADING.match(text)
    if heading:
        yield "F6", f'found "{heading[1]}" at the beginning. Write plain text.'


def _left_of_pasting(text: str) -> Iterator[TextFault]:
    for found in _HALF_ENTITY.finditer(text):
        meant = _named(html.unescape(f"{found.group()};"))
        yield "F6", f'found "{found.group()}". Write the character itself: {meant}.'
    for found in _SOURCE_MARK.finditer(text):
        yield "F6", f'found "{found.group()[:40]}". Remove it.'
    for found in _WIKI.finditer(text):
        yield "F6", f'found "{shortened(found.group())}". Write "{shortened(found[1].strip())}" alone.'
    if bullet := _BULLET.match(text):
        yield "F6", f'found "{bullet.group().strip()}" at the beginning. Leave it out.'
    for found in _LISTED.finditer(text):
        yield "F6", f'found "{found.group()}". A text has no list: write it as a sentence.'


def _named(plain: str) -> str:
    return "an ordinary space" if plain.isspace() else plain


def _placeholder(text: str) -> Iterator[TextFault]:
    found = _PLACEHOLDER.fullmatch(text) or _PLACEHOLDER_WITHIN.search(text)
    if found:
        message = f'found "{found.group()}". Write what it is to say; a field that may be left out can wait.'
        yield "F8", message
    elif remark := _REMARK.search(text):
        found_remark = remark.group()
        yield "F8", f'found "{found_remark[:60]}", which readers would see. Write it above the field, or remove it.'
    elif note := _NOTE.search(text):
        yield "F8", f'found "{note.group()[:60]}", which looks like a note to a colleague. Remove it.'


def _word(text: str, at: int) -> str:
    """Return the word at an index of a text."""
    begin, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return text[begin : end if end > 0 else len(text)][:40]


_CHECKS: tuple[Callable[[str], Iterator[TextFault]], ...] = (
    _damaged,
    _hidden,
    _composed,
    _markup,
    _left_of_pasting,
    _placeholder,
)
