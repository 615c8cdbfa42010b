"""What prose pages in docs/ may call. Thin: the same lines and templates as on the pages of entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from jinja2.debug import rewrite_traceback_stack

from almanac import lists, pages, render
from almanac.library import load


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros)."""
    library = load(Path(env.project_dir) / "content")

    def here() -> str:
        return str(env.page.file.dest_uri)

    @env.macro
    def entries(kind: str, by: str = "", only: str = "", *, lines: bool = False) -> str:
        """All entries of a kind as rows; by letter, decade, set or shelf."""
        found = lists.groups(library, kind, by, only)
        letters = lists.alphabet(found) if by == "letter" else ()
        return render.listing("rows", found, here(), lines=lines, letters=letters)

    @env.macro
    def cards(kind: str) -> str:
        """All entries of a kind side by side."""
        return render.listing("cards", lists.groups(library, kind), here())

    @env.macro
    def entry(ref: str) -> str:
        """One entry as a card: ``organisation/mind``."""
        return render.single("card", pages.item(library, ref), here())

    @env.macro
    def link(ref: str, text: str = "") -> str:
        """A link to an entry, in its own name or in other words."""
        return render.single("link", pages.item(library, ref), here(), text=text)

    @env.macro
    def count(kind: str, only: str = "") -> int:
        """How many entries there are of a kind."""
        return sum(len(group.items) for group in lists.groups(library, kind, only=only))


def on_pre_page_macros(env: Any) -> None:
    """Turn any fault in a page's macros into one sentence that names page and line."""
    page = env.page.file
    written = page.content_string
    above = written.count("\n") - env.markdown.count("\n")  # the front matter, which mkdocs-macros never sees

    def stop(source: str | None = None) -> NoReturn:
        error = rewrite_traceback_stack(source=source)
        line = getattr(error, "lineno", None) or _line_in_page(error)
        message = error.args[0] if error.args else type(error).__name__
        raise SystemExit(f"docs/{page.src_uri}:{line + above}: {message}") from None

    env.env.handle_exception = stop


def _line_in_page(error: BaseException) -> int:
    """The line of the page that was being rendered when the error came up."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line
