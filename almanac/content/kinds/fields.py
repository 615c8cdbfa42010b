"""The types of single fields: what a value may be, and the error message if it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
)

from almanac.content.kinds import identifierchecks, phonechecks, validators, webchecks
from almanac.content.kinds.reference import RefTo
from almanac.content.kinds.validators import KEY_FORM


def _like(pattern: str) -> Any:
    """Describe a form to editing programs, as far as a pattern can; the validators check the rest."""
    return Field(json_schema_extra={"pattern": f"^{pattern}$"})


_DISPLAYABLE, _WITHOUT_INVISIBLE = AfterValidator(validators.displayable), AfterValidator(validators.without_invisible)

Line = Annotated[
    str, StringConstraints(min_length=1, max_length=400), _DISPLAYABLE, AfterValidator(validators.one_line)
]
"""Text on one line: a title, a name, a place in a document."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), _DISPLAYABLE]
"""A statement or a paragraph. Never markup, because pages show it unchanged."""

Key = Annotated[
    str, StringConstraints(max_length=80), _WITHOUT_INVISIBLE, AfterValidator(validators.entry_key), _like(KEY_FORM)
]
"""An entry's permanent address."""

AnyRef = Annotated[str, _WITHOUT_INVISIBLE, RefTo(None), _like(rf"[a-z-]+/{KEY_FORM}")]
"""A reference to an entry of any kind."""

EventReference = Annotated[str, _WITHOUT_INVISIBLE, RefTo(None, only_kind="event"), _like(rf"[a-z-]+/{KEY_FORM}")]
"""A reference to an event, written as ``event/key`` like one to an entry of any kind."""

RoleRef = Annotated[Key, RefTo("role")]
OrganisationRef = Annotated[Key, RefTo("organisation")]
NeedRef = Annotated[Key, RefTo("need")]
SourceRef = Annotated[Key, RefTo("source")]
TermRef = Annotated[Key, RefTo("term")]
EventRef = Annotated[Key, RefTo("event")]
AbstractRef = Annotated[Key, RefTo("abstract")]
MessageRef = Annotated[Key, RefTo("message")]
StandardRef = Annotated[Key, RefTo("standard")]
LocalHelpRef = Annotated[Key, RefTo("local-help")]
ProvisionRef = Annotated[Key, RefTo("provision")]

Day = Annotated[
    dt.date,
    BeforeValidator(validators.day),
    PlainSerializer(dt.date.isoformat),
    _like("20[2-9][0-9]-[01][0-9]-[0-3][0-9]"),
]
"""One day, ISO 8601."""

PartialDate = Annotated[str, AfterValidator(validators.partial_date), _like(validators.PARTIAL_DATE_FORM)]
"""A year, month or day, ISO 8601, as precise as is known."""

Year = Annotated[int, Field(ge=1500, le=2100)]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[
    Decimal, Field(max_digits=15, decimal_places=3, allow_inf_nan=False), BeforeValidator(validators.digits)
]
"""A figure, to three decimal places."""

StrictBool = Annotated[bool, Strict()]
"""``true`` or ``false``, and nothing that merely resembles them."""

WebAddress = Annotated[
    str,
    StringConstraints(max_length=500),
    _WITHOUT_INVISIBLE,
    validators.validator_from(webchecks.web),
    _like(r"https?://[^\s<>\"]*[^\s<>\".,;:!]"),
]
"""An http or https address of a public website; no other scheme is accepted."""

Doi = Annotated[
    str,
    StringConstraints(max_length=200),
    _WITHOUT_INVISIBLE,
    validators.validator_from(identifierchecks.doi),
    _like(r"10\.[0-9]{4,9}(\.[0-9]+)*/[!-~]*[^\s.,;:]"),
]
"""A Digital Object Identifier without the resolver's address (ISO 26324)."""

Phone = Annotated[
    str, StringConstraints(max_length=30), AfterValidator(validators.phone), _like(r"\+?[0-9][0-9 ]*[0-9]")
]
"""A number that can be dialled in the UK according to phonenumbers: national, international or short."""

TextCode = Annotated[
    str,
    StringConstraints(max_length=15),
    validators.validator_from(phonechecks.text_code),
    _like(r"[0-9][0-9 ]+"),
]
"""A number that texts can be sent to: a short code or a mobile number."""

Textphone = Annotated[
    str, StringConstraints(max_length=30), AfterValidator(validators.textphone), _like("18001 [0-9 ]+")
]
"""A number for Relay UK: 18001, then a number that can be dialled."""

Pages = Annotated[
    Line,
    validators.validator_from(identifierchecks.pages),
    _like(r"[A-Za-z]*[0-9ivxlc]+[A-Za-z]*(-[A-Za-z]*[0-9ivxlc]+[A-Za-z]*)?"),
]
"""A page, a range with a plain hyphen, or an article number."""

VolumeNumber = Annotated[Line, validators.validator_from(identifierchecks.volume_number), _like("[^()–—]+")]
"""A volume or an issue: its number alone."""

Email = Annotated[
    str,
    StringConstraints(max_length=200),
    _WITHOUT_INVISIBLE,
    validators.validator_from(validators.mail),
    _like(validators.EMAIL),
]
"""An organisation's own address, never a person's private one."""

Nation = Literal[
    "England", "Wales", "Scotland", "Northern Ireland", "UK",
    "Ireland", "Australia", "Canada", "Finland", "Netherlands", "Sweden", "United States", "Europe", "International",
]  # fmt: skip
"""Where something applies; a study from elsewhere names its country."""

NATIONS_OF_UK = ("England", "Wales", "Scotland", "Northern Ireland")


def nations_covered(nations: Sequence[str]) -> tuple[str, ...]:
    """Return where something applies, with each nation of the UK if it applies to the whole UK."""
    return tuple(dict.fromkeys((*nations, *(NATIONS_OF_UK if "UK" in nations else ()))))


SearchNames = Annotated[tuple[Line, ...], Field(description="Other names by which readers look for it.")]
"""Names by which search finds an entry, and which only search results show."""
