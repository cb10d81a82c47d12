"""Reporting a talk behind its private link, or from one's account."""

from __future__ import annotations

import re

import pytest

from marketplace.inquiries.rules import Side
from marketplace.talk_reports import operations
from marketplace.talk_reports.models import TalkReport
from marketplace.talk_reports.rules import LIMITS, Category, Outcome
from tests.conftest import NOON
from tests.talk_reports.conftest import FOUND, SAID, SECRET

PLACE = "/inquiries/a%20token"


def text(response):
    return response.get_data(as_text=True)


def send(client, place, **said):
    found = re.search(r'name="csrf_token" value="([^"]+)"', text(client.get(f"{place}/report")))
    token = found[1] if found else ""
    return client.post(
        f"{place}/report", data={"csrf_token": token, "category": "fraud", "words": SAID, **said}
    )


def test_a_guest_reports_her_talk_and_sees_that_she_did(client, thread, session):
    assert "/inquiries/a%20token/report" in text(client.get(f"/en{PLACE}"))
    answer = send(client, PLACE)
    assert answer.status_code == 303 and answer.location.endswith(PLACE)
    found = session.query(TalkReport).one()
    assert (found.side, found.words, found.until_message_id) == (Side.BUYER, SAID, thread.messages[0].id)
    page = text(client.get(f"/en{PLACE}"))
    assert "You reported this talk" in page and f"{PLACE}/report" not in page
    twice = send(client, PLACE)
    assert twice.status_code == 409 and SAID in text(twice)


def test_what_is_missing_is_said_and_what_was_typed_stays(client, thread, session):
    answer = send(client, PLACE, category="")
    assert answer.status_code == 422 and SAID in text(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert session.query(TalkReport).count() == 0


def test_many_reports_have_to_wait(client, thread, session, clock):
    for _ in range(LIMITS[0][0]):
        operations.admit("127.0.0.1", at=clock())
    answer = send(client, PLACE)
    assert answer.status_code == 429 and SAID in text(answer) and answer.headers["Retry-After"]


@pytest.mark.parametrize("place", ["/inquiries/nothing", "/account/talks/999"])
def test_nobody_reports_the_talk_of_others(client, make, sign_in, thread, place):
    if "account" in place:
        sign_in(client, make.account(email="lain@contoh.invalid"))
    assert client.get(f"{place}/report").status_code == 404


def test_an_account_reports_its_own_talk_and_reads_the_outcome(
    client, make, sign_in, thread, officer, session
):
    account = make.account(email="rina@contoh.invalid")
    thread.buyer_account_id = account.id
    session.commit()
    sign_in(client, account)
    place = f"/account/talks/{thread.id}"
    assert send(client, place).status_code == 303
    operations.rule(
        session.query(TalkReport).one(), Outcome.WARNED, FOUND, secret=SECRET, actor=officer, at=NOON
    )
    session.commit()
    page = text(client.get(f"/en{place}"))
    assert "A warning was given" in page and FOUND in page


def test_the_page_says_who_reads_the_talk_in_both_languages(client, thread):
    assert "officers of the city read it too" in text(client.get(f"/en{PLACE}"))
    assert "petugas kota ikut membacanya" in text(client.get(PLACE))
    assert Category.FRAUD
