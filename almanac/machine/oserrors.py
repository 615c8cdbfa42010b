"""What the system refuses, as a sentence: a full disk, a folder that cannot be written to, a port in use."""

from __future__ import annotations

import errno
import re
import socket

LAST_PORT = 65_535
_FULL = "the disk is full: there is no space left, or no room for more files. Free some, then try again."
_CLOSED = "this may not be written or opened. Check who owns it and whether the disk can be written to."
_MANY = "too many files are open on this computer. Close some programs, then try again."
_MEANING = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _CLOSED),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), _MANY),
    errno.ENOMEM: "there is not enough memory. Close some programs, then try again.",
    errno.EIO: "the disk could not be read or written. It may be failing: check it.",
}
_CODE = re.compile(
    r"\b(ENOSPC|EDQUOT|EFBIG|EACCES|EPERM|EROFS|EMFILE|ENFILE|ENOMEM|EIO)\b[^\n]*?(?:'([^'\n]+)')?$", re.MULTILINE
)


def sentence(error: OSError) -> str:
    """Return what the system refused, where, and what to do."""
    meaning = _MEANING.get(error.errno or 0, f"{error.strerror or error}.")
    named = error.filename2 or error.filename
    return f"{named}: {meaning}" if named is not None else meaning[0].upper() + meaning[1:]


def of_node(said: str) -> str:
    """Return such a sentence for an error code that Node printed, or otherwise what it said."""
    found = _CODE.search(said)
    return sentence(OSError(getattr(errno, found[1]), "", found[2])) if found else said.strip()


def port_problem(host: str, number: int, command: str = "make serve") -> str:
    """Return why a command cannot serve on a port, and what to do, or an empty string if it can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: a released port is free
            probe.bind((host, number))
            probe.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = number + 1 if number < LAST_PORT else number - 1
            return (
                f'port {number} is in use by another program, perhaps by another "{command}". '
                f"Stop it, or choose another port: {command} PORT={other}"
            )
        return f"port {number} of {host} cannot be used: {error.strerror}. Try another: {command} PORT=8001"
    return ""
