"""What both are told: she, that somebody helps now or has left; the helper, that it was ended."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.helping.models import Helper


def joined(helper: Helper, *, at: datetime) -> None:
    """Tell the artisan who took her invitation up."""
    tell(
        helper.artisan.account,
        "helper_joined",
        key=f"helper-joined-{helper.id}",
        at=at,
        helper=helper.name,
    )


def left(helper: Helper, *, at: datetime) -> None:
    """Tell the artisan who stopped helping."""
    tell(helper.artisan.account, "helper_left", key=f"helper-left-{helper.id}", at=at, helper=helper.name)


def ended(helper: Helper, *, at: datetime) -> None:
    """Tell the helper that the artisan ended it; nobody of an invitation that was not taken up."""
    if helper.account is not None:
        tell(
            helper.account,
            "helper_ended",
            key=f"helper-ended-{helper.id}",
            at=at,
            artisan=helper.artisan.name,
        )
