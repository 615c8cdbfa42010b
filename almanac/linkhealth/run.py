"""The command: look at every address outside, remember each at once, and tell the editors."""

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
IN_VAIN = 20  # addresses, each on another host while there are others, after which we are held to be cut off

Looked = Iterator[tuple[str, FetchResult | Exception]]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a run is asked to do.

    Attributes:
        today: the day that counts.
        again: look also at what was looked at today, instead of going on where an earlier run stopped.
        report: folder for the editors' report; None for no report.
        timeout: seconds to wait for an answer, instead of those in the settings.
        turns: who waits for whom, and by which clock.
    """

    today: dt.date
    again: bool = False
    report: Path | None = None
    timeout: float | None = None
    limiter: HostRateLimiter = field(default_factory=HostRateLimiter)


def run(project: Path, wish: Wish, say: Callable[[str], None]) -> None:
    """Look at the addresses outside that a project's content links to.

    Each answer stands in the state file before the next is dealt with: a run
    that is stopped loses what was under way, and the next one of the day goes
    on from there. Addresses that the content no longer has are forgotten.

    Args:
        project: folder with ``content``, the settings and the state file.
        wish: the day, and how to go about it.
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
    """Hold failures back until some server has answered: before that, it may be we who are cut off."""
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
