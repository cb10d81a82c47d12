"""Words about the sales book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: Sequence[Mapping[StrEnum, LazyString]] = ()
MESSAGES: Mapping[str, LazyString] = {
    "sale.day": lazy_gettext("Write the day on which it was sold."),
    "sale.future": lazy_gettext("This day is still to come. Write the day on which it was sold."),
    "sale.long_ago": lazy_gettext("This day is too long ago. Check the year."),
    "sale.what": lazy_gettext("Choose a bag, or write what was sold."),
    "sale.bag": lazy_gettext("This bag is not among yours any more. Choose again, or write it in words."),
    "sale.pieces": lazy_gettext("Write how many pieces were sold."),
    "sale.amount": lazy_gettext("This amount cannot be meant. Write it in whole rupiah."),
    "sale.stale": lazy_gettext(
        "This line was changed meanwhile. Nothing of yours was kept: look at it as it stands now."
    ),
    "sale.struck": lazy_gettext("This line was struck out; it stays as it is."),
}
