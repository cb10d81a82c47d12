"""What can be wrong with declaring a relation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: Mapping[StrEnum, LazyString] = {}
MESSAGES: Mapping[str, LazyString] = {
    "relation.known": lazy_gettext("This is noted already."),
    "relation.own": lazy_gettext("You cannot end a relation of your own. Another admin has to."),
}
