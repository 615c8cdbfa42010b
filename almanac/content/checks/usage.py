"""Advice on real words used in place of others, and on words that we avoid.

Slips that are not words at all are found by ``language``. Quotations, in quotation marks, are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.checks.language import QUOTED, joined_texts, own_texts
from almanac.content.checks.matching import EntryMatch, TextMatch, findings_from_matches, first_matches, words_of
from almanac.content.kinds import Entry
from almanac.content.kinds.abstract import Abstract
from almanac.content.kinds.organisation import Organisation
from almanac.content.memo import alone
from almanac.content.model import Library
from almanac.content.months import SHORT_MONTHS
from almanac.content.problem import FieldPath

_VERBS = ("could", "should", "would", "must", "might")
_MONTHS = "|".join(SHORT_MONTHS)
_STUDY = (
    r"\b(?:[Tt]his|[Ii]t|[Tt]hey|[Ss]tud(?:y|ies)|[Rr]esearch(?:ers)?|[Ff]indings?|[Rr]esults?|[Ee]vidence|[Tt]rials?|"
    r"[Rr]eviews?|[Aa]uthors?)(?: clearly| also)?"
)
_PROMISE = "Nobody can promise that. Write what it offers, or what was found."
_PRAISE = "Leave praise out. Say what it does."
_OF_A_PAGE = "This is from a web page, around its text. Leave it out."
_DATE = "Write the day, the month in full and the year, such as 21 November 2026."
# Words mistaken for others that sound or look alike, in contexts where only the other makes sense, and the word meant.
# Each pattern comes with a lower-case word that any matching text contains. Few texts contain it, and searching for the
# pattern takes longer.
_MEANT = (
    ("principle", r"\b[Pp]rinciple (?:social work|officer|investigator|carer)\w*", "principal"),
    ("counsel", r"\b(?:[Tt]he|local|county|city|borough|a|your|each) counsel\b", "council"),
    ("lead", r"(?:,|\b(?:is|are|was|were|been|be|and|services?|teams?|projects?|groups?)) lead by\b", "led by"),
    ("practise", r"\b(?:the|good|best|social work|of|this|our|clinical|based|in|from|into) practise\b", "practice"),
    ("practice", r"\b(?:to|must|can|may|who|not) practice (?:as|in|with|under)\b", "practise"),
    ("affects", r"\b(?:the|side|its|any|no|adverse) affects\b", "effects"),
    ("effect", r"\b(?:to|may|can|will|not|does) effect (?:the|their|a|people|how|whether)\b", "affect"),
    ("there", r"\b[Tt]here (?:own|rights?|needs?|views?|wishes|famil\w+|carers?|lives|roles?|behalf)\b", "their"),
    ("loose", r"\b(?:to|not|may|will|can) loose\b", "lose"),
    ("then", r"\b(?:more|less|rather|other|better|higher|lower|fewer|later|older|younger) then\b", "than"),
    ("advise", r"\b(?:the|an|legal|free|get|give|for|and|on) advise\b", "advice"),
    ("pubic", r"\b[Pp]ubic\b", "public"),
    ("manger", r"\bmanger\b", "manager"),
    ("mangers", r"\bmangers\b", "managers"),
    ("heath", r"\b[Hh]eath (?:services?|care|boards?|trusts?|workers?|problems?)\b|\b[Mm]ental [Hh]eath\b", "health"),
    ("metal", r"\b[Mm]etal [Hh]ealth\b", "mental health"),
    ("trail", r"\b(?:controlled|randomi[sz]ed|clinical|pilot|feasibility) trail\b", "trial"),
    ("trails", r"\b(?:controlled|randomi[sz]ed|clinical|pilot|feasibility) trails\b", "trials"),
    ("statue", r"\bstatue (?:law|book)\b|\b[Bb]y statue\b", "statute"),
    ("martial", r"\bmartial status\b", "marital"),
    ("untied", r"\b[Uu]ntied Kingdom\b", "United Kingdom"),
    ("discrete", r"\b[Dd]iscrete (?:way|advice|help|support|service|visit|about)\b", "discreet"),
    ("asses", r"\basses (?:the|a|an|their|whether|how|risk)\b", "assess"),
)
_RESPECT = (
    ("suicide", r"\b(?:[Ff]ailed|[Uu]nsuccessful) suicide(?: attempts?)?\b|\b[Ss]uicide bids?\b", "suicide attempt"),
    ("successful", r"\b[Ss]uccessful suicides?\b", "death by suicide"),
    ("completed", r"\b[Cc]ompleted suicides?\b", "death by suicide"),
    ("commit", r"\b[Cc]ommit suicide\b", "die by suicide, or take their own life"),
    ("commits", r"\b[Cc]ommits suicide\b", "dies by suicide"),
    ("committed", r"\b[Cc]ommitted suicide\b", "died by suicide"),
    ("committing", r"\b[Cc]ommitting suicide\b", "dying by suicide"),
    ("suicidal", r"\b[Ss]uicidal gestures?\b", "suicide attempt, or self-harm"),
    ("parasuicide", r"\b[Pp]arasuicide\b", "self-harm"),
    ("harmer", r"\b[Ss]elf[- ]harmer\b", "someone who self-harms"),
    ("harmers", r"\b[Ss]elf[- ]harmers\b", "people who self-harm"),
    ("mutilation", r"\b[Ss]elf[- ]mutilation\b", "self-harm"),
    ("cry", r"\b[Cc]ry for help\b", "what the person does, and what they may need"),
    ("manipulative", r"\b[Mm]anipulative\b", "what the person does, and what they may need"),
    ("flyer", r"\b[Ff]requent flyer\b", "someone who often asks for help"),
    ("flyers", r"\b[Ff]requent flyers\b", "people who often ask for help"),
    ("attender", r"\b[Ff]requent attender\b", "someone who often asks for help"),
    ("heartsink", r"\b[Hh]eartsink\b", "what the person does, and what they may need"),
    ("door", r"\b[Rr]evolving[- ]door (?:patient|people|client)s?\b", "people who are often admitted"),
    ("blocker", r"\b[Bb]ed[- ]blocker\b", "someone whose discharge is delayed"),
    ("blockers", r"\b[Bb]ed[- ]blockers\b", "people whose discharge is delayed"),
    ("blocking", r"\b[Bb]ed[- ]blocking\b", "delayed discharge"),
    ("absconder", r"\b[Aa]bsconder\b", "someone who is absent without leave"),
    ("absconders", r"\b[Aa]bsconders\b", "people who are absent without leave"),
    ("lunatic", r"\b[Ll]unatic\b(?! (?:Act|Asylum))", "someone with a mental illness"),
    ("lunatics", r"\b[Ll]unatics\b(?! (?:Act|Asylum))", "people with a mental illness"),
    ("insane", r"\b[Ii]nsane\b", "mentally unwell"),
    ("psychos", r"\b[Pp]sychos\b", "people with a mental illness"),
    ("psychotics", r"\b[Pp]sychotics\b", "people with psychosis"),
    ("neurotics", r"\b[Nn]eurotics\b", "people with anxiety"),
    ("anorexics", r"\b[Aa]norexics\b", "people with anorexia"),
    ("epileptics", r"\b[Ee]pileptics\b", "people with epilepsy"),
    ("junkies", r"\b[Jj]unkies\b", "people who use drugs"),
    ("druggies", r"\b[Dd]ruggies\b", "people who use drugs"),
    ("handicapped", r"\b[Hh]andicapped\b", "disabled"),
    ("retarded", r"\b[Rr]etarded\b", "who has a learning disability"),
    ("disabled", r"\b[Tt]he disabled\b(?! (?!and\b|or\b)\w)", "disabled people"),
    ("homeless", r"\b[Tt]he homeless\b(?! (?!and\b|or\b)\w)", "people who are homeless"),
    ("wheelchair", r"\b[Ww]heelchair[- ]bound\b|\bconfined to a wheelchair\b", "who uses a wheelchair"),
    ("compliant", r"\b[Nn]on-compliant\b", "what the person does, such as: stopped taking the medicine"),
    ("compliance", r"\b[Nn]on-compliance\b", "what the person does, such as: stopped taking the medicine"),
    ("alcoholics", r"\b[Aa]lcoholics\b", "people who drink, or who depend on alcohol"),
    ("alcoholic", r"\b[Aa]n alcoholic\b", "someone who drinks, or who depends on alcohol"),
    ("abusers", r"\b(?:[Dd]rug|[Ss]ubstance) abusers\b", "people who use drugs"),
    ("addicts", r"\b[Aa]ddicts\b", "people who use drugs"),
    ("hospital", r"\b[Mm]ental hospital\b", "mental health hospital"),
    ("hospitals", r"\b[Mm]ental hospitals\b", "mental health hospitals"),
    ("seeking", r"\b[Aa]ttention[- ]seeking\b", "what the person does, and what they may need"),
)
_STYLE = (
    (
        "proves",
        rf"{_STUDY} proves that\b",
        'A study does not prove. Write "suggests that" or "found that", as the source does.',
    ),
    (
        "proved",
        rf"{_STUDY} proved that\b",
        'A study does not prove. Write "suggested that" or "found that", as the source does.',
    ),
    ("guarantees", r"\b[Gg]uarantees? (?:recovery|success|results|safety|a cure|that)\b", _PROMISE),
    ("effective", r"\b100(?:%| per cent) (?:effective|safe|successful|reliable)\b", _PROMISE),
    ("gotten", r"\bgotten\b", 'In British English: "got" or "become".'),
    ("seniors", r"\b[Ss]eniors\b", 'Write "older people".'),
    ("toward", r"\btoward\b", 'In British English: "towards".'),
    ("counseling", r"\b[Cc]ounseling\b", 'In British spelling: "counselling".'),
    ("tapestry", r"\b(?:rich|vibrant|diverse|complex) tapestry\b", "Say plainly what is meant."),
    ("delves", r"\b[Dd]elves? into\b", 'Write "looks at" or "is about".'),
    ("award", r"\b[Aa]ward-winning\b", _PRAISE),
    ("passionate", r"\bpassionate about\b", _PRAISE),
    *(("world", rf"\b[Ww]orld[- ]{word}\b", _PRAISE) for word in ("class", "leading", "renowned")),
    ("noting", r"\b[Ii]t(?:['\u2019]s| is) (?:worth|important) (?:noting|to note)(?: that)?\b", "Leave it out."),
    ("percent", r"\bpercent\b", 'Write "per cent", or % after the number.'),
    ("note", r"\b[Pp]lease note(?: that)?\b", "Leave it out."),
    ("click", r"\b[Cc]lick (?:here|on (?:this|the) link)\b", "A text has no link. Say what readers find, and where."),
    ("cookies", r"\b(?:[Aa]ccept|[Mm]anage|[Rr]eject)(?: all)? cookies\b", _OF_A_PAGE),
    ("content", r"\b[Ss]kip to (?:main )?content\b", _OF_A_PAGE),
    ("reserved", r"\b[Aa]ll rights reserved\b", _OF_A_PAGE),
    ("read", r"\b[Rr]ead more\b(?=[.:]|$)", "A text has no link. Say what readers find, and where."),
    ("etc", r"\b[Ee]tc\b\.?", 'Name what you mean, or write "such as" before the list.'),
    ("n", r"\bN\. ?I(?:\.|\b)|\bN\. Ireland\b", 'Write "Northern Ireland".'),
    *(
        (word, rf"\b(?:{_MONTHS})[a-z]*\.? \d{{1,2}}{word}\b|\b\d{{1,2}}{word} (?:of )?(?:{_MONTHS})[a-z]*\b", _DATE)
        for word in ("st", "nd", "rd", "th")
    ),
)
_SIGNS = (
    *((f"{verb} of", rf"\b{verb} of\b(?! course)", f'Did you mean "{verb} have"?') for verb in _VERBS),
    ("24/7", r"\b24/7\b", 'Write "24 hours, every day".'),
    ("/", r"\b\d{1,2}/\d{1,2}/(?:19|20)?\d\d\b", _DATE),
    ("it's", r"\b[Ii]t's\b", 'Write "its", or "it is".'),
    ("it\u2019s", r"\b[Ii]t\u2019s\b", 'Write "its", or "it is".'),
    ("and/or", r"\band/or\b", 'Write "and", "or", or "or both".'),
    ("\u00a9", "\u00a9", _OF_A_PAGE),
    ("...", r"\.\.\.", "End the sentence, or leave the dots out."),
    ("\u2026", "\u2026", "End the sentence, or leave the dots out."),
)
UsageRule = tuple[re.Pattern[str], str, str]
"""A pattern, what to write instead, and the code."""

_SMALL: dict[str, UsageRule] = {
    **{word: (re.compile(pattern), f'Did you mean "{meant}"?', "A2") for word, pattern, meant in _MEANT},
    **{word: (re.compile(pattern), f"Write: {words}.", "A5") for word, pattern, words in _RESPECT},
    **{word: (re.compile(pattern), message, "A5") for word, pattern, message in _STYLE},
}
_BY_WORD = _SMALL | {word.capitalize(): rule for word, rule in _SMALL.items()}
_WORDS = frozenset(_BY_WORD)
_BY_SIGN: dict[str, UsageRule] = {sign: (re.compile(pattern), message, "A5") for sign, pattern, message in _SIGNS}
_OF_THE_AUTHORS = re.compile(r"\b[Ww]e\b(?! (?:have|had|did|do|could|cannot|saw|read|list|hold|know))|\b[Oo]ur\b")
_OF_ITSELF = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_WE = (" we ", "We ", " our ", "Our ")
_TOLD_OF_THEM = ("asked", "did", "found")


def no_word_is_mistaken_for_another(library: Library) -> Iterator[Finding]:
    """No text has a mistaken word or one that we avoid, such as "principle social worker" or "click here"."""
    for ref, entry in library.entries.items():
        for path, found, wanted, code in _misused(entry):
            yield Finding(ref, path, f'found "{found}". {wanted}', code, found)


def organisations_are_not_we(library: Library) -> Iterator[Finding]:
    """What an organisation does is told in the third person, because "we" are the editors of the Almanac."""
    yield from findings_from_matches(library.all_of(Organisation), _spoken_by_organisations, "A5")


def authors_are_not_we(library: Library) -> Iterator[Finding]:
    """A summary reports a study in the third person, because "we" are the editors of the Almanac."""
    yield from findings_from_matches(library.all_of(Abstract), _spoken_by_authors, "A5")


@alone
def _misused(entry: Entry) -> tuple[tuple[FieldPath, str, str, str], ...]:
    rules = [(word, *_BY_WORD[word]) for word in sorted(_WORDS & words_of(entry))]
    rules += [(sign, *rule) for sign, rule in _BY_SIGN.items() if sign in joined_texts(entry)]
    return tuple(
        (path, found.group().strip(), wanted, code)
        for sign, pattern, wanted, code in rules
        for path, text in own_texts(entry)
        if sign in text and pattern.search(text)
        for found in pattern.finditer(QUOTED.sub(" ", text))
    )


@alone
def _spoken_by_authors(study: Abstract) -> tuple[EntryMatch, ...]:
    if not any(sign in joined_texts(study) for sign in _WE):
        return ()
    told = ((path, text) for path, text in own_texts(study) if path[0] == "summary" and path[1] in _TOLD_OF_THEM)
    return tuple(first_matches(told, _in_summary))


@alone
def _spoken_by_organisations(organisation: Organisation) -> tuple[EntryMatch, ...]:
    told = ((path, text) for path, text in own_texts(organisation) if path[0] in ("summary", "who"))
    return tuple(first_matches(told, _in_their_words))


def _in_their_words(text: str) -> Iterator[TextMatch]:
    for found in _OF_ITSELF.finditer(text):
        yield found.group(), 'In the Almanac "we" are its editors. Say in our own words what the organisation does.'


def _in_summary(text: str) -> Iterator[TextMatch]:
    for found in _OF_THE_AUTHORS.finditer(text):
        yield found.group(), 'In the Almanac "we" are its editors. Write in our own words, of the authors or the study.'
