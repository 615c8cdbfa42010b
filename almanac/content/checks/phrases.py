"""Phrases that no text of ours has: chatbot replies, editors' remarks, impossible dates, and words such as "now".

Quotations, in quotation marks, are ignored.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import joined_texts, own_texts
from almanac.content.checks.matching import (
    EntryMatch,
    TextMatch,
    findings_from_matches,
    first_matches,
    joined_texts_and_citations,
    texts_and_citations,
)
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.months import MONTHS, SHORT_MONTHS

_CHAT_SIGNS = (
    "!", "Here", " AI", "language model", "I hope", "et me know", "eel free", "ike me to", "ant me to", "y knowledge",
    "y training", "y last", "s of my ",
)  # fmt: skip
_CHAT = re.compile(
    r"\b(?:(?:Certainly|Sure|Sure thing|Of course|Absolutely|(?:Great|Good) question|Happy to help)!|"
    r"Here(?: is|['\u2019]s| are) (?:a|an|the|your|my|some)\b(?: [\w-]+){0,3}? "
    r"(?:versions?|rewrite|summary|translation|paragraph|response|revision)\b|"
    r"[Aa]s an AI\b|[Aa]s a (?:large )?language model\b|I hope (?:this|that) helps\b|"
    r"[Ll]et me know (?:if|whether|how|what)\b|[Ff]eel free to (?:ask|adjust|edit|let|reach)\b|"
    r"(?:[Ww]ould you like|[Dd]o you want) me to\b|"
    r"[Aa]s of my (?:(?:last|latest) )?(?:knowledge|training|update|information)\b|"
    r"[Mm]y (?:last )?(?:knowledge|training) (?:cut-?off|update|data)\b)"
)

_CHATBOT = re.compile(
    r"(?:^|\b(?:[Aa]sked|[Ff]rom|[Bb]y|[Uu]sing|[Ss]ays|[Aa]ccording to|[Aa]nswer of) )(?:(?:Microsoft |Google |an? )?"
    r"(?:Chat-?GPT|GPT-\d|Copilot|Gemini|Claude(?! ?,)|Grok|DeepSeek|Perplexity|Llama|AI Overview|"
    r"AI (?:chatbot|assistant|summary|search)|[Cc]hatbot))(?=[,.;:(]|$| (?:on|of|in|answer|reply|said|says|chat|\d))"
)

_HEADINGS = (
    "background", "aim", "aims", "objective", "objectives", "purpose", "design", "method", "methods", "methodology",
    "results", "findings", "conclusion", "conclusions", "keywords", "key words", "originality/value",
    "practical implications", "abstract",
)  # fmt: skip
_HEADING = re.compile(rf"(?:^|(?<=[.\n] )|(?<=\n))(?:{'|'.join(_HEADINGS)}):", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
# Nations mistyped as other real words. Slips that are not words at all are found by ``language``.
_NATIONS = {"Northern Island": "Northern Ireland", "North Ireland": "Northern Ireland", "and Whales": "and Wales"}
_MISNAMED = re.compile(rf"(?<!Great )\b(?:{'|'.join(_NATIONS)})\b")
# Remarks left by a program that marks changes. A source may legitimately have a version with tracked changes.
_REMARK = re.compile(
    r"\b(?:[Ss]ee|[Aa]ccept|[Rr]eject) track(?:ed)? changes\b|\b[Tt]rack changes[,:]|"
    r"\[[^\]]*\b(?:[Cc]omment|[Cc]heck|[Qq]uery|[Cc]onfirm|[Aa]dd|[Ee]ditor)\b[^\]]*\]?|"
    r"\bComment(?:ed)? ?\[\w{0,6}\d+\]|(?<![\w-])(?:Deleted|Inserted|Formatted): |"
    r"Error! (?:Reference source|Bookmark|Hyperlink) [\w ]+\.?|\b(?:[Pp]lease can you|[Cc]an you please)\b|"
    r"\b(?:[Kk]ind|[Bb]est|[Ww]arm) regards\b|\b(?:Hi|Hello|Dear) (?:all|team|editors?|both|colleagues?)\b|"
    r"[(\[,] ?(?:deleted|inserted): "
)
_REMARK_SIGNS = (
    "[", "rack changes", "racked changes", "Comment", "eleted: ", "nserted: ", "Formatted: ", "Error! ",
    "lease can you", "an you please", "ind regards", "est regards", "arm regards", "Hi ", "Hello ", "Dear ",
)  # fmt: skip
_AT_ONCE = re.compile(
    r"\b(?:[Cc]urrently|[Nn]owadays|[Tt]hese days|[Yy]esterday|[Aa]t (?:present|the moment)(?! of)|"
    r"(?:[Ee]arlier|[Ll]ater) this (?:year|month|week)|(?:has|have|was|were) recently|Recently|"
    r"(?<!the )(?<!its )(?<!a )(?<!per )(?:[Ll]ast|[Nn]ext) (?:week|month|year))\b(?! of)"
)
_AT_ONCE_SIGNS = (
    "urrently", "owadays", "hese days", "esterday", "t present", "t the moment", "this ", "ecently", "ast ", "ext ",
)  # fmt: skip
_OF_TODAY = ("event", "organisation", "source", "figure", "local-help", "urgent-help")
_OF_SOMEBODY = re.compile(r"\b(?:who|whose|whether|if|anyone|whoever|people|those|ask|asked)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_ENDS = re.compile(r"(?<=[.;!?]) ")

# A month with the year. The day may come between them, as in the United States.
_MONTH = re.compile(
    rf"(?:{'|'.join(MONTHS)}|{'|'.join(SHORT_MONTHS)}|Sept)\b"
    r"(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?(?=,? [12]\d{3}\b))?,?(?: (?P<year>[12]\d{3})\b)?"
)
_DAY_BEFORE = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_LATE = re.compile(r"\b(?:00?|29|[3-9]\d)(?:st|nd|rd|th)?\b")  # a day that some months lack
_LONGEST_DAY = len(" 31st of ")
_LEAP = 2000  # a leap year: without a year, February may have 29 days
_IN_EVERY_MONTH, _MOST_DAYS, _FEBRUARY = 28, 31, 2


def no_words_of_a_chatbot_are_left(library: Library) -> Iterator[Finding]:
    """No text contains what a chatbot says before or after its answer."""
    yield from findings_from_matches(library.entries.items(), _chat, "A15")


def no_headings_of_an_abstract_are_left(library: Library) -> Iterator[Finding]:
    """No summary of a study has the headings of the abstract in its journal, such as "Results:"."""
    yield from findings_from_matches(library.all_of(Abstract), _headings, "A15")


def no_source_is_a_chatbot(library: Library) -> Iterator[Finding]:
    """No place in a source is the answer of a chatbot, which is no source."""
    for ref, entry in library.entries.items():
        for index, place in enumerate(entry.sources):
            found = _CHATBOT.search(place.at)
            if found:
                message = f'found "{found.group()}". A chatbot is no source. Name the document or page that says it.'
                yield Finding(ref, ("sources", index, "at"), message, "A15", found.group())


def no_place_in_a_source_is_an_address(library: Library) -> Iterator[Finding]:
    """The place in a source says what the page is; the address of a source has a field of its own."""
    for ref, entry in library.entries.items():
        for index, place in enumerate(entry.sources):
            found = _ADDRESS.search(place.at)
            if found:
                message = f'found "{found.group()}". Say which page it is and its date: addresses belong to the source.'
                yield Finding(ref, ("sources", index, "at"), message, "A7", found.group())


def dates_exist(library: Library) -> Iterator[Finding]:
    """No text, and no place in a source, names a day that its month does not have."""
    yield from findings_from_matches(library.entries.items(), _days, "A2")


def nations_have_their_names(library: Library) -> Iterator[Finding]:
    """No text, and no place in a source, has a nation mistyped as other words, as in "Northern Island"."""
    yield from findings_from_matches(library.entries.items(), _nations, "A2")


def no_remarks_of_editors_are_left(library: Library) -> Iterator[Finding]:
    """No text, and no place in a source, contains the remarks of a program that marks changes."""
    yield from findings_from_matches(library.entries.items(), _remarks, "A15")


def no_words_are_soon_out_of_date(library: Library) -> Iterator[Finding]:
    """Whatever may change is given with its date, because "currently" and "last week" are soon wrong.

    Such words are allowed about people that a text describes, and in a sentence that names a year.
    """
    for kind in _OF_TODAY:
        yield from findings_from_matches(library.of(kind), _soon_past, "A5")


@alone
def _headings(study: Abstract) -> tuple[EntryMatch, ...]:
    folded = joined_texts(study).casefold()
    headed = any(f"{heading}:" in folded for heading in _HEADINGS)
    return tuple(first_matches(own_texts(study), _in_headings)) if headed else ()


@alone
def _nations(entry: Entry) -> tuple[EntryMatch, ...]:
    return (
        tuple(first_matches(texts_and_citations(entry), _in_nations))
        if _has(joined_texts_and_citations(entry), _NATIONS)
        else ()
    )


@alone
def _remarks(entry: Entry) -> tuple[EntryMatch, ...]:
    return (
        tuple(first_matches(texts_and_citations(entry), _in_remarks))
        if _has(joined_texts_and_citations(entry), _REMARK_SIGNS)
        else ()
    )


@alone
def _soon_past(entry: Entry) -> tuple[EntryMatch, ...]:
    lasting = [(path, text) for path, text in own_texts(entry) if path[0] not in ("who", "use", "changed")]
    return tuple(first_matches(lasting, _in_soon_past)) if _has(joined_texts(entry), _AT_ONCE_SIGNS) else ()


@alone
def _chat(entry: Entry) -> tuple[EntryMatch, ...]:
    return tuple(first_matches(own_texts(entry), _in_chat)) if _has(joined_texts(entry), _CHAT_SIGNS) else ()


@alone
def _days(entry: Entry) -> tuple[EntryMatch, ...]:
    held = joined_texts_and_citations(entry)
    return (
        tuple(first_matches(texts_and_citations(entry), _in_days))
        if _LATE.search(held) and _has(held, SHORT_MONTHS)
        else ()
    )


def _has(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def _in_chat(text: str) -> Iterator[TextMatch]:
    for found in _CHAT.finditer(text):
        yield found.group(), "This reads like a chatbot's reply. Remove it."


def _in_headings(text: str) -> Iterator[TextMatch]:
    for found in _HEADING.finditer(text):
        yield found.group(), "This is a heading of the abstract. Write the summary in our own words."


def _in_nations(text: str) -> Iterator[TextMatch]:
    for found in _MISNAMED.finditer(text):
        yield found.group(), f'Did you mean "{_NATIONS[found.group()]}"?'


def _in_remarks(text: str) -> Iterator[TextMatch]:
    for found in _REMARK.finditer(text):
        yield found.group().strip(" ,("), "This looks like a note between editors. Remove it."


def _in_soon_past(text: str) -> Iterator[TextMatch]:
    for sentence in _ENDS.split(text):
        found = _AT_ONCE.search(sentence)
        if found and not _DATED.search(sentence) and not _OF_SOMEBODY.search(sentence, 0, found.start()):
            yield found.group(), "That will soon be out of date. Write the date, such as: in June 2026."


def _in_days(text: str) -> Iterator[TextMatch]:
    for found in _MONTH.finditer(text):
        before = _DAY_BEFORE.search(text, max(0, found.start() - _LONGEST_DAY), found.start())
        day, year = int((before or found)["day"] or 1), found["year"]
        if 0 < day <= _IN_EVERY_MONTH:
            continue
        number = SHORT_MONTHS.index(found.group()[:3]) + 1
        month = f"{MONTHS[number - 1]} {year}" if year and number == _FEBRUARY else MONTHS[number - 1]
        most = calendar.monthrange(int(year or _LEAP), number)[1]
        if (day < 1 or day > most) and (year or day <= _MOST_DAYS):  # "45 May" may be about 45 people
            said = text[(before or found).start() : found.end()].rstrip(",")
            yield said, f"{month} has {most} days. Correct the date."
