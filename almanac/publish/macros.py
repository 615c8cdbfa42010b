"""The macros that hand-written pages in docs/ may call. They use the same data and templates as entry pages.

Each macro is a function here, which a page calls by name and without the first argument. While the theme renders the
page, a call only leaves a slot (``almanac.site.slots``). The result is poured in afterwards, so what the theme renders
depends on no entry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import escape

from almanac.content.kinds.fields import NATIONS_OF_UK
from almanac.exports import api
from almanac.publish.context import Context
from almanac.site import changelog as site_changelog
from almanac.site import comparison as site_comparison
from almanac.site import (
    developments,
    editfiles,
    entrylinks,
    evidencemap,
    instruments,
    lists,
    localhelp,
    needs,
    research,
    urgenthelp,
)
from almanac.site import gathered as site_gathered
from almanac.site import health as data_health
from almanac.site.headings import FOUND_AS


def entries(  # noqa: PLR0913  (a page names the options it wants)
    context: Context,
    kind: str,
    by: str = "",
    only: str = "",
    folded: str = "",
    *,
    lines: bool = False,
    filtered: bool = False,
) -> str:
    """All entries of a kind as rows, by letter, decade, set or shelf.

    ``folded`` makes the groups collapsible, with only the "first" or all of them "open".
    """
    found = lists.groups(context.library, kind, by, only)
    letters = lists.letter_index(found) if by == "letter" else ()
    asks = {"organisation": "Name or what it does", "term": "Word or abbreviation"}.get(kind, "Words in the title")
    listed = entrylinks.PLURALS.get(kind, "")
    asked = {"filters": lists.filters(found), "asks": asks, "listed": listed, "own_nation": only == "contactable"}
    filters = context.show("filters", **asked) if filtered else ""
    shown = {"lines": lines, "letters": letters, "filtered": filtered, "folded": folded, "health": context.site.health}
    return filters + context.show("rows", groups=found, **shown)


def cards(context: Context, kind: str) -> str:
    """All entries of a kind side by side."""
    return context.show("cards", groups=lists.groups(context.library, kind))


def entry(context: Context, ref: str) -> str:
    """One entry as a card, such as ``organisation/mind``."""
    return context.show("card", item=entrylinks.entry_link(context.library, ref))


def gathered(context: Context) -> str:
    """The full text of the points of the sets that this page gathers, each with its key as the anchor."""
    found = site_gathered.gathered(context.library, context.page, context.site)
    return context.show("gathered", found=found, found_as=FOUND_AS, health=context.site.health)


def link(context: Context, ref: str, text: str = "") -> str:
    """A link to an entry, with the entry's own name or other words."""
    return context.show("link", item=entrylinks.entry_link(context.library, ref), text=text)


def label(context: Context, ref: str) -> str:
    """The name of an entry, without a link."""
    return str(escape(context.library.get(ref).label))


def count(context: Context, kind: str, only: str = "") -> int:
    """How many entries there are of a kind."""
    return sum(len(group.items) for group in lists.groups(context.library, kind, only=only))


def situations(context: Context, first: int = 0) -> str:
    """Situations as what a practitioner needs to do: the first few and a link to all, or all of them by theme."""
    if not first:
        return context.show("situations", groups=lists.situations_by_theme(context.library), more=0)
    found = lists.situations(context.library)
    return context.show("situations", groups=(("", found[:first]),), more=len(found))


def need_table(context: Context) -> str:
    """How many organisations help with each need in each nation, with the gaps."""
    return context.show("need-table", needs=needs.table(context.library))


def need_list(context: Context, nation: str = "") -> str:
    """Every need as a link, or with a nation, the organisations that help there."""
    return context.show("need-list", needs=needs.table(context.library), nation=nation)


def local_help(context: Context) -> str:
    """Local services by nation, each with the official way to find one."""
    return context.show("local-help", nations=localhelp.local_help(context.library), health=context.site.health)


def questionnaires(context: Context, *audiences: str) -> str:
    """The forms of all questionnaires for ``team``, ``people``, ``carers`` or ``families``, which the tools read."""
    return context.show("questionnaires", forms=instruments.forms(context.library, *audiences))


def questionnaire_list(context: Context, *audiences: str) -> str:
    """The same questionnaires as links to their pages."""
    return context.show("questionnaire-list", forms=instruments.forms(context.library, *audiences))


def changes(context: Context, of: str) -> str:
    """What has changed in ``words``, ``bodies`` or ``law``, is ``recent`` or still ``moving``."""
    return context.show("changes", changes=developments.developments(context.library, of))


def changes_filter(context: Context) -> str:
    """Filters by words and nation for all lists of changes that the page shows below."""
    choices = (("nation", "Nation", NATIONS_OF_UK),)
    return context.show("filters", filters=choices, asks="Words in the change", listed="changes")


def law(context: Context) -> str:
    """All provisions by nation and Act, followed by the timeline, with one set of filters."""
    provisions, events = lists.law(context.library), lists.groups(context.library, "event", "decade")
    facets = lists.filters((*provisions, *events))
    filters = context.show("filters", filters=facets, asks="Section, Act or topic", listed="laws and changes")
    rows = context.show("rows", groups=events, lines=False, letters=(), filtered=True, folded="open")
    return filters + context.show("law", groups=provisions, events=rows, line=lists.timeline(context.library))


def comparison(context: Context, table: str) -> str:
    """A table of provisions side by side, such as ``powers-to-detain`` (see ``almanac/site/comparison.py``)."""
    return context.show("comparison", comparison=site_comparison.comparison(context.library, table))


def figures(context: Context) -> str:
    """All figures, each with its table, and with a chart where one would be sound."""
    return context.show("figures", figures=lists.figures(context.library))


def compare(context: Context, ref: str) -> str:
    """A form that places a reader's own area between the lowest and the highest value of a figure."""
    low, high = lists.lowest_and_highest(context.library, ref)
    return context.show("compare", low=low, high=high)


def continuum(context: Context) -> str:
    """The stages of joint working, from separate to integrated, as a diagram."""
    return context.show("continuum", stages=lists.continuum_stages(context.library))


def shelves(context: Context, by: str) -> str:
    """Studies by topic, method or decade as names with counts, or by author or journal as full lists by letter."""
    found = research.shelves(context.library, by)
    if by in research.PAGED:
        return context.show("shelves", shelves=found)
    return context.show("names", by=by, letters=lists.by_letter(found))


def notices(context: Context) -> str:
    """Every study that was retracted or corrected, or about which there is concern."""
    return context.show("notices", found=research.notices(context.library), health=context.site.health)


def evidence_map(context: Context, by: str) -> str:
    """How many studies there are of each topic, by method or nation."""
    return context.show("map", map=evidencemap.evidence_map(context.library, by), by=by)


def library_downloads(context: Context) -> str:
    """Links to download the whole library in every format."""
    return context.show(
        "library-downloads",
        files=api.library_files(context.library),
        version=context.library.version,
        count=len(research.studies(context.library)),
    )


def data_files(context: Context) -> str:
    """A table of every file that the site offers to other programs."""
    return context.show(
        "data-files", files=api.data_files(context.library, context.site), index=api.INDEX, archive=api.ARCHIVE
    )


def version(context: Context) -> str:
    """The version of the content."""
    return context.library.version


def urgent(context: Context) -> str:
    """Urgent contacts: if life is in danger, by nation, and anywhere in the UK."""
    return context.show("urgent", shown=urgenthelp.urgent_page(context.library), health=context.site.health)


def urgent_box(context: Context) -> str:
    """The numbers to call or text in danger, for the search page, which shows them as soon as a search suggests it."""
    return context.show("urgent-box", contacts=urgenthelp.first_contacts(context.library))


def last_checked(context: Context, kind: str) -> str:
    """The oldest date on which an entry of a kind was last checked, and what the entries were checked against."""
    return data_health.last_checked(context.library, kind)


def diary(context: Context) -> str:
    """What has changed in the Almanac, day by day."""
    return context.show("diary", days=site_changelog.changelog(context.library))


def health(context: Context, part: str) -> str:
    """One part of the data health report, by its name in ``lists/health.html``."""
    return context.show("health", health=context.health, part=part)


def kinds_to_edit(context: Context) -> str:
    """Every kind of entry with its file and the form for a new entry, for editors."""
    return context.show("kinds-to-edit", kinds=editfiles.kinds(context.library, context.site.repository))


def exit_page(context: Context) -> str:
    """The button for leaving a sensitive page quickly. Place it first on the page."""
    return context.show("exit")


MACROS: dict[str, Callable[..., Any]] = {
    macro.__name__: macro
    for macro in (
        entries, cards, entry, situations, need_table, need_list, local_help, questionnaires, questionnaire_list,
        changes, changes_filter, law, comparison, figures, compare, continuum, shelves, evidence_map, notices,
        library_downloads, data_files, urgent, urgent_box, diary, health, kinds_to_edit, exit_page, link, label, count,
        version, last_checked, gathered,
    )
}  # fmt: skip
WITHIN_LINES = ("link", "label", "count", "version", "last_checked")  # all others produce blocks
