"""What the decision log is told about reviews, and whether the rows still say the same.

Everybody reads about which bag an officer hid, kept or showed a review, and when; ground and words are sealed.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from marketplace.access.actors import SYSTEM, Actor
from marketplace.database.session import session
from marketplace.decision_log import strays as compare
from marketplace.decision_log.rules.entries import Deed
from marketplace.reviews.models import ReviewRuling
from marketplace.reviews.rules import Ruling

RULING = "review_ruling"


def ruled(ruling: ReviewRuling, actor: Actor) -> Deed:
    """Return what an officer decided on a review."""
    after = "hidden" if ruling.ruling in (Ruling.HIDE, Ruling.STAY) else "public"
    before = "hidden" if ruling.ruling in (Ruling.SHOW, Ruling.STAY) else "public"
    return Deed(
        action=f"review.{ruling.ruling.value}",
        actor=actor,
        at=ruling.decided_at,
        before=before,
        after=after,
        details={"bag": ruling.bag} if ruling.bag else {},
        private={
            "review": str(ruling.review_id),
            "version": str(ruling.number),
            "ground": ruling.ground.value if ruling.ground else "",
            "words": ruling.words,
        },
    )


def strays() -> Iterator[str]:
    """Yield a sentence for each ruling that the log does not hold, or holds otherwise than its row says."""
    yield from compare.strays(RULING, ((one.id, ruled(one, SYSTEM)) for one in _rows()))


def _rows() -> Iterator[ReviewRuling]:
    query = select(ReviewRuling).order_by(ReviewRuling.id).limit(compare.AT_A_TIME)
    last = 0
    while page := session.scalars(query.where(ReviewRuling.id > last)).all():
        yield from page
        last = page[-1].id
