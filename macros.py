"""What prose pages in docs/ may call. Thin: the same lines and templates as on the pages of entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from jinja2.debug import rewrite_traceback_stack

from almanac.content import freshness
from almanac.content.load import load
from almanac.exports import api
from almanac.linkhealth import state
from almanac.site import changelog as kept_diary
from almanac.site import changes as changed
from almanac.site import entrylinks, lists, pages, render, research
from almanac.site import health as found_health


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros)."""
    project = Path(env.project_dir)
    library = load(project / "content", freshness.day_given(str(env.conf["extra"]["today"] or "")))
    site = pages.Site("", "", state.Health(state.read(project / state.FILE)))

    def show(template: str, **values: object) -> str:
        return render.fragment(template, str(env.page.file.dest_uri), **values)

    @env.macro
    def entries(kind: str, by: str = "", only: str = "", *, lines: bool = False, filtered: bool = False) -> str:
        """All entries of a kind as rows; by letter, decade, set or shelf."""
        found = lists.groups(library, kind, by, only)
        letters = lists.alphabet(found) if by == "letter" else ()
        filters = show("filters", filters=lists.filters(found)) if filtered else ""
        return filters + show("rows", groups=found, lines=lines, letters=letters, filtered=filtered)

    @env.macro
    def cards(kind: str) -> str:
        """All entries of a kind side by side."""
        return show("cards", groups=lists.groups(library, kind))

    @env.macro
    def entry(ref: str) -> str:
        """One entry as a card: ``organisation/mind``."""
        return show("card", item=entrylinks.item(library, ref))

    @env.macro
    def link(ref: str, text: str = "") -> str:
        """A link to an entry, in its own name or in other words."""
        return show("link", item=entrylinks.item(library, ref), text=text)

    @env.macro
    def count(kind: str, only: str = "") -> int:
        """How many entries there are of a kind."""
        return sum(len(group.items) for group in lists.groups(library, kind, only=only))

    @env.macro
    def needs(first: int = 0) -> str:
        """Situations as what a practitioner needs to do; the first few and a way to all, or all."""
        found = lists.needs(library)
        return show("needs", needs=found[:first] if first else found, more=len(found) if first else 0)

    @env.macro
    def changes(of: str) -> str:
        """What changed since, of words, bodies or law, or what was still moving."""
        return show("changes", changes=changed.changes(library, of))

    @env.macro
    def timeline() -> str:
        """All events as a picture."""
        return show("timeline", line=lists.timeline(library))

    @env.macro
    def figures() -> str:
        """All figures, drawn where they may be, each with its table."""
        return show("figures", figures=lists.figures(library))

    @env.macro
    def compare(ref: str) -> str:
        """A form that sets a reader's own area between the lowest and the highest value of a figure."""
        low, high = lists.extremes(library, ref)
        return show("compare", low=low, high=high)

    @env.macro
    def continuum() -> str:
        """The stages of working together, from apart to one."""
        return show("continuum", stages=lists.stages(library))

    @env.macro
    def shelves(by: str) -> str:
        """Studies by topic, method or decade: names and counts; by author or journal: whole lists by letter."""
        found = research.shelves(library, by)
        if by in research.PAGED:
            return show("shelves", shelves=found)
        return show("names", letters=lists.by_letter(found))

    @env.macro
    def evidence_map(by: str) -> str:
        """How many studies there are of each topic, by method or nation."""
        return show("map", map=research.evidence_map(library, by), by=by)

    @env.macro
    def take_away() -> str:
        """The whole library in every format."""
        return show(
            "take-away", files=api.whole(library), version=library.version, count=len(research.studies(library))
        )

    @env.macro
    def data_files() -> str:
        """Every file that the site gives to other programs, as a table."""
        return show("data-files", files=api.offers(library, site), index=api.INDEX, archive=api.ARCHIVE)

    @env.macro
    def version() -> str:
        """The version of the content."""
        return library.version

    @env.macro
    def urgent() -> str:
        """Urgent contacts by nation."""
        return show("urgent", nations=lists.urgent(library))

    @env.macro
    def last_checked(kind: str) -> str:
        """The day on which every entry of a kind had last been looked at, and against what."""
        return lists.last_checked(library, kind)

    @env.macro
    def diary() -> str:
        """What changed in the Almanac, day by day."""
        return show("diary", days=kept_diary.changelog(library))

    @env.macro
    def health(part: str) -> str:
        """One part of the health of the data, by its name in ``lists/health.html``."""
        return show("health", health=found_health.health(library, site.health), part=part)

    @env.macro
    def exit_page() -> str:
        """The button that leaves a sensitive page fast: place it first."""
        return show("exit")


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
