"""Letters about a review: one to the artisan, and one to the buyer when she replied."""

from __future__ import annotations

from marketplace.reviews import operations
from marketplace.reviews.rules import Aspect
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of


def test_each_side_is_told_once(handed, session, jobs, outbox):
    jobs.run_all()
    outbox.letters.clear()
    for _ in range(2):
        operations.write(handed, name="R", marks=dict.fromkeys(Aspect, 5), reasons={}, words="Rapi.", at=NOON)
    operations.reply(handed, "Terima kasih.", actor=actor_of(handed.artisan), token="t0ken", at=NOON)
    session.commit()
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert len(outbox.letters) == 2
    assert "/orders/t0ken" in letters["rina@contoh.invalid"]
    assert f"/studio/orders/{handed.code}" in letters[handed.artisan.account.email]
    assert "t0ken" not in letters[handed.artisan.account.email]
