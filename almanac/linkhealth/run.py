"""The command: check every external address, save each result at once, and report to the editors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from almanac.content.load import load
from almanac.linkhealth import LinkHealthError, addresses, fetch, report, state
from almanac.linkhealth.ratelimit import HostRateLimiter
from almanac.linkhealth.verdict import FetchResult, updated_record

SETTINGS = "linkcheckerrc-outside"
IN_VAIN = 20  # addresses, on different hosts if possible, after which we assume that we are offline

Looked = Iterator[tuple[str, FetchResult | Exception]]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The options of a run.

    Attributes:
        today: the day of the run.
        again: whether to check addresses again that were checked today, rather than continue an interrupted run.
        report: folder for the editors' report; None for no report.
        timeout: seconds to wait for a response, instead of those in the settings.
        limiter: paces the requests to each host, with its own clock.
    """

    today: dt.date
    again: bool = False
    report: Path | None = None
    timeout: float | None = None
    limiter: HostRateLimiter = field(default_factory=HostRateLimiter)


def run(project: Path, wish: Wish, say: Callable[[str], None]) -> None:
    """Check the external addresses in a project's content.

    Each result is in the state file before the next is processed. A run that is interrupted loses only the checks in
    progress, and the next one on the same day continues from there. Addresses that are no longer in the content are
    forgotten.

    Args:
        project: folder with ``content``, the settings and the state file.
        wish: the day and the other options.
        say: takes each line of progress.

    Raises:
        ContentError: if the content has problems.
        LinkHealthError: if no server at all could be reached, or the state file cannot be read.
    """
    entries = load(project / "content")
    outside_addresses = addresses.outside_addresses(entries)
    remembered = state.read(project / state.FILE)
    known = {address: remembered[address] for address in outside_addresses if address in remembered}
    notebook = state.Notebook(project / state.FILE, known)
    due = [address for address in outside_addresses if wish.again or not _seen(notebook, address, wish.today)]
    config = fetch.settings(project / SETTINGS)
    config["timeout"] = wish.timeout or config["timeout"]
    online = len(due) < len(outside_addresses)
    looked = fetch.fetch_all(addresses.spread_over_hosts(due), config, wish.limiter)
    for number, (address, seen) in enumerate(_once_online(looked, online=online), 1):
        if isinstance(seen, Exception):
            say(f"{number} of {len(due)} {address}: not checked: {seen!r}")
            continue
        notebook.note(address, updated_record(notebook.memory.get(address), seen, wish.today))
        say(f"{number} of {len(due)} {address}: {notebook.memory[address].verdict}")
    notebook.save()
    if wish.report:
        rows = report.rows_needing_attention(entries, outside_addresses, notebook.memory)
        report.write(wish.report, rows, state.Health(notebook.memory), wish.today)


def _seen(notebook: state.Notebook, address: str, today: dt.date) -> bool:
    return address in notebook.memory and notebook.memory[address].seen == today


def _once_online(looked: Looked, *, online: bool) -> Looked:
    """Hold results back until some server has responded, because until then it may be we who are offline."""
    held: list[tuple[str, FetchResult | Exception]] = []
    for address, seen in looked:
        held.append((address, seen))
        online = online or (isinstance(seen, FetchResult) and seen.reached)
        if online:
            yield from held
            held.clear()
        elif len(held) == IN_VAIN:
            break
    if held:
        raise LinkHealthError("no server was reached: this machine may be off the network. Nothing is remembered.")
