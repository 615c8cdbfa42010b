"""Hand-written pages: pour the output of macros into their slots, and explain terms at their first use."""

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
BEGIN, END = "<!-- prose -->", "<!-- /prose -->"  # around the text in which terms are explained


class MacroError(AlmanacError):
    """A page passes arguments to macros that they do not accept. Each line has file, line, and what to write."""


def poured(html: str, context: Context) -> str:
    """Return a hand-written page as readers get it.

    Args:
        html: the page as the theme rendered it.
        context: what its macros can use.

    Raises:
        MacroError: if macros do not accept their arguments. The message lists all of them.
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
    """Call every function and return the results, raising any MacroErrors only after all have been tried.

    Raises:
        MacroError: with the lines of all of them.
    """
    made: list[Made] = []
    faults: dict[str, None] = {}  # each line once, in order
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
