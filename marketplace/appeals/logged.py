"""What the decision log is told when an appeal is decided, and whether the rows still say the same."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.access.actors import SYSTEM, Actor
from marketplace.appeals.models import Appeal
from marketplace.database.session import session
from marketplace.decision_log import strays as compare
from marketplace.decision_log.rules.entries import Deed

SUBJECT = "appeal"


def deed_of(appeal: Appeal, actor: Actor) -> Deed:
    """Return what was decided: against what, and how. Both sides' words are sealed."""
    assert appeal.outcome is not None and appeal.decided_at is not None
    return Deed(
        action="appeal.close",
        actor=actor,
        at=appeal.decided_at,
        record=appeal.certificate.code,
        details={"against": f"certificate.{appeal.decision.action}", "outcome": appeal.outcome.value},
        private={
            "certificate": str(appeal.certificate_id),
            "decision": str(appeal.decision_id),
            "text": appeal.body,
            "reason": appeal.reason,
        },
    )


def strays() -> Iterator[str]:
    """Yield a sentence for each decided appeal that the log does not hold, or holds otherwise than its row says."""
    return compare.strays(SUBJECT, ((appeal.id, deed_of(appeal, SYSTEM)) for appeal in _decided()))


def _decided() -> Iterator[Appeal]:
    query = (
        select(Appeal)
        .where(Appeal.decided_at.is_not(None))
        .options(joinedload(Appeal.certificate), joinedload(Appeal.decision))
        .order_by(Appeal.id)
        .limit(compare.AT_A_TIME)
    )
    last = 0
    while page := session.scalars(query.where(Appeal.id > last)).all():
        yield from page
        last = page[-1].id
