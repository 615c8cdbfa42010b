"""One study as various bibliography programs and databases write it, in files of our own, is read alike from all."""

from __future__ import annotations

from pathlib import Path

import pytest

from almanac.editing import importing
from almanac.editing.formats import bibtex, detection, tex
from tests.conftest import DATA

FILES = sorted((DATA / "bibliographies").iterdir())
BOARD = {"body": "Lamp and Wick Board"}
EXPECTED = {
    "type": "article-journal",
    "title": "Wicks and winds: the naïve Øre & its light",
    "year": 2020,
    "volume": "12",
    "issue": "3",
    "pages": "443-461",
    "doi": "10.9999/wicks.1",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_same_study_is_read_from_every_program(path: Path) -> None:
    _, (records, failures) = detection.read(path.read_bytes())
    assert failures == []
    (record,) = records
    fields = record.fields
    assert {name: fields.get(name) for name in EXPECTED} == EXPECTED
    assert fields["container"].casefold() == "lamp quarterly"
    assert [author.get("family") for author in fields["authors"]] == ["Keeper", "van der Berg", None]
    assert fields["authors"][-1] == BOARD
    assert fields["authors"][0]["given"] in ("Ada B.", "Ada B")


def test_all_of_them_are_one_study(tiny_content: Path) -> None:
    assert len(FILES) > 10, "this test must have looked"
    found = importing.import_files(tiny_content, FILES, "2026-01-03", quiet=True)
    assert (len(found.added), found.known, found.failed) == (1, len(FILES) - 1, 0)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"M{\"u}ller, M\"uller, M\"{u}ller, M{\"{u}}ller", "Müller, Müller, Müller, Müller"),
        (r"Garc{\'{\i}}a and Garc\'{\i}a and na{\"\i}ve", "García and García and naïve"),
        (r"Fran{\c{c}}ois, {\c c}a, {\v{S}}imi{\'c}, Erd\H{o}s, {\u{g}}", "François, ça, Šimić, Erdős, ğ"),
        (r"Stra{\ss}e, {\L}{\'o}d{\'z}, d{\ae}mon, {\AA}rsj{\"o}", "Straße, Łódź, dæmon, Årsjö"),
        (r"\'Ecole d'\'et\'e", "École d'été"),
        (r"50\% of {UK} R{\&}D \& more \#1", "50% of UK R&D & more #1"),
        (r"``Quoted'' {X} pp.~1--2", "“Quoted” X pp. 1–2"),
        (r"{\textendash} and {\textquoteright} and {\textasciitilde}", "– and ’ and ~"),
        (r"\textit{wicks} and \emph{winds}", "wicks and winds"),
        ("no TeX, 50% of all", "no TeX, 50% of all"),
        (r"an end \ and {a brace", None),
    ],
)
def test_tex_becomes_letters_as_the_package_that_knows_it_has_them(written: str, read: str | None) -> None:
    found = bibtex.decoded(written)
    whole = " ".join(tex._whole(written).split())  # noqa: SLF001  (the slow way, for comparison)
    if read is None:
        assert found == whole
    else:
        assert found == read
    if "%" not in written.replace(r"\%", ""):
        assert found == whole


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    plain = detection.read(text.encode())
    assert detection.read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == plain
    assert detection.read(text.encode("utf-16")) == plain
