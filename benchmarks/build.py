"""Measure builds against other generators and the bare writing of files: ``python -m benchmarks.build 0 1000``.

Prints one table, and writes the same figures as JSON to ``benchmarks/last.json``. The README in that folder explains
how to read both. A size of 0 is the library as it is today.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import cost, others, table
from benchmarks.corpus import files_of_studies, make, studies_of
from benchmarks.table import Row

JSON = Path(__file__).with_name("last.json")
SIZES = (0, 1_000, 10_000)
BIG = 100_000
ALMANAC = (sys.executable, "-m", "almanac")
_EDITED = re.compile(r"^(    setting: [^\n'\">|&*]+)$", re.MULTILINE)


def edit(project: Path) -> None:
    """Change one line of one study, as an editor would."""
    for path in files_of_studies(project):
        text = path.read_text("utf-8")
        changed = _EDITED.sub(r"\1, by day", text, count=1)
        if changed != text:
            path.write_text(changed, encoding="utf-8")
            return
    raise SystemExit('no study has a line "setting: ..." to change; give edit() another line.')


def ours(project: Path, studies: int) -> Iterator[Row]:
    """Yield the rows for builds of a project, beginning with an empty cache, and for its check."""

    def row(what: str, command: str, site: Sequence[tuple[str, int]] | None = None) -> Row:
        took = cost.run([*ALMANAC, command], project)
        found = cost.files(project / "site") if site is None else site
        return Row(what, studies, took, len(found), sum(size for _, size in found), bare if found else None)

    bare = None
    first = row("Almanac, nothing cached", "build")
    bare = _bare(project / "site", project.with_name("bare"))
    yield Row(first.what, studies, first.cost, first.files, first.size, bare)
    cost.run([*ALMANAC, "build"], project)  # this creates the second of the two folders that builds use in turn
    yield row("Almanac, nothing changed", "build")
    edit(project)
    yield row("Almanac, one edit", "build")
    yield row("Almanac, check", "check", site=())
    yield Row("Bare writes of the same files", studies, bare, first.files, first.size, bare)


def compared(generator: others.Generator, folder: Path, found: Sequence[others.Study], around: others.Frame) -> Row:
    """Measure another generator on the same studies, in a new folder where nothing is cached.

    Raises:
        FailedError: if it fails, or writes fewer pages than there are studies.
    """
    folder.mkdir()
    generator.fill(folder, found, around)
    took = cost.run(generator.command, folder, generator.environment)
    made = cost.files(folder / others.OUT)
    pages = sum(1 for path, _ in made if path.startswith("research/"))
    if pages < len(found):
        raise cost.FailedError(f"{generator.name} made {pages} pages of {len(found)} studies.")
    bare = _bare(folder / others.OUT, folder.with_name(f"{folder.name}, bare"))
    return Row(generator.name, len(found), took, len(made), sum(size for _, size in made), bare)


def _bare(made: Path, beside: Path) -> cost.Cost:
    """Measure the bare writing of the files in a folder to a new one."""
    beside.mkdir()
    return cost.bare(cost.files(made), beside)


def measured(size: int, generators: Sequence[others.Generator], records: Path | None, folder: Path) -> Iterator[Row]:
    """Yield every row of one size, measured in an empty folder. Nothing in it is deleted yet: see ``main``."""
    project = folder / "project"
    make(project, size, records)
    found = others.plain(studies_of(project))
    yield from ours(project, len(found))
    page = project / "site" / "research" / f"{found[0]['key']}.html"
    around = others.frame(page.read_text("utf-8"))
    for generator in generators:
        if not generator.missing and len(found) <= generator.most:
            yield compared(generator, folder / generator.name, found, around)


def machine() -> dict[str, Any]:
    """Return what the figures depend on: the machine, its load at the start, and the date."""
    cpu = re.search(r"model name\s*:\s*(.+)", _read(Path("/proc/cpuinfo")))
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": cpu[1] if cpu else platform.processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
    }


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def left_out(generators: Sequence[others.Generator], largest: int) -> list[str]:
    """Return a sentence on each generator that is not in the table, or not at every size."""
    missing = [generator.missing for generator in generators if generator.missing]
    late = [generator for generator in generators if not generator.missing and generator.most < largest]
    return missing + [f"{each.name} is run up to {each.most:,} studies: more would take too long." for each in late]


def main(
    sizes: Sequence[int],
    generators: Sequence[others.Generator] = others.GENERATORS,
    target: Path = JSON,
) -> None:
    """Measure at each size, then print the table and write the JSON.

    All output is deleted only at the end, because ext4 does not reuse the inode numbers of deleted files at once.
    Within a few minutes of a deletion, creating a file takes some twenty times as long (recently_deleted in
    fs/ext4/ialloc.c).
    """
    records = os.environ.get("ALMANAC_RECORDS")
    here, rows = machine(), list[Row]()
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            (own := Path(folder, str(size))).mkdir()
            for row in measured(size, generators, Path(records) if records else None, own):
                rows.append(row)
                said = left_out(generators, max(row.studies for row in rows))
                told = table.written(rows, here, said)  # so a run that is stopped keeps its results so far
                target.write_text(told, encoding="utf-8")
                print(f"{row.what}, {row.studies:,} studies: {row.cost.cpu:.1f} s", file=sys.stderr, flush=True)
    busy = f"load {here['load']} at the start" if here["load"] is not None else "load unknown"
    print(f"{here['date']}, {here['processor']}, {here['cores']} cores, {busy}.\n")
    print("\n".join([table.text(rows), "", *said]).rstrip())


if __name__ == "__main__":
    wanted = [int(size) for size in sys.argv[1:]]
    main(wanted or [*SIZES, *([BIG] if os.environ.get("BIG") else [])])
