"""What was decided on reviews and what the log says of it are the same, or `log verify` tells."""

from __future__ import annotations

from sqlalchemy import update

from marketplace.reviews import logged, moderating, operations, queries
from marketplace.reviews.models import ReviewRuling
from marketplace.reviews.rules import Aspect, Objection, Ruling, Seen
from tests.conftest import NOON
from tests.emptying import with_triggers_off
from tests.order_notes.conftest import SECRET
from tests.reviews.conftest import by_letter, officer_of


def test_a_changed_row_is_found(handed, session, make):
    said = {"name": "Bu R", "marks": dict.fromkeys(Aspect, 5), "reasons": {}, "words": ""}
    review = operations.write(handed, **said, claim=by_letter(handed), secret=SECRET, at=NOON)
    made = moderating.rule(
        queries.for_officer(review.id),
        Ruling.HIDE,
        "Kasar.",
        Objection.RUDE,
        seen=Seen(1, 0),
        actor=officer_of(make),
        at=NOON,
    )
    session.commit()
    assert list(logged.strays()) == []
    other = update(ReviewRuling).values(words="Lain.")
    with_triggers_off(session.connection(), ReviewRuling.__table__, other)
    session.commit()
    assert list(logged.strays()) == [f"review_ruling {made.id} says something else than its entry in the log"]
