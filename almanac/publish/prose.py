"""Hand-written pages: what their macros say poured into their slots, and terms explained at their first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from almanac.content.problem import AlmanacError
from almanac.publish.context import Context
from almanac.publish.macros import MACROS
from almanac.site import render
from almanac.site.pour import Frame
from almanac.site.slots import Call, call_of

Made = TypeVar("Made")
BEGIN, END = "<!-- prose -->", "<!-- /prose -->"  # around what was written, in which terms are explained


class MacroError(AlmanacError):
    """A page calls macros with what they cannot take; each line has file, line, and what to write."""


def poured(html: str, context: Context) -> str:
    """A hand-written page as readers get it.

    Args:
        html: the page as the theme drew it.
        context: what its macros know.

    Raises:
        MacroError: if macros cannot take what they are given; it names them all.
    """
    frame = Frame.parse(html)
    calls = {slot: call for slot in frame.slots if (call := call_of(slot))}
    said = dict(zip(calls, all_of(partial(_said, call, context) for call in calls.values()), strict=True))
    values = render.everywhere(context.library) | said
    for slot in frame.slots:
        if slot not in values:
            raise MacroError(f"{context.page}: nothing fills the slot @@{slot}@@. Remove it.")
    before, mark, rest = frame.fill(values).partition(BEGIN)
    if not mark:
        return before
    written, _, after = rest.rpartition(END)
    return before + render.prose(context.library, written, context.page) + after


def all_of(makers: Iterable[Callable[[], Made]]) -> list[Made]:
    """What each makes; whatever goes wrong is raised when all have been tried.

    Raises:
        MacroError: with the lines of every one.
    """
    made: list[Made] = []
    faults: dict[str, None] = {}  # each line once
    for make in makers:
        try:
            made.append(make())
        except MacroError as error:
            faults |= dict.fromkeys(str(error).splitlines())
    if faults:
        raise MacroError("\n".join(faults))
    return made


def _said(call: Call, context: Context) -> str:
    try:
        return str(MACROS[call.macro](context, *call.given, **call.named))
    except Exception as error:
        message = error.args[0] if error.args else type(error).__name__
        raise MacroError(f"{call.place}: {message}") from error
