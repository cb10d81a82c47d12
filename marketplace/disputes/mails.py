"""Letters about disputes: to both sides at each step, each in its language."""

from __future__ import annotations

from typing import Any

from marketplace.accounts.mails import tell
from marketplace.disputes.models import Dispute, DisputeEvent
from marketplace.disputes.rules import Action
from marketplace.inquiries.rules import Side
from marketplace.notices import buyers
from marketplace.order_notes.mails import ORDER


def tell_both(dispute: Dispute, event: DisputeEvent, *, token: str) -> None:
    """Write to both sides what happened; a buyer without an address reads it on the page of the dispute."""
    note = dispute.note
    tell(
        note.artisan.account,
        "dispute",
        key=f"dispute-{event.id}",
        at=event.at,
        where=["studio.dispute", {"code": note.code, "dispute_id": dispute.id}],
        code=note.code,
        dispute_id=dispute.id,
        other=note.buyer_name,
        mine=event.side is Side.ARTISAN,
        **_blanks(dispute, event),
    )
    buyers.tell(
        ORDER,
        note,
        "bought_dispute",
        key=f"dispute-buyer-{event.id}",
        at=event.at,
        letter="dispute",
        where=["disputes.show", {"token": token, "dispute_id": dispute.id}],
        other=note.artisan.name,
        mine=event.side is Side.BUYER,
        **_blanks(dispute, event),
    )


def _blanks(dispute: Dispute, event: DisputeEvent) -> dict[str, Any]:
    return {
        "deed": event.action.value,
        "bag": dispute.note.current.title,
        "category": dispute.category.value,
        "ending": event.ending.value if event.ending else "",
        "outcome": event.outcome.value if event.outcome else "",
        "words": event.words,
        "until": (dispute.reply_until if event.action is Action.OPEN else dispute.decide_until).isoformat(),
    }
