"""What we write to the artisan about her appeal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.appeals.models import Appeal


def received(appeal: Appeal, *, due: date, at: datetime) -> None:
    """Confirm that it has come, and say by when it is decided."""
    _post(appeal, "appeal_receipt", at, due=due.isoformat())


def decided(appeal: Appeal, *, at: datetime) -> None:
    """Tell the outcome, why, and what follows from it."""
    assert appeal.outcome is not None
    _post(
        appeal,
        "appeal_decided",
        at,
        outcome=appeal.outcome.value,
        reason=appeal.reason,
        status=appeal.certificate.status.value,
    )


def _post(appeal: Appeal, template: str, at: datetime, **more: Any) -> None:
    tell(
        appeal.certificate.artisan.account,
        template,
        key=f"{template}-{appeal.id}",
        at=at,
        certificate_id=appeal.certificate_id,
        scheme=appeal.certificate.scheme,
        **more,
    )
