"""Rules that compare several entries: journals written out, and Acts with one name."""

from __future__ import annotations

import pytest

from almanac.content.checks import lawagrees, references
from almanac.content.kinds.provision import Provision
from almanac.content.model import Library
from tests.conftest import with_changes

STUDY, PROVISION = "abstract/tamm-1999", "provision/lamp-act-1960-2"


def with_copies(library: Library, ref: str, count: int) -> Library:
    """Return a library with copies of one entry under other keys."""
    entry = library.entries[ref]
    kind = ref.partition("/")[0]
    copies = {f"{kind}/copy-{at}": entry.model_copy(update={"key": f"copy-{at}"}) for at in range(count)}
    return Library({**library.entries, **copies}, library.places, library.links, library.version, library.today)


@pytest.mark.parametrize(
    ("journal", "meant"),
    [
        ("J Invented Lamps", "Journal of Invented Lamps"),
        ("J. Inv. Lamps", "Journal of Invented Lamps"),
        ("Journal of Invented Lamps", ""),
        ("The Journal of Invented Lamps", ""),
        ("Journal of Inland Lamps", ""),
        ("Lamps", ""),
    ],
)
def test_journals_are_written_out(journal: str, meant: str, tiny: Library) -> None:
    found = list(
        references.journals_are_written_out(with_changes(with_copies(tiny, STUDY, 2), STUDY, container=journal))
    )
    assert [one.ref for one in found] == ([STUDY] if meant else [])
    assert all(f"Write it out: {meant}," in one.message for one in found)


def test_of_two_names_of_a_journal_the_usual_one_is_offered(tiny: Library) -> None:
    library = with_copies(tiny, STUDY, 6)
    for key, name in [("tamm-1999", "J Inv Lamps"), ("copy-0", "The Journal of Invented Lamps")]:
        library = with_changes(library, f"abstract/{key}", container=name)
    library = with_changes(library, "abstract/copy-1", container="The Journal of Invented Lamps")
    (found,) = references.journals_are_written_out(library)
    assert "Write it out: Journal of Invented Lamps, as in 4 other studies." in found.message


@pytest.mark.parametrize(("act", "copies", "found"), [("LA 1960", 3, 1), ("Lamp Act 1960", 3, 0), ("LA 1960", 1, 0)])
def test_acts_have_one_name(act: str, copies: int, found: int, tiny: Library) -> None:
    library = with_changes(with_copies(tiny, PROVISION, copies), PROVISION, act=act)
    assert isinstance(library.entries[PROVISION], Provision)
    assert [one.ref for one in lawagrees.acts_have_one_name(library)] == [PROVISION] * found
