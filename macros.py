"""What prose pages in docs/ may call. Thin: the same lines and templates as on the pages of entries.

Each macro is a function here, and a page calls it by its name, without the
first argument.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, NoReturn

from jinja2.debug import rewrite_traceback_stack

from almanac.content.printable import printable
from almanac.exports import api
from almanac.publish.project import Project
from almanac.site import changelog as site_changelog
from almanac.site import changes as site_changes
from almanac.site import entrylinks, lists, render, research
from almanac.site import health as data_health


class Context:
    """What a macro knows: the Library, the site's addresses, and the page that calls it (by mkdocs-macros)."""

    def __init__(self, env: Any) -> None:
        """Read the project that a site is made from."""
        project = Project(Path(env.project_dir), str(env.conf["extra"]["today"] or ""))
        self.env, self.library, self.site = env, project.library(), project.site()

    def show(self, template: str, **values: object) -> str:
        """HTML by a template of ``lists/``, for the page that calls."""
        return render.fragment(template, str(self.env.page.file.dest_uri), **values)


def entries(  # noqa: PLR0913  (a page names what it wants)
    context: Context, kind: str, by: str = "", only: str = "", *, lines: bool = False, filtered: bool = False
) -> str:
    """All entries of a kind as rows; by letter, decade, set or shelf."""
    found = lists.groups(context.library, kind, by, only)
    letters = lists.letter_index(found) if by == "letter" else ()
    filters = context.show("filters", filters=lists.filters(found)) if filtered else ""
    return filters + context.show("rows", groups=found, lines=lines, letters=letters, filtered=filtered)


def cards(context: Context, kind: str) -> str:
    """All entries of a kind side by side."""
    return context.show("cards", groups=lists.groups(context.library, kind))


def entry(context: Context, ref: str) -> str:
    """One entry as a card: ``organisation/mind``."""
    return context.show("card", item=entrylinks.entry_link(context.library, ref))


def link(context: Context, ref: str, text: str = "") -> str:
    """A link to an entry, in its own name or in other words."""
    return context.show("link", item=entrylinks.entry_link(context.library, ref), text=text)


def count(context: Context, kind: str, only: str = "") -> int:
    """How many entries there are of a kind."""
    return sum(len(group.items) for group in lists.groups(context.library, kind, only=only))


def needs(context: Context, first: int = 0) -> str:
    """Situations as what a practitioner needs to do; the first few and a way to all, or all."""
    found = lists.needs(context.library)
    return context.show("needs", needs=found[:first] if first else found, more=len(found) if first else 0)


def changes(context: Context, of: str) -> str:
    """What changed since, of words, bodies or law, or what was still moving."""
    return context.show("changes", changes=site_changes.changes(context.library, of))


def timeline(context: Context) -> str:
    """All events as a picture."""
    return context.show("timeline", line=lists.timeline(context.library))


def figures(context: Context) -> str:
    """All figures, drawn where they may be, each with its table."""
    return context.show("figures", figures=lists.figures(context.library))


def compare(context: Context, ref: str) -> str:
    """A form that sets a reader's own area between the lowest and the highest value of a figure."""
    low, high = lists.lowest_and_highest(context.library, ref)
    return context.show("compare", low=low, high=high)


def continuum(context: Context) -> str:
    """The stages of working together, from apart to one."""
    return context.show("continuum", stages=lists.continuum_stages(context.library))


def shelves(context: Context, by: str) -> str:
    """Studies by topic, method or decade: names and counts; by author or journal: whole lists by letter."""
    found = research.shelves(context.library, by)
    if by in research.PAGED:
        return context.show("shelves", shelves=found)
    return context.show("names", letters=lists.by_letter(found))


def notices(context: Context) -> str:
    """Every study that was retracted or corrected, or about which there is concern."""
    return context.show("notices", found=research.notices(context.library), health=context.site.health)


def evidence_map(context: Context, by: str) -> str:
    """How many studies there are of each topic, by method or nation."""
    return context.show("map", map=research.evidence_map(context.library, by), by=by)


def take_away(context: Context) -> str:
    """The whole library in every format."""
    return context.show(
        "take-away",
        files=api.library_files(context.library),
        version=context.library.version,
        count=len(research.studies(context.library)),
    )


def data_files(context: Context) -> str:
    """Every file that the site gives to other programs, as a table."""
    return context.show(
        "data-files", files=api.data_files(context.library, context.site), index=api.INDEX, archive=api.ARCHIVE
    )


def version(context: Context) -> str:
    """The version of the content."""
    return context.library.version


def urgent(context: Context) -> str:
    """Urgent contacts by nation."""
    return context.show("urgent", nations=lists.urgent(context.library))


def last_checked(context: Context, kind: str) -> str:
    """The day on which every entry of a kind had last been looked at, and against what."""
    return lists.last_checked(context.library, kind)


def diary(context: Context) -> str:
    """What changed in the Almanac, day by day."""
    return context.show("diary", days=site_changelog.changelog(context.library))


def health(context: Context, part: str) -> str:
    """One part of the health of the data, by its name in ``lists/health.html``."""
    return context.show("health", health=data_health.health(context.library, context.site.health), part=part)


def exit_page(context: Context) -> str:
    """The button that leaves a sensitive page fast: place it first."""
    return context.show("exit")


MACROS = (
    entries,
    cards,
    entry,
    link,
    count,
    needs,
    changes,
    timeline,
    figures,
    compare,
    continuum,
    shelves,
    evidence_map,
    notices,
    take_away,
    data_files,
    version,
    urgent,
    last_checked,
    diary,
    health,
    exit_page,
)


def define_env(env: Any) -> None:
    """Give the pages their macros (called by mkdocs-macros)."""
    context = Context(env)
    for macro in MACROS:
        env.macro(functools.partial(macro, context), macro.__name__)


def on_pre_page_macros(env: Any) -> None:
    """Turn any fault in a page's macros into one sentence that names page and line."""
    page = env.page.file
    written = page.content_string
    above = written.count("\n") - env.markdown.count("\n")  # the front matter, which mkdocs-macros never sees

    def stop(source: str | None = None) -> NoReturn:
        error = rewrite_traceback_stack(source=source)
        line = getattr(error, "lineno", None) or _line_in_page(error)
        message = error.args[0] if error.args else type(error).__name__
        raise SystemExit(printable(f"docs/{page.src_uri}:{line + above}: {message}")) from None

    env.env.handle_exception = stop


def _line_in_page(error: BaseException) -> int:
    """The line of the page that was being rendered when the error came up."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line
