"""The service worker, and the list of files by which a reader saves everything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import child, oserrors
from almanac.offline import parts

SCRIPT = "sw.js"
"""The worker's path: at the root, because a worker controls only its own folder and those below."""

LIST = "offline/everything.json"

_BUNDLER = Path(__file__).resolve().parent / "js" / "bundle.js"


class NotBundledError(AlmanacError):
    """The worker could not be made; the message says why."""


def bundle(folder: Path) -> None:
    """Write the worker's own code to ``worker.js`` in a folder; raises NotBundledError if it cannot be made."""
    done = child.node([str(_BUNDLER), str(folder)])
    if done.returncode:
        raise NotBundledError(f"the offline worker could not be made:\n{oserrors.of_node(done.stderr)}")


def script(code: str, marked: Iterable[str], files: Mapping[str, tuple[int, str]], read: parts.ReadText) -> str:
    """Return the worker of a site: its code, preceded by the files that it caches on the first visit.

    Args:
        code: what ``bundle`` wrote.
        marked: paths of the hand-written pages that are cached.
        files: path of each file of the site to its size and hash.
        read: returns the text of one.
    """
    kept = [[path, files[path][1]] for path in parts.precached((*marked, parts.PAGE), files, read)]
    return f"self.ALMANAC={_compact({'page': parts.PAGE, 'files': kept})};\n{code}"


def save_all_list(files: Mapping[str, tuple[int, str]], read: parts.ReadText, version: str, day: str) -> str:
    """Return the list for "Save everything": version and day of the content, and path, size and hash of each file.

    Args:
        files: path of each file of the site to its size and hash.
        read: returns the text of one.
        version: the version of the content.
        day: the day the pages are made for, as shown to readers.
    """
    return _compact({"version": version, "day": day, "files": parts.saved_on_request(files, read)}) + "\n"


def _compact(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))
