"""How pages in docs/ call ``almanac.publish.macros`` while MkDocs renders them: each call leaves a slot to pour."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from jinja2.debug import rewrite_traceback_stack

from almanac.content.printable import printable
from almanac.publish.macros import MACROS, WITHIN_LINES
from almanac.site.slots import Call

PAGE = "<template>"  # the file name that Jinja gives to a page's text


class Refused(BaseException):
    """A page's macros cannot be rendered. The message names page and line. mkdocs-macros does not catch it."""


def define_env(env: Any) -> None:
    """Register the macros for pages (called by mkdocs-macros)."""
    for name in MACROS:
        env.macro(functools.partial(leave_slot, env, name), name)
    env.refused = []
    env.render = functools.partial(rendered, env.refused, env.render)


def rendered(refused: list[str], render: Callable[..., str], *given: object, **named: object) -> str:
    """Render a page's text as mkdocs-macros does, or to nothing if that fails: ``on_post_build`` reports why."""
    try:
        return render(*given, **named)
    except Refused as error:
        refused.append(str(error))
        return ""


def leave_slot(env: Any, name: str, *given: object, **named: object) -> str:
    """Return the slot that a call leaves, or raise TypeError if the macro does not accept the arguments."""
    inspect.signature(MACROS[name]).bind(None, *given, **named)
    frame = sys._getframe()  # noqa: SLF001  (only its stack frame knows the line of the calling page)
    while frame.f_back and frame.f_code.co_filename != PAGE:
        frame = frame.f_back
    line = frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)
    place = f"docs/{env.page.file.src_uri}:{line + _lines_above(env)}"
    return Call(name, given, named, place).slot(alone=name not in WITHIN_LINES)


def on_pre_page_macros(env: Any) -> None:
    """Turn any fault in a page's macros into one sentence with its page and line."""

    def stop(source: str | None = None) -> NoReturn:
        error = rewrite_traceback_stack(source=source)
        line = getattr(error, "lineno", None) or _line_in_page(error)
        message = error.args[0] if error.args else type(error).__name__
        raise Refused(printable(f"docs/{env.page.file.src_uri}:{line + _lines_above(env)}: {message}")) from None

    env.env.handle_exception = stop


def on_post_build(env: Any) -> None:
    """Report all faults at once, one to a line."""
    if env.refused:
        raise SystemExit("\n".join(env.refused))


def _lines_above(env: Any) -> int:
    """Return the number of lines of front matter, which mkdocs-macros never sees."""
    return int(env.page.file.content_string.count("\n") - env.markdown.count("\n"))


def _line_in_page(error: BaseException) -> int:
    """Return the line of the page that was being rendered when the error occurred."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == PAGE:
            line = step.tb_lineno
        step = step.tb_next
    return line
