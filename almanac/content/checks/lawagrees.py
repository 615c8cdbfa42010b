"""Rules and advice that compare entries on one law: an event and its provisions agree on its force and its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from almanac.content.checks.acts import law_in
from almanac.content.checks.finding import Finding
from almanac.content.kinds.event import Event
from almanac.content.kinds.provision import Provision
from almanac.content.model import Library

_CLOSED = ("repealed", "superseded", "not yet in force")
_HOLDS = ("in force", "partly in force")
_SAYS_IT_HOLDS = re.compile(r"It is (?:still )?(?:the law|in force)\b")
_NOT_AS_IT_STANDS = re.compile(r"/(enacted|made|adopted|\d{4}-\d\d-\d\d)(?=/|$)")
_OF_LEGISLATION = re.compile(r"https?://(?:www\.)?legislation\.gov\.uk\b")
_NOT_THE_TEXT = re.compile(r"^http:|[?#].*|/data\.\w+$|/(?:notes|changes|resources|impacts|welsh)\b.*")
_ACT = re.compile(r"(?:[A-Z][\w'\u2019-]+ (?:(?:and|of|for|the) )?)+?(?:\([\w ]+\) )*Act \d{4}\b")
_FEWEST = 3  # provisions of one law that cannot all have its name wrong


def provisions_of_closed_law_are_not_in_force(library: Library) -> Iterator[Finding]:
    """Law that is repealed, superseded or not yet in force has no provision in force, and "today" agrees."""
    held: dict[str, list[Provision]] = defaultdict(list)
    for _, entry in library.all_of(Provision):
        if entry.law and entry.force in _HOLDS:
            held[entry.law].append(entry)
    for ref, law in library.all_of(Event):
        if law.force not in _CLOSED:
            continue
        own = held[ref]
        said = _SAYS_IT_HOLDS.match(law.today or "")
        if own:
            such = f"{len(own)} provisions of it are, such as {own[0].key}" if own[1:] else f"its {own[0].key} is"
            yield Finding(ref, ("force",), f'found "{law.force}", but {such} "{own[0].force}". Correct one of the two.')
        elif said:
            message = f'found "{law.force}", but "today" says "{said.group()}". Correct one of the two.'
            yield Finding(ref, ("force",), message)


def no_check_of_pending_law_is_in_the_future(library: Library) -> Iterator[Finding]:
    """Nobody looked for law ahead on a future day; this is advice, because only a dated check knows which day it is."""
    for ref, entry in library.all_of(Provision):
        if entry.ahead and entry.ahead.looked > library.tomorrow:
            message = f'found "{entry.ahead.looked}", a date in the future. Correct the date.'
            yield Finding(ref, ("ahead", "looked"), message, "A2")


def nothing_ahead_is_given_as_law(library: Library) -> Iterator[Finding]:
    """No statement of a provision names the Act that, by what is ahead of it, has still to come into force."""
    for ref, entry in library.all_of(Provision):
        enacted = (
            entry.ahead if entry.force != "not yet in force" and entry.ahead and not entry.ahead.proposed else None
        )
        acts = {*_ACT.findall(enacted.text)} - {entry.act} if enacted else ()
        for field in ("statements", "duties", "rights") if acts else ():
            for index, held in enumerate(getattr(entry, field)):
                act = next((act for act in acts if act in held.text), "")
                if act:
                    message = (
                        f'found "{act}", but "ahead" says that it waits to come into force. Correct one of the two.'
                    )
                    yield Finding(ref, (field, index, "text"), message, "A14", act)


def official_texts_are_those_of_the_law(library: Library) -> Iterator[Finding]:
    """The official text of a provision is not that of another law of the same sort, with another year and number."""
    for ref, entry in library.all_of(Provision):
        law = library.entries[entry.law] if entry.law else None
        own, other = law_in(entry.official), law_in(getattr(law, "web", None) or "")
        # Another year or another number alone is left to ``acts.provisions_link_to_their_law``.
        if own and other and own[0] == other[0] and own[1] != other[1] and own[2] != other[2]:
            found = "/".join(own)
            message = f'found "{found}", but the address of its law has {"/".join(other)}. Correct one of the two.'
            yield Finding(ref, ("official",), message, "A14", found)


def official_links_lead_to_the_revised_text(library: Library) -> Iterator[Finding]:
    """The official text of law is as it stands today, not as it was made or on some day."""
    given = [(ref, "official", provision.official) for ref, provision in library.all_of(Provision)]
    given += [(ref, "web", event.web or "") for ref, event in library.all_of(Event)]
    for ref, field, address in given:
        found = _NOT_AS_IT_STANDS.search(address) if law_in(address) else None
        if _OF_LEGISLATION.match(address) and not law_in(address):
            message = f'found "{address}": that is no page of a law. Give the address of the law itself.'
            yield Finding(ref, (field,), message, "A7")
        elif found:
            message = f'found "{found.group()}": that is not the current text. Leave it out.'
            yield Finding(ref, (field,), message, "A7", found[1])
        elif law_in(address) and (more := _NOT_THE_TEXT.search(address)):
            wanted = "Write https://." if more.group() == "http:" else "Leave it out."
            yield Finding(ref, (field,), f'found "{more.group()}". {wanted}', "A7", more.group())


def acts_have_one_name(library: Library) -> Iterator[Finding]:
    """All provisions of one law give its name alike, because pages list provisions by Act."""
    by_law: dict[str, list[tuple[str, Provision]]] = defaultdict(list)
    for ref, entry in library.all_of(Provision):
        if entry.law:
            by_law[entry.law].append((ref, entry))
    for held in by_law.values():
        ((usual, count), *others) = Counter(entry.act for _, entry in held).most_common()
        for ref, entry in held if others and count >= _FEWEST else ():
            if entry.act != usual:
                message = f'found "{entry.act}", but {count} other provisions of its law have "{usual}". Write that.'
                yield Finding(ref, ("act",), message, "A14")
