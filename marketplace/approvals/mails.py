"""What both are told: she, that a draft waits for her; the helper, what she said."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.approvals.models import Approval
from marketplace.approvals.rules import Outcome


def asked(approval: Approval, token: str, *, at: datetime) -> None:
    """Send the artisan the link; `token` is empty for one without an address, who finds it in her feed."""
    tell(
        approval.listing.artisan.account,
        "approval_asked",
        key=f"approval-asked-{approval.id}",
        at=at,
        secret=True,
        token=token,
        approval_id=approval.id,
        helper=approval.helper.name,
        bag=approval.title,
    )


def answered(approval: Approval, *, at: datetime) -> None:
    """Tell the helper what she said."""
    if approval.helper.account is None:
        return
    kind = "approval_given" if approval.outcome is Outcome.APPROVED else "approval_not_given"
    tell(
        approval.helper.account,
        kind,
        key=f"approval-answered-{approval.id}",
        at=at,
        artisan=approval.listing.artisan.name,
        bag=approval.title,
        words=approval.words,
    )
