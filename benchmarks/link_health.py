"""What a look at many addresses outside costs: ``python -m benchmarks.link_health [N]``.

N is the number of studies, 3,000 unless told, which makes some 2,000
addresses. They stand on fifty hosts of the loopback network (Linux knows all
of 127.0.0.0/8), which answer well and badly. Each host is asked once a second
at most, as in earnest, so the time is mostly waiting.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path

from almanac import library
from almanac.linkhealth import addresses, state
from benchmarks.corpus import make
from tests.linkhealth.world import Web

MANY = 3_000
HOSTS = 50
TODAY = "2026-11-22"
LONG = "Lamps and their keepers. " * 2_000  # a page of 50 kB
_GIVEN = re.compile(r"^( +)(doi|web|address): (?:>-\n)?.*$", re.MULTILINE)
_OTHER = re.compile(r"^ +url: (>-\n)?.*\n", re.MULTILINE)


def turn_inward(content: Path, webs: list[Web]) -> None:
    """Let every address in a content folder lead to one of our own hosts; DOIs become addresses."""
    number = count()

    def ours(found: re.Match[str]) -> str:
        name = "url" if found[2] == "doi" else found[2]
        return f"{found[1]}{name}: {_plan(webs[next(number) % len(webs)], next(number))}"

    for path in sorted(content.rglob("*.yaml")):
        path.write_text(_GIVEN.sub(ours, _OTHER.sub("", path.read_text("utf-8"))), "utf-8")


def _plan(web: Web, number: int) -> str:
    """One address in twenty is not found, one has moved, one is busy at first; the others answer."""
    path, says = f"/{number}", f"Page {number}</title>{LONG}"
    plans = {0: (404,), 1: (301,), 2: (503, 200)}
    web.answer(f"/moved{number}", says=says)
    return web.answer(path, *plans.get(number // 2 % 20, (200,)), says=says, Location=f"/moved{number}")


def measure(project: Path) -> tuple[float, float]:
    """Seconds by the clock and peak MiB of one run of the command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "almanac", "links", "--today", TODAY, "--report", str(project / "report")]
    subprocess.run(command, cwd=project, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(many: int) -> None:
    """Print what the run took and what it found."""
    webs = [Web(f"127.0.1.{number}") for number in range(1, HOSTS + 1)]
    for web in webs:
        threading.Thread(target=web.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make(project, many)
        turn_inward(project / "content", webs)
        (project / state.FILE).unlink(missing_ok=True)
        due = len(addresses.carried(library.load(project / "content")))
        wall, peak = measure(project)
        found = Counter(known.verdict for known in state.read(project / state.FILE).values())
    print(f"{due} addresses on {HOSTS} hosts: {wall:.0f} seconds, {peak:.0f} MiB at most")
    print(", ".join(f"{number} {verdict}" for verdict, number in found.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else MANY)
