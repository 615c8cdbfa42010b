"""Any generator may render the frames: what is poured does not depend on which one it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.publish.finish import finish
from almanac.site.pour import FramesError
from tests.conftest import SITE, almanac
from tests.publish.test_build import tree

PAGE = "<!doctype html><title>{title} · The Almanac</title>{body}"


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """A site as some generator renders it: a hand-written page, and a frame for each kind."""
    site = tmp_path / "drawn"
    for kind in KINDS:
        frame = site / kind.folder / f"frame-of-{kind.name}.html"
        frame.parent.mkdir(parents=True, exist_ok=True)
        frame.write_text(f"<title>@@title@@ · A</title><!-- frame: {kind.name} -->@@body@@", "utf-8")
    body = '<div data-found="Pages"><h1>Lamps &amp; oil</h1></div>'
    (site / "lamps.html").write_text(PAGE.format(title="Lamps &amp; oil", body=body), "utf-8")
    return site


def test_a_site_drawn_by_anything_is_finished(drawn: Path, tiny: Library, tmp_path: Path) -> None:
    finish(drawn, tiny, SITE, tmp_path / "cache")
    pages = {path.relative_to(drawn).as_posix() for path in drawn.rglob("*.html")}
    assert "research/tamm-1999.html" in pages
    assert not [path for path in pages if "frame-of" in path]
    assert "https://almanac.example/lamps.html" in (drawn / "sitemap.xml").read_text("utf-8")
    assert '"Lamps & oil","lamps.html"' in (drawn / "api/v1/suggestions.json").read_text("utf-8")


def test_a_missing_frame_is_named_before_anything_is_poured(drawn: Path, tiny: Library, tmp_path: Path) -> None:
    next(drawn.rglob("frame-of-term.html")).unlink()
    with pytest.raises(FramesError, match="'frame: term'"):
        finish(drawn, tiny, SITE, tmp_path / "cache")
    assert not (drawn / "sitemap.xml").exists()


def test_the_command_says_what_frame_is_missing(project: Path, tmp_path: Path) -> None:
    (tmp_path / "drawn").mkdir()
    done = almanac(project, "pour", str(tmp_path / "drawn"))
    assert done.returncode == 1
    assert done.stderr == "no page under docs/ has the front matter 'frame: situation'.\n"


def test_properdocs_draws_the_same_site(small: Path, project: Path) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(
        [*command, "--site-dir", "drawn"], cwd=project, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    other, ours = tree(project / "drawn"), tree(small / "site")
    assert sorted(other) == sorted(ours)
    assert [path for path in ours if other[path] != ours[path]] == []
