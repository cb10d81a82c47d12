"""What we write to the artisan about her certificate."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action

LETTERS = {
    Action.VERIFY: "certificate_verified",
    Action.VERIFY_FROM_LIST: "certificate_from_list",
    Action.ASK_CHANGES: "certificate_changes",
    Action.REJECT: "certificate_rejected",
    Action.SUSPEND: "certificate_suspended",
    Action.REINSTATE: "certificate_reinstated",
    Action.REVOKE: "certificate_revoked",
    Action.REDUCE_SCOPE: "certificate_reduced",
    Action.RESTORE_SCOPE: "certificate_restored",
}


def decided(certificate: Certificate, decision: Decision, *, at: datetime) -> None:
    """Post the letter about a decision; who gave no e-mail address reads it in the studio.

    The officer's private note and name stay here: the artisan is told what was decided, and why.
    """
    tell(
        certificate.artisan.account,
        LETTERS[decision.action],
        key=f"certificate-decision-{decision.id}",
        at=at,
        certificate_id=certificate.id,
        code=certificate.code or "",
        scheme=certificate.scheme,
        reason=decision.reason,
        fields=list(decision.fields),
        valid_until=certificate.valid_until.isoformat() if certificate.valid_until else "",
    )
