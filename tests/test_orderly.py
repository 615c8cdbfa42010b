"""Pagefind's own files, read and written."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almanac import orderly

NUMBERS = st.integers(0, 2**64 - 1)


@given(st.recursive(NUMBERS | st.text(), lambda held: st.lists(held, max_size=30)))
def test_what_is_written_is_read(value: object) -> None:
    assert orderly.read(orderly.write(value)) == value


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32 - 1, 2**32])
def test_numbers_take_as_few_bytes_as_they_need(number: int) -> None:
    plain = gzip.decompress(orderly.write(number)).removeprefix(b"pagefind_dcd")
    assert len(plain) == 1 + next(size for size in (0, 1, 2, 4, 8) if number < (24 if size == 0 else 256**size))
    assert orderly.read(orderly.write(number)) == number


@pytest.mark.parametrize("data", [b"other", b"pagefind_dcd\xa0", b"pagefind_dcd\x00\x00"])
def test_what_pagefind_does_not_write_is_not_guessed_at(data: bytes) -> None:
    with pytest.raises(orderly.UnknownIndexError):
        orderly.read(gzip.compress(data))


def test_only_what_pagefind_knows_is_written() -> None:
    with pytest.raises(orderly.UnknownIndexError, match="float"):
        orderly.write([1.5])
