"""Writing down what a helper did, in the transaction of the deed. Of what people do for themselves nothing is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.helping.models import HelperDeed
from marketplace.helping.rules import MAX_REF, MAX_TITLE, ONE_DEED, Deed


def note(actor: Actor, deed: Deed, ref: object, title: str, *, at: datetime) -> None:
    """Keep that `actor` did this for the artisan they act for; nothing for anybody who acts for nobody."""
    if actor.acting is None:
        return
    key = str(ref)[:MAX_REF]
    again = session.scalars(
        select(HelperDeed)
        .where(
            HelperDeed.helper_id == actor.acting.helper_id,
            HelperDeed.deed == deed,
            HelperDeed.ref == key,
            HelperDeed.at > at - ONE_DEED,
        )
        .order_by(HelperDeed.id.desc())
        .limit(1)
    ).one_or_none()
    if again is None:
        again = HelperDeed(helper_id=actor.acting.helper_id, deed=deed, ref=key)
        session.add(again)
    again.at, again.title = at, title[:MAX_TITLE]
    session.flush()
