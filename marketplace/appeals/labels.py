"""Words about appeals."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.appeals.rules import Outcome

LABELS: Mapping[StrEnum, LazyString] = {
    Outcome.UPHELD: lazy_gettext("The decision stands"),
    Outcome.GRANTED: lazy_gettext("The appeal is granted"),
}
MESSAGES: Mapping[str, LazyString] = {
    "appeal.text": lazy_gettext("Write why you think the decision is wrong."),
    "appeal.reason": lazy_gettext("Write the reason. The artisan will read it."),
    "appeal.outcome": lazy_gettext("Choose the outcome."),
    "appeal.closed": lazy_gettext(
        "This decision cannot be appealed: the time is over, it was appealed before, or a newer one has been made."
    ),
    "appeal.same_officer": lazy_gettext(
        "You made the decision this appeal is about. Another officer has to decide on it."
    ),
    "appeal.own_file": lazy_gettext("This is your own appeal. A colleague has to decide on it."),
    "logged.appeal.close": lazy_gettext("Appeal decided"),
}
