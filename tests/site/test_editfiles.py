"""Editors can find every kind of entry."""

from __future__ import annotations

from almanac.content.kinds import KINDS
from almanac.content.model import Library
from almanac.editing.issues import forms
from almanac.site import editfiles
from tests.conftest import LIBRARY


def test_every_kind_has_its_place_in_the_repository_and_its_form(tiny: Library, content: Library) -> None:
    file = tiny.places["situation/lamp-is-out"].file
    assert editfiles.kinds(tiny, "https://git.example/almanac/")[0] == editfiles.KindToEdit(
        "Situations",
        file,
        f"https://git.example/almanac/blob/main/{file}",
        "https://git.example/almanac/issues/new?template=add-situation.yml",
    )
    found = editfiles.kinds(content, "https://git.example/almanac")
    assert [one.heading for one in found] == [kind.heading for kind in KINDS]
    for one in found:
        path = LIBRARY.parent / one.path
        assert path.exists()
        assert ("/tree/" in one.address) == path.is_dir()
        assert one.form.partition("template=")[2] in forms.forms()
