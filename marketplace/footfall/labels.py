"""Words for the five numbers of a shop."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.footfall.rules import Kind

LABELS: Mapping[StrEnum, LazyString] = {
    Kind.SEEN: lazy_gettext("Bag pages opened"),
    Kind.KEPT: lazy_gettext("Bags kept as favourites"),
    Kind.ASKED: lazy_gettext("Questions received"),
    Kind.WHATSAPP: lazy_gettext("Gone on to WhatsApp"),
    Kind.RECORD_OPENED: lazy_gettext("Record opened"),
}
MESSAGES: Mapping[str, LazyString] = {}
