"""Letters about a review: one to the artisan, and one to the buyer when she replied."""

from __future__ import annotations

from marketplace.adapters.jobs.models import Job
from marketplace.reviews import mails, operations
from marketplace.reviews.rules import Aspect
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, actor_of
from tests.reviews.conftest import by_letter


def test_each_side_is_told_once(handed, session, jobs, outbox):
    jobs.run_all()
    outbox.letters.clear()
    for _ in range(2):
        said = {"name": "R", "marks": dict.fromkeys(Aspect, 5), "reasons": {}, "words": "Rapi."}
        operations.write(handed, **said, claim=by_letter(handed), secret=SECRET, at=NOON)
    operations.reply(handed, "Terima kasih.", actor=actor_of(handed.artisan), token="t0ken", at=NOON)
    session.commit()
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert len(outbox.letters) == 2
    assert "/orders/t0ken" in letters["rina@contoh.invalid"]
    assert f"/studio/orders/{handed.code}" in letters[handed.artisan.account.email]
    assert "t0ken" not in letters[handed.artisan.account.email]


def test_the_link_pressed_twice_is_one_letter_and_leaves_the_queue(handed, session, jobs, outbox):
    jobs.run_all()
    outbox.letters.clear()
    for _ in range(2):
        mails.link(handed, "rina@contoh.invalid", token="t0ken", secret=SECRET, at=NOON)
        session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    words = by_letter(handed).proof
    assert f"/orders/t0ken/review/{words}" in letter.text
    assert not [job for job in session.query(Job) if words in str(job.payload)]
