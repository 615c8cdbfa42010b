"""The codes of problems: what each means, what to do, and an example. ``almanac explain`` prints them.

A code that begins with A is advice: the content can still be published.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """What a code means, what to do about it, and an example before and after correction."""

    means: str
    do: str
    wrong: str
    right: str


CODES: dict[str, Code] = {
    "Y1": Code(
        "The file cannot be read, or it is a folder, a pipe, a device or a link to somewhere outside content/.",
        "Put the file itself there, or ask a maintainer to look at its permissions.",
        "a link that leads to no file", "the file itself",
    ),
    "Y2": Code("The file is not UTF-8.", "Save it again as UTF-8.", "saved as “Western (Windows)”", "saved as UTF-8"),
    "Y3": Code(
        "The file cannot be understood.",
        "The message names the line and what is missing there: a colon, a hyphen, a quotation mark, spaces.",
        "title: Mind: a history", 'title: "Mind: a history"',
    ),
    "Y4": Code("A name is given twice in one place.", "Keep one of the two.", "name: Mind\nname: MIND", "name: Mind"),
    "Y5": Code(
        "The file is empty, ends too early, has the wrong shape, or holds too much in one place.",
        "It holds one list, under the name of its kind. Split a long file into a folder of files.",
        "- key: mind", "organisations:\n  - key: mind",
    ),
    "Y6": Code(
        "YAML that we do not use: aliases (&name, *name) and tags (!name).",
        "Write the text out.",
        "see: *mind", "see: [organisation/mind]",
    ),
    "Y7": Code(
        "YAML would not read part of the text: whatever follows a space and #, or a word that begins with &.",
        "Put the whole text in quotes. Put a comment on a line of its own.",
        "title: Ward #5", 'title: "Ward #5"',
    ),
    "Y8": Code(
        "Two versions of the file were merged, and a conflict was not resolved.",
        "Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
        "<<<<<<< HEAD", "the lines of one version alone",
    ),
    "Y9": Code(
        "A file in content/ that is not read.",
        "Rename it or move it, as the message says.",
        "organisations.YAML", "organisations.yaml",
    ),
    "F1": Code("A field is missing.", "Add it.", "- key: mind", "- key: mind\n  name: Mind"),
    "F2": Code(
        "A field is not recognised here.",
        "Usually a typing mistake, or too many or too few spaces before it. The message gives the nearest name.",
        "nmae: Mind", "name: Mind",
    ),
    "F3": Code(
        "A value is not one of those allowed.",
        "Choose one from the list in the message.",
        "sort: chairty", "sort: charity",
    ),
    "F4": Code(
        "A value has the wrong form.",
        "The message shows the right one: dates are 2026-11-21, addresses begin with https://, lists have hyphens.",
        "checked: 21/11/2026", "checked: 2026-11-21",
    ),
    "F5": Code(
        "A text has invisible characters, shows nothing, or is too long.",
        "Type it again, or shorten it.",
        "a title with a tab in it", "a title with a space in its place",
    ),
    "F6": Code(
        "A text has markup, which would be shown to readers.",
        "Write plain text: no HTML, no Markdown, no &amp;.",
        "title: <i>Mind</i> &amp; more", "title: Mind & more",
    ),
    "F7": Code(
        "Letters were damaged, usually by copying.", "Type the word again.", "caution: CafÃ© life", "caution: Café life"
    ),
    "F8": Code(
        "There is nothing here, or only a placeholder.",
        "Write what belongs here, or remove the field.",
        "abbreviation: TODO", "(the line left out)",
    ),
    "F9": Code(
        "A field or an item of a list has become part of a text, because there are too many spaces before it.",
        "Move the line to the left, level with the others.",
        "summary: >-\n  It helps.\n  nations: [Wales]",
        "summary: >-\n  It helps.\nnations: [Wales]",
    ),
    "R1": Code(
        "A reference leads nowhere.",
        "Check the key. The message suggests the closest match.",
        "topics: [ahmp]", "topics: [amhp]",
    ),
    "R2": Code(
        "An entry is given twice.", "Give one of them another key, or merge them.", "two entries with key: mind", "one"
    ),
    "R3": Code(
        "Entries are out of order.",
        "Move the entry that the message names.",
        "- key: sane\n- key: mind", "- key: mind\n- key: sane",
    ),
    "R4": Code(
        "Entries do not agree with each other.", "The message says how.", "number: 1, twice in one set", "1 and 2"
    ),
    "R5": Code(
        "Two things have the same address: a key would hide a page in docs/, a list of studies or a data file.",
        "Choose another key, or rename the page that the message names.",
        "key: by-topic", "key: topics-by-name",
    ),
    "R6": Code("The same item is in a list twice.", "Keep one of the two.", "topics: [amhp, amhp]", "topics: [amhp]"),
    "R7": Code(
        "An entry was pasted and not changed.",
        "Change what differs, or remove the entry.",
        "two entries that differ in their key alone",
        "the second with a name and a text of its own",
    ),
    "R8": Code(
        "An entry is in the wrong file.",
        "Move it to the file that the message names.",
        "an organisation in terms.yaml", "the same in organisations.yaml",
    ),
    "A1": Code("A spelling that is not British.", "Write the British spelling.", "organization", "organisation"),
    "A2": Code(
        "A slip of typing or pasting: a misspelt word, an impossible number or date, or marks that do not belong.",
        "Correct it as the message says.",
        "recieve", "receive",
    ),
    "A3": Code(
        "An abbreviation that is not in the glossary.",
        "Write it out, or add it to a term in terms.yaml.",
        "the NHSX", "the digital unit of the NHS",
    ),
    "A4": Code(
        "The summary of a study, or one part of it, is too short or too long.",
        "Write 90 to 220 words in all, and each part as a full sentence.",
        "a summary of 40 words", "one of 120",
    ),
    "A5": Code(
        "Words that we do not use, or a website that we do not link to.",
        "Write what the message gives.",
        "clients", "people who use services",
    ),
    "A6": Code(
        "A field has changed since somebody verified it.",
        "If you checked again, write the date under checked. If not, change the field back.",
        "pages: 1916-1943", "pages: 1916-1933",
    ),
    "A7": Code(
        "A title, name, number or address in an unusual form, such as a title in capitals or a number without spaces.",
        "Write it in the form that the message gives.",
        "title: PEER SUPPORT.", "title: Peer support",
    ),
    "A8": Code(
        "A name that is the other way round elsewhere.",
        "Check which is the family name.",
        "family: Simon, given: Abbott", "family: Abbott, given: Simon",
    ),
    "A9": Code(
        "The first line does not name the schema of this file, so programs cannot help you as you type.",
        "Write the line that the message gives.",
        "(no such line)", "# yaml-language-server: $schema=schemas/terms.json",
    ),
    "A10": Code(
        "An address that readers may have saved no longer exists.",
        "If the entry has a new key, keep the old one under was. If it was removed on purpose, you need do nothing.",
        "key: mind-uk", "key: mind-uk\nwas: [mind]",
    ),
    "A11": Code(
        "Something that readers would look for here is missing.",
        "Add what the message names.",
        "a role category without a study", "roles: [a] in a study",
    ),
    "A12": Code(
        "A term that has been replaced, without the current one.",
        "Add the term to topics, or say in the text what is current.",
        "the care programme approach is used",
        "the care programme approach, which NHS England has replaced",
    ),
    "A13": Code(
        "Two entries give something that usually belongs to only one: a website, a number or a name.",
        "Correct the one that is wrong. If both are right, link the two entries by see.",
        "two charities with the website https://www.mind.org.uk", "see: [organisation/mind]",
    ),
    "A14": Code(
        "Two places do not agree: two fields of an entry, two parts of a text, or two entries.",
        "Find out which is right, and correct the other.",
        "act: Care Act 2014\nsince: April 2005", "act: Care Act 2014\nsince: April 2015",
    ),
    "A15": Code(
        "A text was pasted and not changed: from another entry, from a chatbot, or with remarks by an editor.",
        "Write your own text for the entry, or remove what does not belong.",
        "summary: Here is a summary of the paper.", "a summary of the paper",
    ),
    "A16": Code(
        "Something is in the wrong file or field.",
        "Move it to the file or field that the message names.",
        "container: Journal of Mental Health, 12(3)",
        "container: Journal of Mental Health\nvolume: 12\nissue: 3",
    ),
}  # fmt: skip


def explained(code: str) -> str:
    """Return what a code means, what to do and an example, over several lines.

    Raises:
        LookupError: if there is no such code.
    """
    bare = code.strip(" [].,").upper()  # people copy it from a message, where it is in brackets
    found = CODES.get(bare)
    if found is None:
        raise LookupError(f'no message has the code "{code}". There are: {", ".join(CODES)}.')
    return "\n".join(
        [
            f"{bare}: {found.means}",
            f"What to do: {found.do}",
            "",
            *_block("Wrong:", found.wrong),
            *_block("Right:", found.right),
        ]
    )


def _block(head: str, text: str) -> list[str]:
    return [head, *(f"    {line}" for line in text.splitlines())]
