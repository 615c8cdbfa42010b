"""What ``almanac due`` says to editors: what must be looked at again, where it stands, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.freshness import DUE_SOON
from almanac.content.kinds import BY_NAME
from almanac.content.kinds.base import Risk
from almanac.content.model import Library, kind_of
from almanac.content.problem import AlmanacError


class LateError(AlmanacError):
    """Urgent help was not looked at in time; the message names each contact."""


def report(library: Library) -> Iterator[str]:
    """What is overdue or soon due, a line each, the most pressing first; then a count."""
    pressing = [one for one in library.due.values() if one.left <= DUE_SOON]
    for one in pressing:
        entry, place = library.entries[one.ref], library.places[one.ref]
        when = f"overdue since {one.day}" if one.overdue else f"due {one.day}, in {one.left} days"
        how = f"last checked {entry.checked} by the {entry.checked_by} ({entry.checked_how})"
        yield f"{place.file}:{place.line}: {one.ref}: {when}; {how}"
    late = sum(one.overdue for one in pressing)
    first = next(iter(library.due.values()))
    next_due = "" if pressing else f" The next is {first.ref}, due {first.day}."
    yield f"{late} overdue, {len(pressing) - late} due within {DUE_SOON} days, of {len(library.due)} entries.{next_due}"


def refuse_late_urgent_help(library: Library) -> None:
    """Raise LateError, naming each, if a contact for urgent help was not looked at in time."""
    late = [one.ref for one in library.due.values() if one.overdue and BY_NAME[kind_of(one.ref)].risk is Risk.URGENT]
    if late:
        raise LateError(
            f"The review of urgent help is overdue: {', '.join(late)}. Check each contact and write the new date."
        )
