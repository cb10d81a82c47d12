"""What the kinds of alerts and the refusals about them are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.alerts.rules import Kind

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {Kind.SEARCH: lazy_gettext("Saved searches"), Kind.ARTISAN: lazy_gettext("Artisans you follow")},
)
MESSAGES: Mapping[str, LazyString] = {
    "alerts.full": lazy_gettext("An account keeps at most %(most)s searches and artisans. End one first."),
    "alerts.too_many": lazy_gettext(
        "This address was asked several times today. Please wait %(hours)s hours."
    ),
}
