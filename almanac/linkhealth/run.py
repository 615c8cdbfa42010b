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
OFFLINE_AFTER = 20  # addresses, on different hosts if possible, after which we assume that we are offline

Results = Iterator[tuple[str, FetchResult | Exception]]


@dataclass(frozen=True, kw_only=True)
class RunOptions:
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


def run(project: Path, options: RunOptions, say: Callable[[str], None]) -> None:
    """Check the external addresses in a project's content.

    Each result is in the state file before the next is processed. A run that is interrupted loses only the checks in
    progress, and the next one on the same day continues from there. Addresses that are no longer in the content are
    forgotten.

    Args:
        project: folder with ``content``, the settings and the state file.
        options: the day, and what else may be chosen.
        say: takes each line of progress.

    Raises:
        ContentError: if the content has problems.
        LinkHealthError: if no server at all could be reached, or the state file cannot be read.
    """
    entries = load(project / "content")
    external = addresses.external_addresses(entries)
    saved = state.read(project / state.FILE)
    known = {address: saved[address] for address in external if address in saved}
    state_file = state.StateFile(project / state.FILE, known)
    due = [address for address in external if options.again or not _is_checked(state_file, address, options.today)]
    config = fetch.settings(project / SETTINGS)
    config["timeout"] = options.timeout or config["timeout"]
    online = len(due) < len(external)
    results = fetch.fetch_all(addresses.spread_over_hosts(due), config, options.limiter)
    for number, (address, result) in enumerate(_once_online(results, online=online), 1):
        if isinstance(result, Exception):
            say(f"{number} of {len(due)} {address}: not checked: {result!r}")
            continue
        state_file.record(address, updated_record(state_file.records.get(address), result, options.today))
        say(f"{number} of {len(due)} {address}: {state_file.records[address].verdict}")
    state_file.save()
    if options.report:
        rows = report.rows_needing_attention(entries, external, state_file.records)
        report.write(options.report, rows, state.LinkHealth(state_file.records), options.today)


def _is_checked(state_file: state.StateFile, address: str, today: dt.date) -> bool:
    return address in state_file.records and state_file.records[address].seen == today


def _once_online(results: Results, *, online: bool) -> Results:
    """Hold results back until some server has responded, because until then it may be we who are offline."""
    held: list[tuple[str, FetchResult | Exception]] = []
    for address, result in results:
        held.append((address, result))
        online = online or (isinstance(result, FetchResult) and result.reached)
        if online:
            yield from held
            held.clear()
        elif len(held) == OFFLINE_AFTER:
            break
    if held:
        raise LinkHealthError("no server was reached: this machine may be off the network. Nothing is remembered.")
