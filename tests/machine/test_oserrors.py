"""Errors of the operating system are reported as sentences."""

from __future__ import annotations

import errno
import socket

import pytest

from almanac.machine import oserrors


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "site.new/x: the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "site.new/x: this may not be written"),
        (errno.EROFS, "this may not be written"),
        (errno.EMFILE, "too many files are open"),
        (errno.ENOMEM, "not enough memory"),
        (errno.ENAMETOOLONG, "site.new/x: File name too long."),
    ],
)
def test_the_place_and_what_to_do(code: int, said: str) -> None:
    sentence = oserrors.sentence(OSError(code, "File name too long", "site.new/x"))
    assert said in sentence
    assert "Errno" not in sentence


def test_without_a_place_it_is_a_sentence_too() -> None:
    assert oserrors.sentence(OSError(errno.ENOSPC, "x")).startswith("The disk is full")
    assert oserrors.sentence(OSError("odd")) == "Odd."


def test_node_says_it_by_a_code() -> None:
    said = "node:fs:1\n\nError: ENOSPC: no space left on device, write\n    at Object.writeSync (node:fs:923:3) {\n}"
    assert oserrors.of_node(said).startswith("The disk is full")
    assert oserrors.of_node("Error: EACCES: permission denied, open '/x/y'\n  at a").startswith("/x/y: this may not")
    assert oserrors.of_node("TypeError: x is not a function\n") == "TypeError: x is not a function"


def test_a_port_in_use_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number = taken.getsockname()[1]
        taken.listen()
        assert f"port {number} is in use" in oserrors.port_problem("127.0.0.1", number)
        assert "make serve PORT=" in oserrors.port_problem("127.0.0.1", number)
    assert oserrors.port_problem("127.0.0.1", number) == ""
