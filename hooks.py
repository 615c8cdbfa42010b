"""Where the Almanac meets MkDocs: the only file that knows it, and it only passes plain values on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from almanac.content.problem import AlmanacError
from almanac.publish.finish import finish
from almanac.publish.project import Project
from almanac.publish.serve import keep_last_good
from almanac.publish.swap import swap
from almanac.site import render, urls, words

FIRST, LAST = 100, -100
STYLES = "assets/css/site.css"  # every style sheet in one file, so that the first paint waits for one
serving = {"now": False}


class EntryPage(File):
    """An entry's page, so that links to it are checked; it is poured later, so there is nothing to copy."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  (as MkDocs has it)
        """Nothing: the page does not exist yet."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Know whether pages are served as well as built."""
    serving["now"] = command == "serve"


@event_priority(FIRST)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the content before a page is touched; while serving, build beside what is being read."""
    try:
        content = _project(config).library()
        _project(config).site()  # a memory of links that cannot be read stops the build here too
    except AlmanacError as error:
        raise Abort(str(error)) from None
    config.extra |= {"content_version": content.version, "content_day": words.day(content.today)}
    config.extra["live_reload"] = " 'unsafe-inline'" if serving["now"] else ""  # MkDocs' reloader is an inline script
    config.extra["styles"], config.extra_css = [str(path) for path in config.extra_css], [STYLES]
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own knows no entries, and writes today's date
    if serving["now"]:
        config.site_dir = f"{config.site_dir}.new"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make every entry's page a target that links are checked against; join the styles; leave out the theme's assets."""
    ours, styles = (config.docs_dir, config.theme.custom_dir or config.docs_dir), config.extra["styles"]
    for file in list(files):
        if file.src_dir not in ours or file.src_uri in styles:
            files.remove(file)
    joined = "\n".join(Path(config.docs_dir, path).read_text("utf-8") for path in styles)
    files.append(File.generated(config, STYLES, content=joined))
    for ref in _project(config).library().entries:
        files.append(EntryPage(urls.page_path(ref), config.docs_dir, config.site_dir, use_directory_urls=False))
    return files


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Explain terms at their first use."""
    return render.prose(_project(config).library(), html)


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Pour the entries and all that is made of them; while serving, put the finished site before the reader."""
    project, built = _project(config), Path(config.site_dir)
    try:
        finish(built, project.library(), project.site(config.site_url or "", config.repo_url or ""), project.cache)
    except AlmanacError as error:
        raise Abort(str(error)) from None
    if serving["now"]:
        swap(built, built.with_suffix(""))


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Leave the last good pages up when a build fails."""
    server.builder = keep_last_good(builder)
    return server


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path).parent, str(config.extra["today"] or ""))
