"""Rules of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from almanac.content.checks.finding import Finding
from almanac.content.kinds.organisation import Organisation
from almanac.content.model import Library


def ended_bodies_say_what_followed(library: Library) -> Iterator[Finding]:
    """A merged or closed organisation names its successor, or says what happened."""
    for ref, entry in library.of("organisation"):
        if isinstance(entry, Organisation):
            ended = entry.status.ended
            if ended and not (entry.status.successors or entry.status.note):
                yield Finding(ref, ("status",), "say what followed: add successors or a note.")
            if ended and entry.website and not entry.website.historic:
                yield Finding(
                    ref, ("website",), 'the organisation no longer exists: mark its address "historic: true".'
                )


def what_sets_an_organisation_up_is_in_force(library: Library) -> Iterator[Finding]:
    """An organisation counts as set up by law only where that law is in force."""
    for ref, entry in library.of("organisation"):
        if isinstance(entry, Organisation):
            for index, law in enumerate(entry.status.set_up_by):
                force = getattr(library.entries[law], "force", "no law")
                if force not in ("in force", "partly in force"):
                    advice = (
                        f'"{law}" is {force}. Name the law in force that sets the organisation up, or leave this out.'
                    )
                    yield Finding(ref, ("status", "set_up_by", index), advice)


def useful_links_say_what_they_were_for(library: Library) -> Iterator[Finding]:
    """A useful link of the 2008 briefing says what the briefing said of it."""
    for ref, entry in library.of("organisation"):
        if isinstance(entry, Organisation) and entry.useful_link and not entry.then:
            yield Finding(ref, ("useful_link",), 'say what the source said of it: add "then".')


# The form of a number in each register, without spaces, and one to show: with another form its link leads nowhere.
_CHARITY_NUMBERS = {
    "England and Wales": (r"[0-9]{6,7}", "1092778"),
    "Scotland": (r"SC[0-9]{6}", "SC046557"),
    "Northern Ireland": (r"(NIC)?[0-9]{6}", "NIC100000"),
}


def charity_numbers_have_the_form_of_their_register(library: Library) -> Iterator[Finding]:
    """A charity number looks like those of the register that it is said to be of."""
    for ref, entry in library.of("organisation"):
        if isinstance(entry, Organisation):
            for index, charity in enumerate(entry.charity_numbers):
                form, such = _CHARITY_NUMBERS[charity.register_of]
                if not re.fullmatch(form, "".join(charity.number.split())):
                    advice = (
                        f'"{charity.number}" is no number of the register of {charity.register_of}, such as {such}.'
                    )
                    yield Finding(ref, ("charity_numbers", index, "number"), advice)
