"""Measure a check of many external addresses: ``python -m benchmarks.link_health [N]``, by default with 2,000.

It uses the real content, with organisations added until there are N addresses. All of them are on fifty hosts of the
loopback network (Linux accepts all of 127.0.0.0/8), of which some respond with errors. Each host gets at most one
request a second, as in a real check, so most of the time is spent waiting.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from almanac.content.load import load
from almanac.linkhealth import addresses, state
from benchmarks.corpus import PROJECT, make
from tests.linkhealth.world import Web, this_machine_counts_as_public

MANY = 2_000
HOSTS = 50
TODAY = "2026-11-22"
RUN = """
import sys
from almanac import __main__ as command
from tests.linkhealth.world import this_machine_counts_as_public
with this_machine_counts_as_public():
    sys.exit(command.main(sys.argv[1:]))
"""
LONG = "Lamps and their keepers. " * 2_000  # a page of 50 kB
_GIVEN = re.compile(r"^( +)(doi|web|address|official|chat|deaf): (?:>-\n)?.*$", re.MULTILINE)
_OTHER = re.compile(r"^ +url: (>-\n)?.*\n|^    charity_numbers:\n(      .*\n)+|^ +- doi\n", re.MULTILINE)
_VERIFIED = re.compile(r"^ +verified: \[[^]]*\]", re.MULTILINE)  # it lists the DOI, which is now an address of ours


def turn_inward(content: Path, webs: list[Web], many: int) -> None:
    """Replace every address in a content folder by one on our own hosts, and add organisations to reach the number."""
    planned = (_plan(webs[number % len(webs)], number) for number in count())

    def ours(found: re.Match[str]) -> str:
        return f"{found[1]}{'url' if found[2] == 'doi' else found[2]}: {next(planned)}"

    for path in sorted(content.rglob("*.yaml")):
        text = _VERIFIED.sub(_without_doi, _OTHER.sub("", path.read_text("utf-8")))
        path.write_text(_GIVEN.sub(ours, text), "utf-8")
    found = load(content)
    more = list(islice(planned, max(0, many - len(addresses.external_addresses(found)))))
    model = next(body.model_dump(mode="json", exclude_defaults=True) for _, body in found.of("organisation"))
    bodies = [
        {**model, "key": f"made-{number:06}", "name": f"Body {number}", "was": [], "website": {"address": address}}
        for number, address in enumerate(more)
    ]
    folder = content / "organisations"
    folder.mkdir()
    (content / "organisations.yaml").rename(folder / "real.yaml")
    if bodies:
        (folder / "made.yaml").write_text(json.dumps({"organisations": bodies}), "utf-8")


def _without_doi(found: re.Match[str]) -> str:
    return re.sub(r"\bdoi\b(?:, *)?", "", found.group())


def own(content: Path) -> list[str]:
    """Return the addresses in a content folder, after making sure that all are ours and no real site is asked."""
    found = list(addresses.external_addresses(load(content)))
    others = [address for address in found if not address.startswith("http://127.0.1.")]
    if others:
        raise SystemExit(f"not an address of ours: {others[0]}")
    return found


def _plan(web: Web, number: int) -> str:
    """Plan an address. Of twenty, one is not found, one has moved, one is busy at first, and the others respond."""
    path, says = f"/{number}", f"Page {number}</title>{LONG}"
    plans = {0: (404,), 1: (301,), 2: (503, 200)}
    web.answer(f"/moved{number}", says=says)
    return web.answer(path, *plans.get(number % 20, (200,)), says=says, Location=f"/moved{number}")


def measure(project: Path) -> tuple[float, float]:
    """Return the wall-clock seconds and peak MiB of one run of the command, which starts no other process."""
    start, peak = time.perf_counter(), 0
    command = [sys.executable, "-c", RUN, "links", "--today", TODAY, "--report", str(project / "report")]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}  # for the tests, since the copy has none
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            peak = max(peak, _peak(running.pid))
            time.sleep(0.1)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} gave {running.returncode}")
    return time.perf_counter() - start, peak / 1024


def _peak(process: int) -> int:
    """Return the peak memory of a process in KiB (proc(5)). getrusage(2) would include that of its parent."""
    found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{process}/status").read_text("ascii"))
    return int(found[1]) if found else 0  # the process has just ended


@contextlib.contextmanager
def answering(hosts: int) -> Iterator[list[Web]]:
    """Run this many hosts on the loopback network, each with its own server."""
    webs = [Web(f"127.0.1.{number}") for number in range(1, hosts + 1)]
    try:
        for web in webs:
            threading.Thread(target=web.serve_forever, daemon=True).start()
        yield webs
    finally:
        for web in webs:
            web.closing.set()
            web.shutdown()
            web.server_close()


def main(many: int, hosts: int = HOSTS) -> None:
    """Print how long the check took, and what it found."""
    with this_machine_counts_as_public(), answering(hosts) as webs, tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make(project, 0)
        turn_inward(project / "content", webs, many)
        (project / state.FILE).unlink(missing_ok=True)
        due = len(own(project / "content"))
        wall, peak = measure(project)
        found = Counter(known.verdict for known in state.read(project / state.FILE).values())
    print(f"{due} addresses on {hosts} hosts: {wall:.0f} seconds, {peak:.0f} MiB at most")
    print(", ".join(f"{number} {verdict}" for verdict, number in found.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else MANY)
