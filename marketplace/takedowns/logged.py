"""What the decision log is told about bags that are taken down, and whether the rows still say the same.

Everybody reads which bag, by its code alone, and what was done; ground and words of both sides are sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from marketplace.access.actors import SYSTEM, Actor
from marketplace.appeals.rules import Outcome
from marketplace.database.session import session
from marketplace.decision_log import strays as compare
from marketplace.decision_log.rules.entries import Deed
from marketplace.listings.rules import State
from marketplace.takedowns.models import Takedown

TAKEN_DOWN, UPHELD, GIVEN_BACK = "takedown", "takedown_upheld", "takedown_end"


def taken_down(takedown: Takedown, actor: Actor) -> Deed:
    """Return that a bag was taken down."""
    return _deed(
        takedown,
        actor,
        "bag.take_down",
        takedown.taken_at,
        after=State.TAKEN_DOWN.value,
        ground=takedown.ground.value,
        reason=takedown.reason,
    )


def upheld(takedown: Takedown, actor: Actor) -> Deed:
    """Return that it stays down after an appeal."""
    assert takedown.decided_at is not None
    return _deed(
        takedown,
        actor,
        "bag.stays_down",
        takedown.decided_at,
        after=State.TAKEN_DOWN.value,
        appeal=takedown.appeal,
        answer=takedown.answer,
    )


def given_back(takedown: Takedown, actor: Actor) -> Deed:
    """Return that it was given back."""
    assert takedown.given_back_at is not None
    return _deed(
        takedown,
        actor,
        "bag.give_back",
        takedown.given_back_at,
        before=State.TAKEN_DOWN.value,
        appeal=takedown.appeal,
        reason=takedown.back_reason,
    )


def strays() -> Iterator[str]:
    """Yield a sentence for each step about a bag that the log does not hold, or holds otherwise than its row says."""
    for subject, when, deed in (
        (TAKEN_DOWN, Takedown.taken_at, taken_down),
        (GIVEN_BACK, Takedown.given_back_at, given_back),
    ):
        yield from compare.strays(subject, _deeds(when, deed))
    stays = (
        (one.id, upheld(one, SYSTEM)) for one in _rows(Takedown.decided_at) if one.outcome is Outcome.UPHELD
    )
    yield from compare.strays(UPHELD, stays)


def _deeds(
    when: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    deed: Callable[[Takedown, Actor], Deed],
) -> Iterator[tuple[int, Deed]]:
    return ((one.id, deed(one, SYSTEM)) for one in _rows(when))


def _rows(
    when: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
) -> Iterator[Takedown]:
    query = (
        select(Takedown)
        .where(when.is_not(None))
        .options(joinedload(Takedown.listing))
        .order_by(Takedown.id)
        .limit(compare.AT_A_TIME)
    )
    last = 0
    while page := session.scalars(query.where(Takedown.id > last)).all():
        yield from page
        last = page[-1].id


def _deed(
    takedown: Takedown,
    actor: Actor,
    action: str,
    at: datetime,
    *,
    before: str | None = None,
    after: str | None = None,
    **private: str,
) -> Deed:
    return Deed(
        action=action,
        actor=actor,
        at=at,
        record=None,
        before=before,
        after=after,
        details={"bag": takedown.listing.code},
        private={"takedown": str(takedown.id), **private},
    )
