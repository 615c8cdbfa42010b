"""Addresses must lead to public sites, and numbers must use the digits 0 to 9; errors say why, on the right line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from almanac.content import hosts
from almanac.content.kinds import fields
from almanac.content.load import load
from almanac.content.problem import ContentError

SECRET = [
    "https://keeper:wick@lamps.example.org/",
    "https://keeper@lamps.example.org/",
    "https://:wick@lamps.example.org/",
    "https://@lamps.example.org/",
    "https://lamps.example.org@localhost/",
]
OWN = [
    "http://localhost/", "http://localhost:8000/x", "http://LOCALHOST./", "http://a.localhost/", "http://%6cocalhost/",
    "http://localhost.localdomain/", "http://router.local/", "http://printer.lan/", "http://wiki.internal/",
    "http://nas.home.arpa/", "http://intranet/", "http://wiki.corp/", "http://ｌocalhost/", "http://127.0.0.1.nip.io/",
    "http://localtest.me/",
]  # fmt: skip
NUMBERS = [
    "http://127.0.0.1/", "http://127.1/", "http://10.0.0.8/", "http://192.168.0.1:8080/", "http://172.16.3.4/",
    "http://169.254.169.254/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/",
    "http://0177.0.0.1/", "http://127.0.0.0x1/", "http://127.0.0.1./", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1%25eth0]/", "http://１２７.0.0.1/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/",
]  # fmt: skip
ODD = [
    "http://[bad/", "http://a..example.org/", "http://-a.example.org/", "http://a!b.example.org/", "https:///x",
    "https://", "https:lamps.example.org", "http://lamps.example.org:port/", "http://lamps.example.org:99999/",
    "http://.example.org/", "//lamps.example.org/", "https://?x", f"http://{'a' * 64}.example.org/",
]  # fmt: skip
GOOD = [
    "https://www.mind.org.uk/", "http://lamps.example.org:8080/a?b=c@d#e", "https://llyw.cymru/iechyd", "HTTPS://Lamps.Example.org/",
    "https://iechyd.cymru/ŵyth", "https://bücher.example/", "https://localhosts.org.uk/", "https://local.gov.uk/", "https://www.111.wales.nhs.uk/",
]  # fmt: skip


@pytest.mark.parametrize("address", SECRET + OWN + NUMBERS + ODD)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[str](fields.WebAddress).validate_python(address)
    assert [error["type"] for error in caught.value.errors()] == ["wrong_form"]


@pytest.mark.parametrize("address", GOOD)
def test_a_public_address_is_taken_as_it_is(address: str) -> None:
    assert TypeAdapter[str](fields.WebAddress).validate_python(address) == address
    assert hosts.address_advice(address) == ""


@pytest.mark.parametrize("address", ["a@server.local", "a@127.0.0.1", "a@mail.localhost"])
def test_mail_goes_to_a_public_site_too(address: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[str](fields.Email).validate_python(address)
    assert TypeAdapter[str](fields.Email).validate_python("info@mind.org.uk") == "info@mind.org.uk"


OTHER_SCRIPTS: list[tuple[Any, str]] = [
    (fields.Day, "２０２６-11-21"),
    (fields.Day, "2026-11-٢١"),
    (fields.PartialDate, "२००८"),
    (fields.PartialDate, "2008-１１"),
    (fields.Phone, "０３００ 304 7000"),
    (fields.Phone, "+44 ٣00 304 7000"),
    (fields.Phone, "١١١"),
    (fields.Textphone, "18001 ٠808 808 8000"),
    (fields.Doi, "10.１０９３/bjsw"),
    (fields.Year, "２００８"),
    (fields.Count, "১২"),
    (fields.Number, "１２.５"),
]


@pytest.mark.parametrize(("field", "found"), OTHER_SCRIPTS)
def test_digits_of_other_scripts_are_refused(field: Any, found: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(field).validate_python(found)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("organisations.yaml", "http://snuffers.example.org/", "http://me:wick@example.org/", "user name and password"),
        ("organisations.yaml", "http://snuffers.example.org/", "http://10.1.2.3/", "instead of numbers"),
        ("organisations.yaml", '"0123456"', '"０123456"', "one character for several"),
        ("roles.yaml", "checked: 2026-01-02", "checked: 2026-01-0２", "Write a real date"),
    ],
)
def test_check_names_the_line(file: str, old: str, new: str, said: str, tiny_content: Path) -> None:
    path = tiny_content / file
    text = path.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load(tiny_content)
    assert any(f"content/{file}:{line}:" in part and said in part for part in str(caught.value).splitlines())
