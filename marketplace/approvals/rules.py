"""What is true of asking an artisan for her approval: how long it waits, and what ends it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

APPROVAL_LIFETIME = timedelta(days=7)
ASKED_AGAIN = timedelta(hours=1)
"""So soon the same draft is not asked about again: a second tap sends no second letter."""
MOST_A_DAY = 30
"""How often one artisan is asked in 24 hours, by all her helpers together."""
MAX_WORDS = 500
SHOWN = 50


class Outcome(StrEnum):
    """How it ended; REPLACED: it was asked again, about the draft as it is now."""

    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_OVER = "taken_over"
    REPLACED = "replaced"


class Means(StrEnum):
    """How she answered: by the link in the letter to her, or signed in."""

    LINK = "link"
    SIGN_IN = "sign_in"


class Standing(StrEnum):
    """What it is worth now."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_OVER = "taken_over"
    REPLACED = "replaced"
    CHANGED = "changed"
    LAPSED = "lapsed"
    HELP_ENDED = "help_ended"
    NO_DRAFT = "no_draft"


def standing(
    outcome: Outcome | None, expires_at: datetime, at: datetime, *, helps: bool, is_draft: bool, same: bool
) -> Standing:
    """Return it; whatever is not known to wait does not."""
    if outcome is not None:
        return Standing(outcome.value)
    if not helps:
        return Standing.HELP_ENDED
    if not is_draft:
        return Standing.NO_DRAFT
    if not same:
        return Standing.CHANGED
    return Standing.WAITING if at < expires_at else Standing.LAPSED


def shape_of(facts: Mapping[str, Any]) -> str:
    """Return a digest of all that was laid before her, in hex; plain values alone, the same in any order of names."""
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()
