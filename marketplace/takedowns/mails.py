"""What we write to the maker of a bag that was taken down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.takedowns.models import Takedown


def taken_down(takedown: Takedown, *, until: date, at: datetime) -> None:
    """Tell her that it is down, why, and until when and where she can appeal."""
    _post(takedown, "bag_taken_down", at, reason=takedown.reason, until=until.isoformat())


def upheld(takedown: Takedown, *, at: datetime) -> None:
    """Tell her that it stays down, and why."""
    _post(takedown, "bag_stays_down", at, reason=takedown.answer)


def given_back(takedown: Takedown, *, at: datetime) -> None:
    """Tell her that it is hers to show again, and why."""
    _post(takedown, "bag_given_back", at, reason=takedown.back_reason, code=takedown.listing.code)


def _post(takedown: Takedown, template: str, at: datetime, **more: Any) -> None:
    tell(
        takedown.listing.artisan.account,
        template,
        key=f"{template}-{takedown.id}",
        at=at,
        bag=takedown.listing.title,
        takedown_id=takedown.id,
        **more,
    )
