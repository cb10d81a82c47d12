"""Letters: to both sides, at each step, in words that say that no money moves."""

from __future__ import annotations

import pytest

from marketplace.disputes import operations
from marketplace.disputes.rules import Action, Ending, Outcome
from marketplace.web.letters import render
from tests.conftest import NOON
from tests.disputes.conftest import artisan, buyer


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("deed", Action)
def test_each_step_has_words_of_its_own_for_either_side(app, deed, mine):
    values = {
        "name": "Rina",
        "other": "Siti",
        "bag": "Tote",
        "deed": deed.value,
        "mine": mine,
        "category": "late",
        "ending": "go_on",
        "outcome": "shared",
        "words": "Tali baru",
        "until": NOON.isoformat(),
        "where": ["disputes.show", {"token": "t", "dispute_id": 7}],
    }
    with app.app_context():
        subject, body = render("dispute", "en", values)
    assert "Tote" in subject and "Tali baru" in body and "Both have a part in it" in body
    assert "/en/orders/t/disputes/7" in body and "holds no money" in body


def test_both_sides_hear_of_every_step(dispute, agreed, officer, session, jobs, outbox):
    later = {"at": NOON}
    operations.reply(dispute, "Sudah dijahit dua kali.", who=artisan(agreed), outcome_days=7, **later)
    operations.propose(dispute, Ending.GO_ON, "", who=buyer(agreed), **later)
    operations.decide(dispute, Outcome.SHARED, "Keduanya.", actor=officer, version=dispute.version, **later)
    session.commit()
    jobs.run_all()
    told = [letter.to for letter in outbox.letters if "engketa" in letter.subject]
    assert told.count("rina@contoh.invalid") == 4
    assert told.count(agreed.artisan.account.email) == (4 if agreed.artisan.account.email else 0)
