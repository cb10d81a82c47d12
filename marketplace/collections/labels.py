"""What the inputs of a collection and the refusals about them are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = ()
MESSAGES: Mapping[str, LazyString] = {
    "missing.title": lazy_gettext("Write the Indonesian title."),
    "collections.title": lazy_gettext("Write the Indonesian title."),
    "collections.title_en": lazy_gettext("Write the English title, or leave the collection unpublished."),
    "collections.empty": lazy_gettext("Give a search or pin a bag before you publish."),
    "collections.query": lazy_gettext(
        "This address asks for no bags. Copy that of a page of bags with filters."
    ),
    "collections.pins": lazy_gettext(
        "At least one of these is no bag of this site. One address or code a line."
    ),
    "collections.many_pins": lazy_gettext("Pin at most %(limit)s bags."),
    "collections.changed": lazy_gettext(
        "Somebody changed this collection after you opened it. Open it again and repeat your change."
    ),
}
