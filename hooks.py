"""Where the Almanac meets MkDocs: the only file that knows it, and it only passes plain values on.

In the order of a build: the content is checked before anything is cleaned;
entries are known as link targets; the frames are kept instead of written;
after the build the entries are poured.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from almanac import api, freshness, library, publish, render, searchindex, stacks, urls, words
from almanac.exports import search_json
from almanac.exports.sitemap import sitemap
from almanac.kinds import KINDS
from almanac.library import Library
from almanac.linkhealth import state
from almanac.pages import Site
from almanac.pour import frames, pour
from almanac.problem import ContentError
from almanac.references import Kept

FIRST, LAST = 100, -100
STYLES = "assets/css/site.css"  # every style sheet in one file, so that the first paint waits for one


class EntryPage(File):
    """An entry's page, so that links to it are checked; it is poured later, so there is nothing to copy."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  (as MkDocs has it)
        """Nothing: the page does not exist yet."""


@dataclass
class _Run:
    """What one run of MkDocs keeps between its events."""

    serving: bool = False
    frames: dict[str, str] = field(default_factory=dict)
    prose: list[str] = field(default_factory=list)
    found: list[search_json.Prose] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    live: Path | None = None


run = _Run()


def on_startup(*, command: str, dirty: bool) -> None:
    """Know whether pages are served as well as built."""
    run.serving = command == "serve"


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the content before a page is touched; while serving, build beside what is being read."""
    try:
        content = _library(config)
        config.extra |= {"content_version": content.version, "content_day": words.day(content.today)}
    except (ContentError, freshness.DateError) as error:
        raise Abort(str(error)) from None
    _health(config)  # a memory that cannot be read stops the build here too
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own knows no entries, and writes today's date
    run.frames, run.prose, run.found = {}, [], []
    run.styles, config.extra_css = [str(path) for path in config.extra_css], [STYLES]
    config.extra["live_reload"] = " 'unsafe-inline'" if run.serving else ""  # MkDocs' reloader is an inline script
    if run.serving:
        run.live = Path(config.site_dir)
        config.site_dir = f"{run.live}.new"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make every entry's page a target that links are checked against; leave out the theme's assets and lone styles."""
    ours = (config.docs_dir, config.theme.custom_dir or config.docs_dir)
    for file in list(files):
        if file.src_dir not in ours or file.src_uri in run.styles:
            files.remove(file)
    for ref in _library(config).entries:
        files.append(EntryPage(urls.page_path(ref), config.docs_dir, config.site_dir, use_directory_urls=False))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Explain terms at their first use."""
    return render.prose(_library(config), html)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Keep the frames instead of writing them."""
    kind = page.meta.get("frame")
    if kind:
        run.frames[kind] = output
        return ""
    run.prose.append(page.file.dest_uri)
    if page.meta.get("found_as"):
        run.found.append(search_json.Prose(str(page.title), page.file.dest_uri, page.meta["found_as"]))
    return output


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Pour the entries and index all pages; while serving, put the finished site before the reader."""
    entries = _library(config)
    site = Site(config.site_url or "", config.repo_url or "", _health(config))
    missing = {kind.name for kind in KINDS} - set(run.frames)
    if missing:
        raise Abort(f"no page under docs/ has the front matter 'frame: {min(missing)}'.")
    drawn, kept = frames(run.frames), _kept(config)
    made: tuple[Iterator[tuple[str, str | bytes]], ...] = (
        pour(entries, drawn, site, kept),
        stacks.stacks(entries, drawn["abstract"], site),
        search_json.files(entries, run.found),
        api.files(entries, site),
    )
    for path, data in chain.from_iterable(made):
        _write(config, path, data)
    _write(config, STYLES, "\n".join(Path(config.docs_dir, path).read_text("utf-8") for path in run.styles))
    _write(config, "sitemap.xml", sitemap(entries, [*run.prose, *stacks.paths(entries)], site.url))
    _keep(config, kept)
    try:
        searchindex.index(Path(config.site_dir), entries)
    except searchindex.NotIndexedError as error:
        raise Abort(str(error)) from None
    if run.live:
        publish.swap(Path(config.site_dir), run.live)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Leave the last good pages up when a build fails."""

    def build_or_keep() -> None:
        try:
            builder()
        except (Exception, SystemExit) as error:  # whatever went wrong, the editor goes on reading
            if not isinstance(error, SystemExit):
                traceback.print_exc()
            print(f"{error}\nThe last good pages stay up.", file=sys.stderr)

    server.builder = build_or_keep
    return server


def _library(config: MkDocsConfig) -> Library:
    today = freshness.day_given(str(config.extra["today"] or ""))
    return library.load(Path(config.config_file_path).parent / "content", today)


def _health(config: MkDocsConfig) -> state.Health:
    """How addresses outside stand, as far as the project remembers."""
    try:
        return state.Health(state.read(Path(config.config_file_path).parent / state.FILE))
    except state.UnreadableStateError as error:
        raise Abort(str(error)) from None


def _write(config: MkDocsConfig, path: str, data: str | bytes) -> None:
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode())


def _kept(config: MkDocsConfig) -> Kept:
    """References that an earlier build formatted; none if they cannot be read."""
    try:
        found: dict[str, dict[str, str]] = json.loads(_cache(config).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _keep(config: MkDocsConfig, kept: Kept) -> None:
    fresh = _cache(config).with_suffix(f".{os.getpid()}")
    fresh.parent.mkdir(exist_ok=True)
    fresh.write_text(json.dumps(kept, sort_keys=True), "utf-8")
    fresh.replace(_cache(config))


def _cache(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / ".cache" / "references.json"
