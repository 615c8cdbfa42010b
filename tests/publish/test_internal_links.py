from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from almanac.publish import internal_links
from almanac.publish.internal_links import LinkCheckError
from tests.conftest import PROJECT

SETTINGS = PROJECT / "linkcheckerrc"


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    """A small site with a link that works, and the real site's style sheet."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<title>t</title><a href="b.html#x">b</a>', "utf-8")
    (site / "b.html").write_text('<title>t</title><p id="x">b', "utf-8")
    shutil.copy(next((built / "assets" / "css").glob("site*.css")), site / "site.css")
    return site


def test_a_whole_site_passes_and_says_how_many_links_it_followed(small: Path) -> None:
    said: list[str] = []
    internal_links.check(small, SETTINGS, said.append)
    assert said
    assert int(said[0].split()[0]) >= 2


@pytest.mark.parametrize(
    "planted", ['<a href="gone.html">x</a>', '<a href="gone/">x</a>', '<img src="gone.png" alt="">']
)
def test_a_planted_broken_link_fails(planted: str, small: Path) -> None:
    page = small / "index.html"
    page.write_text(page.read_text("utf-8") + planted, "utf-8")
    with pytest.raises(LinkCheckError, match="gone"):
        internal_links.check(small, SETTINGS, print)


def test_without_a_site_there_is_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(LinkCheckError, match="make build"):
        internal_links.check(tmp_path, SETTINGS, print)
