"""The hooks that MkDocs calls. This is the only file that knows MkDocs, and it only passes on plain values.

What MkDocs renders depends on no entry. It leaves slots (``almanac.site.slots``), which are filled afterwards.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from almanac.content.problem import AlmanacError
from almanac.machine import oserrors
from almanac.publish.alone import Alone
from almanac.publish.drawing import DRAWING_ALONE, STYLES, joined, linked
from almanac.publish.finish import finish
from almanac.publish.project import Project
from almanac.site import policy

alone = Alone()


class EntryPage(File):
    """A page in a folder of entries that a link leads to. It is poured later, and checked only then."""

    def copy_file(self, dirty: bool = False) -> None: ...  # noqa: D102, FBT001, FBT002  (MkDocs' own signature)


def on_startup(*, command: str, dirty: bool) -> None:
    """Tidy up on SIGTERM too, when another program asks us to stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def on_shutdown() -> None:
    """Release the lock, if we hold one."""
    alone.end()


def on_build_error(*, error: Exception) -> None:
    """Explain in a sentence what the system refused, such as space on the disk."""
    if isinstance(error, OSError):
        raise Abort(oserrors.sentence(error)) from None


@event_priority(100)  # first
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Use one combined style sheet, leave out MkDocs' sitemap, and lock the site while it is built."""
    try:
        alone.begin(Path(config.site_dir))
    except AlmanacError as error:
        raise Abort(str(error)) from None
    config.extra |= {"policy": policy.POLICY, "referrer": policy.REFERRER}
    config.extra["styles"] = [str(path) for path in config.extra_css]
    config.extra_css = [STYLES]
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own lacks the entries, and contains today's date
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Register linked pages of entries, combine the style sheets, and leave out the theme's assets."""
    ours, styles = (config.docs_dir, config.theme.custom_dir or config.docs_dir), config.extra["styles"]
    for file in [file for file in files if file.src_dir not in ours or file.src_uri in styles]:
        files.remove(file)
    files.append(File.generated(config, STYLES, content=joined(Path(config.docs_dir), styles)))
    named = {path for page in files.documentation_pages() for path in linked(page.src_uri, page.content_string)}
    for path in sorted(named - {file.dest_uri for file in files}):
        files.append(EntryPage(path, config.docs_dir, config.site_dir, use_directory_urls=False))
    return files


@event_priority(-100)  # last
def on_post_build(config: MkDocsConfig) -> None:
    """Pour the entries and write everything derived from them, unless the calling process does so."""
    told = os.environ.get(DRAWING_ALONE)
    if told:
        settings = {"url": config.site_url or "", "repository": config.repo_url or "", "styles": config.extra["styles"]}
        Path(told).write_text(json.dumps(settings), "utf-8")
        return
    project = Project(Path(config.config_file_path).parent, str(config.extra["today"] or ""))
    try:
        finish(Path(config.site_dir), project.library(), project.site(config.site_url, config.repo_url), project.cache)
    except AlmanacError as error:
        raise Abort(str(error)) from None
