"""What refusals of this feature are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = ()
MESSAGES: Mapping[str, LazyString] = {
    "favourites.full": lazy_gettext("An account keeps at most %(most)s favourites. Take some out first."),
}
