"""How long a build takes and how much memory it needs, by the number of studies: ``python -m benchmarks.build 1000``.

Each build is its own process; the second of a pair finds the references that
the first one formatted, as an editor's second build does.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import make


def measure(project: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor, and peak MiB of one build."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "almanac", "build"], cwd=project, check=True, stdout=subprocess.DEVNULL)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, used, after.ru_maxrss / 1024


def main(sizes: Sequence[int], builds: Sequence[str] = ("first", "second")) -> None:
    """Print a line for each size and build."""
    records = os.environ.get("ALMANAC_RECORDS")
    print("studies  build   seconds  processor  peak MiB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            make(project, size, Path(records) if records else None)
            for name in builds:
                wall, used, peak = measure(project)
                print(f"{size:7,}  {name:6}  {wall:7.1f}  {used:9.1f}  {peak:8.0f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [222, 1_000])
