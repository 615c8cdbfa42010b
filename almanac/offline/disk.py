"""The edition of the site that opens from disk: the same pages, with their data in scripts and without server files.

A browser opens a page from disk and loads its scripts, but does not let it fetch files. So the data that scripts fetch
is put into scripts, from which ``js/disk.js`` answers ``fetch``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from almanac.exports.archive import archive
from almanac.offline import parts, worker

README_NAME = "READ-ME-FIRST.txt"

_SCRIPT = Path(__file__).resolve().parent / "js" / "disk.js"
_DISK = "assets/js/disk.js"
_MAX_CHARACTERS = 200_000  # approximate characters of data in one script
_SERVED = ("404.html", "sitemap.xml", "_headers", "robots.txt", "opensearch.xml", "manifest.webmanifest")
_FOR_SERVERS = re.compile(r'\s*<link\b[^>]*\b(?:rel="(?:preload|manifest|search|preconnect)"|property="font")[^>]*>')
_LINK = re.compile(r'\bhref="([^"#?:]+\.json)"')
_FIRST_SCRIPT = re.compile(r"<script\b[^>]*\bsrc=")
_FOOT = re.compile(r'<footer class="colophon">\s*<div[^>]*>')
_README = """THE MENTAL HEALTH SOCIAL WORK ALMANAC, OFFLINE COPY
Version {version} of {day}

1. Unpack the whole zip file first. On Windows: right-click it and choose
   "Extract All". If you open a page inside the zip, its links do not work.
2. Open index.html in this folder with a double click. It opens in your browser
   and needs no internet connection.

Everything is here: pages, lists, search, reading list, handout and search log.
Your browser keeps your reading list and handout on this device. Download a copy
of them now and then: see "Keep it safe" on the reading list.

Phone numbers, web addresses and law change. Each page says when it was last
checked, and says so if that check is overdue. In an emergency call 999.
"""


def edition(site: Mapping[str, bytes], version: str, day: str) -> dict[str, bytes]:
    """Return the files of the edition.

    Args:
        site: path of each file of a built site to its content.
        version: the version of the site's content.
        day: the day its pages are made for, as shown to readers.
    """
    fetched = parts.data(site.keys(), lambda path: site[path].decode())
    linked = {name for path, data in site.items() if path.endswith(".html") for name in _linked(path, data.decode())}
    left_out = {*_SERVED, worker.SCRIPT, worker.LIST, *(path for path in fetched if path not in linked)}
    made = {path: data for path, data in site.items() if path not in left_out}
    note = f"Offline copy: version {escape(version)} of {escape(day)}. What has changed since is not in it."
    for path in [path for path in made if path.endswith(".html")]:
        made[path] = page(path, made[path].decode(), note).encode()
    bundles = list(_bundles({path: site[path].decode() for path in fetched}))
    for number, (_, text) in enumerate(bundles):
        made[f"assets/data/{number}.js"] = text.encode()
    told = json.dumps({"first": [first for first, _ in bundles]}, separators=(",", ":"))
    made[_DISK] = f"self.ALMANAC={told};\n{_SCRIPT.read_text('utf-8')}".encode()
    readme = _README.format(version=version, day=day)
    made[README_NAME] = readme.replace("\n", "\r\n").encode()  # for old versions of Notepad
    return made


def zipped(site: Mapping[str, bytes], version: str, day: str) -> bytes:
    """Return the edition in one zip file; the same site gives the same bytes."""
    return archive(edition(site, version, day), f"mental-health-social-work-almanac-{version}")


def page(path: str, html: str, note: str) -> str:
    """Convert a page for the edition: without links for servers, and with the script that answers and a note.

    Args:
        path: its path from the root of the site.
        html: the page as it is published.
        note: a sentence for its foot.
    """
    html = _FOR_SERVERS.sub("", html)
    root = "../" * path.count("/")
    first = _FIRST_SCRIPT.search(html)
    if first:
        html = f'{html[: first.start()]}<script src="{root}{_DISK}"></script>{html[first.start() :]}'
    foot = _FOOT.search(html)
    at = foot.end() if foot else html.rfind("</body>")
    return f'{html[:at]}<p class="offline-copy">{note}</p>{html[at:]}'


def _linked(path: str, html: str) -> Iterator[str]:
    """Yield paths of the data that a page links to for download."""
    yield from (parts.resolved_path(path, address) for address in _LINK.findall(html))


def _bundles(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each script of data, with the first path in it."""
    held: list[str] = []
    first, size = "", 0
    for path in sorted(texts):
        row = f"{json.dumps(path)}:{texts[path].strip()}"
        if held and size + len(row) > _MAX_CHARACTERS:
            yield first, _bundle(held)
            held, size = [], 0
        first = first if held else path
        held.append(row)
        size += len(row)
    if held:
        yield first, _bundle(held)


def _bundle(rows: list[str]) -> str:
    return "almanacData.take({" + ",\n".join(rows) + "});\n"
