"""Fields that refer to another entry, and the error message if there is no such entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from almanac.content.kinds.validators import KEY_FORM
from almanac.content.letters import slug
from almanac.content.problem import did_you_mean, nearest
from almanac.content.refs import key_of


def _likely(text: str, known: Mapping[str, AbstractSet[str] | None]) -> str:
    """Return the reference most likely meant by a key alone, or by a page's address."""
    key = text.strip("/ ").rpartition("/")[2].removesuffix(".html").removesuffix(".md")
    meant = (key, slug(key))  # a name often becomes the key
    found = (f"{kind}/{one}" for one in meant for kind, keys in known.items() if keys and one in keys)
    return next(found, "organisation/mind")


@dataclass(frozen=True)
class RefTo:
    """Marks a field as a reference to an entry of one kind, or of any kind if None.

    The validation context maps kinds to their existing keys, or to None if not all could be read. With that context, a
    reference to a missing entry is an error like any other, at its own place.
    """

    kind: str | None
    only_kind: str = ""
    """If set, the only kind accepted, although the reference names its kind (``event/key``)."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the field's own schema, followed by the lookup."""
        return core_schema.with_info_after_validator_function(self._exists, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the field's own schema with the kind that it refers to, for ``schemas``."""
        made: dict[str, Any] = handler(schema)
        return made | ({"x-refers-to": self.kind} if self.kind else {})

    def _of_one_kind(self, text: str, known: Mapping[str, AbstractSet[str] | None] | None) -> dict[str, str]:
        """Return an error's context: what was found instead of a reference to the one kind accepted, and advice."""
        keys = (known or {}).get(self.only_kind) or frozenset()
        meant = key_of(_likely(text, {self.only_kind: keys}))
        if meant in keys:
            return {"found": text[:80], "advice": f"Write {self.only_kind}/{meant}."}
        near = nearest(slug(text.rpartition("/")[2]), keys)
        hint = f" Did you mean {self.only_kind}/{near}?" if near else ""
        return {"found": text[:80], "advice": f"Write {self.only_kind}/ and the key of the {self.only_kind}.{hint}"}

    def _exists(self, text: str, info: core_schema.ValidationInfo[Mapping[str, AbstractSet[str] | None] | None]) -> str:
        if self.only_kind and not re.fullmatch(rf"{self.only_kind}/{KEY_FORM}", text):
            raise PydanticCustomError("wrong_form", 'found "{found}". {advice}', self._of_one_kind(text, info.context))
        if not self.kind and not re.fullmatch(rf"[a-z-]+/{KEY_FORM}", text):
            such = _likely(text, info.context or {})
            message = 'found "{found}". Write kind and key, such as {such}.'
            raise PydanticCustomError("wrong_form", message, {"found": text[:80], "such": such})
        if info.context is None:
            return text  # only a Library can say whether the entry exists
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
