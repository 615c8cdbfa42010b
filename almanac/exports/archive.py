"""Files in one ZIP archive (APPNOTE 6.3) with checksums. The same files always give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

SUMS = "SHA256SUMS"
_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format allows, because an archive must not depend on the clock
_UNIX = 3  # made on Unix (APPNOTE 4.4.2), so that the permissions below apply
_READABLE = 0o100644 << 16


def archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """Archive files in one folder, sorted by name, together with their checksums in the format of ``sha256sum``.

    Args:
        files: path within the folder to content.
        folder: name of the folder.
    """
    sums = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    held = {**files, SUMS: sums.encode()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for path in sorted(held):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            opened.writestr(entry, held[path], zipfile.ZIP_DEFLATED, compresslevel=9)
    return made.getvalue()
