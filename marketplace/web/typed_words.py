"""What was typed into a form whose private link ended meanwhile: it goes back with the refusal, to be copied."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask import request
from flask_babel import LazyString, gettext

from marketplace.kit.errors import Refusal
from marketplace.web.labels import label

MOST = 5000
"""Characters given back of one field; what is longer was refused by its form anyway."""
_fields: dict[str, tuple[LazyString, type[StrEnum] | None]] = {}


def name_fields(words: Mapping[str, LazyString], choices: Mapping[str, type[StrEnum]] | None = None) -> None:
    """Say what fields behind private links are called, and which of them are chosen from an enum."""
    for name, called in words.items():
        _fields[name] = called, (choices or {}).get(name)


def is_named(name: str) -> bool:
    """Whether a field is given back; the tests ask for every field of such forms."""
    return name in _fields


def keep_typed(refusal: Refusal) -> None:
    """Put what the form at hand carries into the refusal's details ("typed", and "files": whether any came along)."""
    if request.method != "POST":
        return
    typed = [
        (str(called), _shown(request.form[name].strip()[:MOST], chosen))
        for name, (called, chosen) in _fields.items()
        if request.form.get(name, "").strip()
    ]
    refusal.details["typed"] = typed
    refusal.details["files"] = any(file.filename for file in request.files.values())


def _shown(value: str, chosen: type[StrEnum] | None) -> str:
    if chosen is None:
        return value
    return str(label(chosen(value))) if value in set(chosen) else gettext("an answer that is not offered")
