"""A field that refers to another entry, and what to say where it leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from almanac.content.kinds.forms import KEY_FORM
from almanac.content.problem import did_you_mean


def _likely(text: str, known: Mapping[str, AbstractSet[str] | None]) -> str:
    """The reference that was most likely meant by a key alone, or by a page's address."""
    key = text.strip("/ ").rpartition("/")[2].removesuffix(".html").removesuffix(".md")
    return next((f"{kind}/{key}" for kind, keys in known.items() if keys and key in keys), "organisation/mind")


@dataclass(frozen=True)
class RefTo:
    """Marks a field as a reference: to a kind by its name, or to any kind if None.

    Validated with a context (kind name to the keys that exist, or to None
    where they could not all be read), a reference that leads nowhere is an
    error like any other, at its own place.
    """

    kind: str | None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The field's own schema, then the look-up."""
        return core_schema.with_info_after_validator_function(self._exists, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The field's own schema, with the kind that it refers to, for ``schemas``."""
        made: dict[str, Any] = handler(schema)
        return made | ({"x-refers-to": self.kind} if self.kind else {})

    def _exists(self, text: str, info: core_schema.ValidationInfo[Mapping[str, AbstractSet[str] | None] | None]) -> str:
        if not self.kind and not re.fullmatch(rf"[a-z-]+/{KEY_FORM}", text):
            such = _likely(text, info.context or {})
            message = 'found "{found}". Write kind and key, such as {such}.'
            raise PydanticCustomError("wrong_form", message, {"found": text[:80], "such": such})
        if info.context is None:
            return text  # whether it leads anywhere, only a Library can say
        kind, key = (self.kind, text) if self.kind else text.split("/", 1)
        if kind not in info.context:
            such = _likely(text, info.context)
            hint = f" Write {such}." if such.endswith(f"/{key}") else did_you_mean(kind, info.context)
            raise PydanticCustomError(
                "no_entry", 'no kind of entry is called "{found}".{hint}', {"found": kind, "hint": hint}
            )
        keys = info.context[kind]
        if keys is not None and key not in keys:
            context = {"kind": kind, "found": key, "hint": did_you_mean(key, keys)}
            raise PydanticCustomError("no_entry", 'no {kind} "{found}".{hint}', context)
        return text
