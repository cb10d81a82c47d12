"""Both sides hear of an outcome, each with a link of its own."""

from __future__ import annotations

import pytest

from marketplace.inquiries import links
from marketplace.notices.models import Notice
from marketplace.talk_reports import operations
from marketplace.talk_reports.rules import Outcome
from marketplace.web.letters import render
from tests.conftest import NOON
from tests.talk_reports.conftest import FOUND, SAID, SECRET


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_has_words_for_either_side(app, outcome, mine):
    values = {
        "name": "Rina",
        "other": "Siti",
        "bag": "Tote",
        "mine": mine,
        "category": "fraud",
        "outcome": outcome.value,
        "words": FOUND,
        "where": ["inquiries.thread", {"token": "t"}],
    }
    with app.app_context():
        subject, body = render("talk_ruled", "en", values)
    assert "Tote" in subject and FOUND in body and "/en/inquiries/t" in body
    assert ("You reported" in body) is mine
    assert ("Open the dispute" in body) is (outcome is Outcome.PASSED_ON)


def test_both_sides_are_told_and_neither_reads_what_was_reported(
    report, thread, officer, session, jobs, outbox
):
    operations.rule(report, Outcome.WARNED, FOUND, secret=SECRET, actor=officer, at=NOON)
    session.commit()
    jobs.run_all()
    told = {letter.to: letter.text for letter in outbox.letters}
    assert told.keys() == {thread.buyer_email, thread.artisan.account.email}
    assert all(FOUND in words and SAID not in words for words in told.values())
    (token,) = {part.split()[0] for part in told[thread.buyer_email].split("/inquiries/")[1:]}
    assert links.opened(token, NOON).thread_id == thread.id
    assert "/inquiries/" not in told[thread.artisan.account.email]
    assert [one.kind for one in session.query(Notice)] == ["talk_ruled"]


def test_a_buyer_with_an_account_reads_it_there(report, thread, officer, make, session, jobs, outbox):
    account = make.account(email=thread.buyer_email)
    thread.buyer_account_id = account.id
    operations.rule(report, Outcome.NO_STEP, FOUND, secret=SECRET, actor=officer, at=NOON)
    session.commit()
    jobs.run_all()
    (letter,) = [one for one in outbox.letters if one.to == account.email]
    assert f"/account/talks/{thread.id}" in letter.text
    assert session.query(Notice).filter_by(account_id=account.id).one().kind == "talk_ruled_buyer"


def test_a_buyer_with_a_number_alone_keeps_her_link(report, thread, officer, session, clock):
    thread.buyer_email, thread.buyer_phone = None, "+6281234567890"
    operations.rule(report, Outcome.NO_STEP, FOUND, secret=SECRET, actor=officer, at=NOON)
    session.commit()
    assert links.opened("a token", clock()).thread_id == thread.id
