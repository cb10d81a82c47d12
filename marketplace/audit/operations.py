"""Writing the journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.access.actors import Actor
from marketplace.audit.models import JournalEntry
from marketplace.database.session import session


def record(
    action: str,
    subject_type: str,
    subject_id: int,
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> JournalEntry:
    """Append one entry in the caller's transaction. `details` must hold no personal number or private text.

    The name is that of whoever did it; "for" is the account of the artisan they did it for, where they acted for one.
    """
    kept = dict(details or {})
    if actor.acting is not None:
        kept["for"] = actor.acting.account_id
    entry = JournalEntry(
        at=at,
        actor_id=actor.id or None,
        actor_name=actor.name,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        note=note,
        details=kept,
    )
    session.add(entry)
    session.flush()
    return entry
