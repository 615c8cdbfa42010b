"""What ``almanac due`` tells editors: what must be checked again, where it is, and who checked it last."""

from __future__ import annotations

from collections.abc import Iterator

from almanac.content.freshness import DUE_SOON
from almanac.content.kinds import BY_NAME
from almanac.content.kinds.base import Risk
from almanac.content.model import Library
from almanac.content.problem import AlmanacError
from almanac.content.refs import kind_of


class LateError(AlmanacError):
    """The review of urgent help is overdue; the message names each contact."""


def report(library: Library) -> Iterator[str]:
    """Yield a line for each entry that is overdue or due soon, the most pressing first, and then the totals."""
    pressing = [one for one in library.due.values() if one.days_left <= DUE_SOON]
    for one in pressing:
        entry, place = library.entries[one.ref], library.places[one.ref]
        when = f"overdue since {one.day}" if one.overdue else f"due {one.day}, in {one.days_left} days"
        how = f"last checked {entry.checked} by the {entry.checked_by} ({entry.checked_how})"
        yield f"{place.file}:{place.line}: {one.ref}: {when}; {how}"
    late = sum(one.overdue for one in pressing)
    first = next(iter(library.due.values()))
    next_due = "" if pressing else f" The next is {first.ref}, due {first.day}."
    yield f"{late} overdue, {len(pressing) - late} due within {DUE_SOON} days, of {len(library.due)} entries.{next_due}"


def refuse_late_urgent_help(library: Library) -> None:
    """Raise LateError, naming each contact, if the review of any urgent help is overdue."""
    late = [one.ref for one in library.due.values() if one.overdue and BY_NAME[kind_of(one.ref)].risk is Risk.URGENT]
    if late:
        raise LateError(
            f"The review of urgent help is overdue: {', '.join(late)}. Check each contact and write the new date."
        )
