"""Where the Almanac meets MkDocs: the only file that knows it, and it only passes plain values on."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from almanac.content.problem import AlmanacError
from almanac.machine import trouble
from almanac.publish import serve, swap
from almanac.publish.alone import Alone
from almanac.publish.finish import finish
from almanac.publish.project import Project
from almanac.site import policy, render, urls

STYLES = "assets/css/site.css"  # every style sheet in one file, so that the first paint waits for one
alone = Alone()


class EntryPage(File):
    """An entry's page, so that links to it are checked; nothing is copied, for it is poured later."""

    def copy_file(self, dirty: bool = False) -> None: ...  # noqa: D102, FBT001, FBT002  (as MkDocs has it)


def on_startup(*, command: str, dirty: bool) -> None:
    """Know whether pages are served, and tidy up too when another program asks us to end."""
    alone.serving = command == "serve"
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def on_shutdown() -> None:
    """Leave nothing of our own behind."""
    alone.end()


def on_build_error(*, error: Exception) -> None:
    """Say in a sentence what the system refused, such as room on the disk."""
    if isinstance(error, OSError):
        raise Abort(trouble.sentence(error)) from None


@event_priority(100)  # first
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the content before a page is touched; while serving, build beside what is being read."""
    project, address = _project(config), config.dev_addr
    try:
        project.site()  # a memory of links that cannot be read stops the build here too
        config.extra |= project.said(policy.WHILE_SERVING if alone.serving else policy.POLICY)
        config.site_dir = str(alone.begin(Path(config.site_dir), address.host, address.port))
    except AlmanacError as error:
        raise Abort(str(error)) from None
    config.extra["styles"] = [str(path) for path in config.extra_css]
    config.extra_css = [STYLES]
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own knows no entries, and writes today's date
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make every entry's page a target of links; join the style sheets; leave out the theme's assets."""
    ours, styles = (config.docs_dir, config.theme.custom_dir or config.docs_dir), config.extra["styles"]
    for file in [file for file in files if file.src_dir not in ours or file.src_uri in styles]:
        files.remove(file)
    sheets = (Path(config.docs_dir, path).read_text("utf-8") for path in styles)
    files.append(File.generated(config, STYLES, content="\n".join(sheets)))
    for ref in _project(config).library().entries:
        files.append(EntryPage(urls.page_path(ref), config.docs_dir, config.site_dir, use_directory_urls=False))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Explain terms at their first use."""
    return render.prose(_project(config).library(), html)


@event_priority(-100)  # last
def on_post_build(config: MkDocsConfig) -> None:
    """Pour the entries and all that is made of them; while serving, put the finished site before the reader."""
    project, built = _project(config), Path(config.site_dir)
    try:
        finish(built, project.library(), project.site(config.site_url, config.repo_url), project.cache)
    except AlmanacError as error:
        raise Abort(str(error)) from None
    if alone.live:
        swap.swap(built, alone.live)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Leave the last good pages up when a build fails."""
    server.builder = serve.keep_last_good(builder)
    return server


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path).parent, str(config.extra["today"] or ""))
