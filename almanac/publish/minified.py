"""Minify scripts and style sheets for a published site. A server sends them as they were written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import child, oserrors
from almanac.publish import folders, keys
from almanac.search import indexer

_PROGRAM = Path(__file__).with_name("minify.mjs")
_MINIFIED = {"assets/js/": ".js", "assets/css/": ".css"}


class NotMinifiedError(AlmanacError):
    """Scripts or style sheets could not be minified. The message names the file and line of each error in them."""


def minified(copied: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    """Return files of a site with scripts and style sheets minified by esbuild, which runs only if one has changed.

    Args:
        copied: content of each file, by path from the site root.
        cache: the cache folder.

    Raises:
        NotMinifiedError: if a script or style sheet has an error.
    """
    sources = {path: data for path, data in sorted(copied.items()) if _to_be_minified(path)}
    parts = (part for path, data in sources.items() for part in (path, data))
    key = keys.digest(_PROGRAM.read_bytes(), indexer.LOCK.read_bytes(), *keys.packages(), *parts)
    folder = folders.kept(cache, "minified", key, partial(_minify, sources))
    return {**copied, **{path: (folder / path).read_bytes() for path in sources}}


def _to_be_minified(path: str) -> bool:
    return any(path.startswith(folder) and path.endswith(suffix) for folder, suffix in _MINIFIED.items())


def _minify(sources: Mapping[str, bytes], folder: Path) -> None:
    for path, data in sources.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    done = child.node([str(_PROGRAM), str(folder)])
    if done.returncode:
        raise NotMinifiedError(oserrors.of_node(done.stderr))
