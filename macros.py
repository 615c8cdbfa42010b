"""How pages in docs/ call ``almanac.publish.macros`` while MkDocs draws them: each call leaves a slot, to be poured."""

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

PAGE = "<template>"  # how Jinja calls the file of a page's text


class Refused(BaseException):
    """A page's macros cannot be rendered; the message names page and line. mkdocs-macros takes no notice of it."""


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros)."""
    for name in MACROS:
        env.macro(functools.partial(leave_slot, env, name), name)
    env.refused = []
    env.render = functools.partial(rendered, env.refused, env.render)


def rendered(refused: list[str], render: Callable[..., str], *given: object, **named: object) -> str:
    """A page's text as mkdocs-macros renders it. Of a page that it cannot, nothing: ``on_post_build`` says why."""
    try:
        return render(*given, **named)
    except Refused as error:
        refused.append(str(error))
        return ""


def leave_slot(env: Any, name: str, *given: object, **named: object) -> str:
    """The slot that a call leaves; TypeError where the macro does not take what is given."""
    inspect.signature(MACROS[name]).bind(None, *given, **named)
    frame = sys._getframe()  # noqa: SLF001  (the line of the page that calls is known to its frame alone)
    while frame.f_back and frame.f_code.co_filename != PAGE:
        frame = frame.f_back
    line = frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)
    place = f"docs/{env.page.file.src_uri}:{line + _lines_above(env)}"
    return Call(name, given, named, place).slot(alone=name not in WITHIN_LINES)


def on_pre_page_macros(env: Any) -> None:
    """Turn any fault in a page's macros into one sentence that names page and line."""

    def stop(source: str | None = None) -> NoReturn:
        error = rewrite_traceback_stack(source=source)
        line = getattr(error, "lineno", None) or _line_in_page(error)
        message = error.args[0] if error.args else type(error).__name__
        raise Refused(printable(f"docs/{env.page.file.src_uri}:{line + _lines_above(env)}: {message}")) from None

    env.env.handle_exception = stop


def on_post_build(env: Any) -> None:
    """Tell every fault at once, a line each."""
    if env.refused:
        raise SystemExit("\n".join(env.refused))


def _lines_above(env: Any) -> int:
    """Lines of the front matter, which mkdocs-macros never sees."""
    return int(env.page.file.content_string.count("\n") - env.markdown.count("\n"))


def _line_in_page(error: BaseException) -> int:
    """The line of the page that was being rendered when the error came up."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == PAGE:
            line = step.tb_lineno
        step = step.tb_next
    return line
