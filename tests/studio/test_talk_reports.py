"""An artisan reports a talk; after an officer ended it she cannot write any more."""

from __future__ import annotations

import re

import pytest

from marketplace.inquiries.rules import Side
from marketplace.inquiries.senders import sender_key
from marketplace.talk_reports import operations
from marketplace.talk_reports.models import TalkReport
from marketplace.talk_reports.rules import Outcome
from tests.conftest import NOON
from tests.studio.test_new_orders import TERMS
from tests.talk_reports.conftest import FOUND, SAID
from tests.talk_reports.conftest import officer as officer
from tests.talk_reports.conftest import thread as thread


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def maker(client, sign_in, thread, session):
    session.commit()
    sign_in(client, thread.artisan.account)
    return client


def send(client, place, **said):
    token = re.search(r'name="csrf_token" value="([^"]+)"', text(client.get("/account")))[1]
    return client.post(place, data={"csrf_token": token, **said})


def test_she_reports_a_talk_of_hers_and_no_other(maker, thread, make, session):
    place = f"/studio/inbox/{thread.id}"
    assert f"{place}/report" in text(maker.get(place))
    assert maker.get(f"{place}/report").status_code == 200
    assert send(maker, f"{place}/report", category="fraud", words=SAID).status_code == 303
    assert session.query(TalkReport).one().side is Side.ARTISAN
    other = make.thread(make.listing(make.artisan()), token="another").id
    session.commit()
    assert maker.get(f"/studio/inbox/{other}/report").status_code == 404


def test_after_an_officer_ended_it_nothing_is_sent(app, maker, thread, officer, session):
    place = f"/studio/inbox/{thread.id}"
    send(maker, f"{place}/report", category="insult", words=SAID)
    secret = app.extensions["toolbox"].settings.secret_key
    thread.sender_key = sender_key(thread.buyer_email, secret)
    operations.rule(
        session.query(TalkReport).one(), Outcome.BLOCKED, FOUND, secret=secret, actor=officer, at=NOON
    )
    session.commit()
    page = text(maker.get(f"/en{place}"))
    assert "neither can write to the other" in page and f"{place}/unblock" not in page
    answer = send(maker, place, message="Halo lagi")
    assert answer.status_code == 422 and "Halo lagi" in text(answer)
    order = send(maker, f"{place}/order", **TERMS)
    assert order.status_code == 422 and "Petugas sudah mengakhiri percakapan Anda berdua" in text(order)
    buyer = app.test_client()
    assert buyer.post("/inquiries/a%20token", data={"message": "Tolong balas"}).status_code == 422
