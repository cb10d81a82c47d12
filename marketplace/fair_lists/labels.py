"""Words about lists for fairs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.fair_lists.rules import Span

LABELS: Mapping[StrEnum, LazyString] = {
    Span.WEEK: lazy_gettext("One week"),
    Span.MONTH: lazy_gettext("30 days"),
    Span.QUARTER: lazy_gettext("90 days"),
}
MESSAGES: Mapping[str, LazyString] = {
    "fair_list.over": lazy_gettext(
        "This list was lent for a time that is over. Ask whoever sent it for a new one."
    ),
    "fair_list.too_many": lazy_gettext(
        "As many links work as this page shows. Take one back that is not needed any more, then make this one."
    ),
    "fair_list.given_to": lazy_gettext("Write whom the link is for."),
}
