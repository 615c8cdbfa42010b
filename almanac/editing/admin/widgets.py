"""The configuration of Decap CMS, made from the models: a collection for each kind, a widget for each field.

No field has a default, because Decap would give a new entry one part for every list that contains a default.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from almanac.content.kinds import BY_NAME, KINDS, Kind
from almanac.content.kinds.validators import KEY_FORM
from almanac.editing.admin import formdata
from almanac.editing.fieldorder import field_order
from almanac.editing.issues import forms
from almanac.editing.issues.fields import Question
from almanac.site import urls

API = "/admin/api"
SITE = "http://127.0.0.1:8000"
"""Where ``almanac serve`` shows the pages of entries."""

_NAMES = ("name", "title")
_LONG = 500
"""Maximum length, in characters, above which a text field has several lines."""

_DECIMAL = (r"^-?[0-9]+(\.[0-9]{1,3})?$", "a number in digits alone, such as 3215.6")
_ANY = (r"^[a-z-]+/[a-z0-9-]+$", "the kind and key of an entry, such as organisation/mind")
_KEY = (f"^{KEY_FORM}$", "lower-case letters, digits and single hyphens")


def configuration() -> dict[str, Any]:
    """Return the settings that Decap starts with: content has no media, and data is sent to ``API`` only."""
    return {
        "load_config_file": False,
        "locale": "en",
        "backend": {"name": "proxy", "proxy_url": API, "branch": "content"},
        "publish_mode": "simple",
        "media_folder": "media",
        "media_library": {"name": "none"},
        "site_url": SITE,
        "search": True,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [collection(kind) for kind in KINDS],
    }


def collection(kind: Kind) -> dict[str, Any]:
    """Return the form for one kind of entry."""
    called = named(kind)
    return {
        "name": kind.plural,
        "label": kind.heading,
        "label_singular": forms.kind_label(kind),
        "folder": kind.plural,
        "extension": "json",
        "format": "json",
        "create": True,
        "delete": True,
        "identifier_field": "key",
        "slug": "{{fields.key}}",
        "summary": f"{{{{{called}}}}}",
        "preview_path": urls.page_path(f"{kind.name}/{{{{slug}}}}"),
        "sortable_fields": [called, "key", "checked"],
        "editor": {"preview": False},
        "fields": _fields(kind.model, kind.name),
    }


def named(kind: Kind) -> str:
    """Return the field by which editors know an entry of a kind."""
    return next((name for name in _NAMES if name in kind.model.model_fields), "key")


def _fields(model: type[BaseModel], of: str) -> list[dict[str, Any]]:
    known, schema = formdata.questions_of(model, of), model.model_json_schema()["properties"]
    return [_field(model, known[name], schema[name]) for name in field_order(model)]


def _field(model: type[BaseModel], one: Question, schema: dict[str, Any]) -> dict[str, Any]:
    about = {"name": one.name, "label": one.label, "required": one.required and not _may_be_empty(one, schema)}
    about |= {"hint": one.help_text} if one.help_text else {}
    return about | _widget(model, one, _value(schema))


def _may_be_empty(one: Question, schema: dict[str, Any]) -> bool:
    return one.many and not schema.get("minItems")


def _value(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a single value of a field."""
    schema = next((part for part in schema.get("anyOf", ()) if part != {"type": "null"}), schema)
    return _value(schema["items"]) if "items" in schema else schema


def _widget(model: type[BaseModel], one: Question, schema: dict[str, Any]) -> dict[str, Any]:
    if one.model:
        return _part(one, one.model)
    if one.refers_to:
        return _relation(BY_NAME[one.refers_to]) | {"multiple": one.many}
    if one.options == ("yes", "no") and not formdata.is_tristate(model, one):
        return {"widget": "boolean"}
    if one.options:
        return {"widget": "select", "options": list(one.options), "multiple": one.many}
    written = _written(one, schema)
    if not one.many:
        return written
    summary = f"{{{{fields.{one.name}}}}}"
    return {"widget": "list", "summary": summary, "field": {"name": one.name, "label": "", **written}}


def _written(one: Question, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the widget for a text or a number."""
    if one.numeric is int:
        return {"widget": "number", "value_type": "int", "step": 1}
    if schema.get("format") == "date":
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    made: dict[str, Any] = {"widget": "text" if schema.get("maxLength", 0) > _LONG else "string"}
    told = _DECIMAL if one.numeric else _ANY if one.refers_to is None else _KEY if one.name == "key" else None
    return made | ({"pattern": list(told)} if told else {})


def _part(one: Question, inner: type[BaseModel]) -> dict[str, Any]:
    """Return the widget for a part that has fields of its own."""
    made: dict[str, Any] = {"fields": _fields(inner, inner.__name__), "collapsed": not one.required}
    if not one.many and not formdata.is_optional_part(one):
        return made | {"widget": "object"}
    summary = " ".join(f"{{{{fields.{name}}}}}" for name in tuple(inner.model_fields)[:2])
    made |= {"widget": "list", "summary": summary, "label_singular": one.label, "collapsed": True}
    return made | ({} if one.many else {"max": 1})


def _relation(kind: Kind) -> dict[str, Any]:
    called = named(kind)
    return {
        "widget": "relation",
        "collection": kind.plural,
        "value_field": "key",
        "display_fields": [called],
        "search_fields": [called, "key"],
    }
