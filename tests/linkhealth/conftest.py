from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from almanac.content.load import load
from almanac.linkhealth import run
from almanac.linkhealth.addresses import external_addresses
from almanac.linkhealth.ratelimit import HostRateLimiter
from tests.conftest import DATA, PROJECT
from tests.linkhealth.world import Clock, Web, this_machine_counts_as_public, web

BODY = """\
  - key: body-{number:04}
    name: Body {number}
    sort: charity
    body: charity
    summary: It keeps lamps.
    status: {{state: active, confidence: confirmed}}
    website: {{address: "{address}"}}
    topics: [wick]
    sources: [{{source: harbour-book, at: page 7}}]
    checked: 2026-01-02
    checked_how: archived page
"""

OUTSIDE = re.compile(r"^    (web|doi): .*\n|^    (website|charity_numbers):\n(      .*\n)+", re.MULTILINE)


@pytest.fixture
def small_web() -> Iterator[Web]:
    with web() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> HostRateLimiter:
    return HostRateLimiter(clock.time, clock.sleep)


class World:
    """A project whose content links only to the given addresses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = Path(shutil.copytree(DATA / "tiny", folder / "content"))
        for kind in ("provisions", "local-help", "instruments"):  # law needs its official text, a finder its address
            (self.content / f"{kind}.yaml").unlink()
        shutil.copy(PROJECT / run.SETTINGS, folder)
        for path in self.content.glob("*.yaml"):
            text = OUTSIDE.sub("", path.read_text("utf-8")).replace("  - doi\n", "")
            text = text.replace("theme: law", "theme: policy").replace("    local_help: [harbour-office]\n", "")
            path.write_text(text, "utf-8")

    def leads_to(self, *addresses: str) -> None:
        """Give the content one organisation for each address."""
        bodies = (BODY.format(number=number, address=address) for number, address in enumerate(addresses))
        folder = self.content / "organisations"
        folder.mkdir(exist_ok=True)
        if (self.content / "organisations.yaml").exists():
            (self.content / "organisations.yaml").rename(folder / "a.yaml")
        (folder / "b.yaml").write_text("organisations:\n" + "".join(bodies), "utf-8")
        assert sorted(external_addresses(load(self.content))) == sorted(addresses)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with this_machine_counts_as_public():
        yield World(tmp_path)
