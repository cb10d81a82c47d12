"""Letters about a review: one to the artisan, and one to the buyer when she replied."""

from __future__ import annotations

import re

from marketplace.adapters.jobs.models import Job
from marketplace.order_notes import links
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
    operations.reply(handed, "Terima kasih.", actor=actor_of(handed.artisan), at=NOON)
    session.commit()
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert len(outbox.letters) == 2
    token = re.search(r"/orders/([A-Za-z0-9_-]{43})", letters["rina@contoh.invalid"])[1]
    assert links.opened(token, NOON, account_id=None).id == handed.id
    assert f"/studio/orders/{handed.code}" in letters[handed.artisan.account.email]
    assert token not in letters[handed.artisan.account.email]


def test_the_link_pressed_twice_is_one_letter_and_leaves_the_queue(handed, session, jobs, outbox):
    jobs.run_all()
    outbox.letters.clear()
    for _ in range(2):
        mails.link(handed, "rina@contoh.invalid", secret=SECRET, at=NOON)
        session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    words = by_letter(handed).proof
    assert re.search(rf"/orders/[A-Za-z0-9_-]{{43}}/review/{words}", letter.text)
    assert not [job for job in session.query(Job) if words in str(job.payload)]
