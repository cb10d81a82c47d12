"""The way back from WhatsApp: an address that opens nothing, and a letter to the buyer alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.inquiries import coming_back, links
from marketplace.inquiries.rules import BACK_LIMITS
from marketplace.kit.errors import NotFound
from marketplace.notices.models import Notice


@pytest.fixture
def secret(app):
    return app.extensions["toolbox"].settings.secret_key


@pytest.fixture
def thread(make, session):
    thread = make.thread(buyer_email="rina@contoh.invalid")
    session.commit()
    return thread


@pytest.fixture
def place(thread, secret):
    return f"/talks/{coming_back.mark_of(thread, secret)}"


def test_only_what_we_wrote_leads_anywhere(client, thread, secret):
    mark = coming_back.mark_of(thread, secret)
    assert coming_back.behind(mark, secret).id == thread.id
    for wrong in (f"{thread.id}", f"{thread.id}-", mark[:-1] + "x", f"9{mark}", "x-" + mark, "9" * 40, "é-1"):
        with pytest.raises(NotFound):
            coming_back.behind(wrong, secret)
        assert client.get(f"/talks/{wrong}").status_code == 404


def test_a_stranger_reads_nothing_of_the_talk(client, thread, place):
    answer = client.get(f"/en{place}")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "private, no-store"
    for part in (thread.buyer_name, thread.artisan.name, "rina@", "Apakah masih ada?", "/inquiries/"):
        assert part not in page


def test_both_sides_are_led_on_while_they_are_signed_in(client, make, sign_in, thread, place, session):
    account = make.account(email="rina@contoh.invalid")
    thread.buyer_account_id = account.id
    session.commit()
    sign_in(client, thread.artisan.account)
    assert client.get(place).location.endswith(f"/studio/inbox/{thread.id}")
    sign_in(client, account)
    assert client.get(place).location.endswith(f"/account/talks/{thread.id}")


def test_the_link_goes_to_the_buyers_mailbox_and_the_one_she_has_stays(
    client, thread, place, jobs, outbox, clock
):
    assert client.post(place).status_code == 303
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "rina@contoh.invalid"
    token = letter.text.split("/inquiries/")[1].split()[0]
    assert links.opened(token, clock()).thread_id == thread.id
    assert links.opened("a token", clock()).replaced_at is None


def test_an_account_gets_its_own_page(client, make, thread, place, session, jobs, outbox):
    thread.buyer_account_id = make.account(email="rina@contoh.invalid").id
    session.commit()
    client.post(place)
    jobs.run_all()
    assert f"/account/talks/{thread.id}" in outbox.letters[0].text
    assert session.query(Notice).one().kind == "talk_link"


@pytest.mark.parametrize(
    "changes", [{"buyer_email": None, "buyer_phone": "+6281200000009"}, {"muted_by_buyer": True}]
)
def test_whom_no_letter_reaches_gets_none_and_the_answer_is_the_same(
    client, thread, place, session, jobs, outbox, changes
):
    for name, value in changes.items():
        setattr(thread, name, value)
    session.commit()
    assert client.post(place).status_code == 303
    jobs.run_all()
    assert outbox.letters == []


def test_letters_are_limited(client, thread, place, jobs, outbox, clock):
    answers = []
    for _ in range(BACK_LIMITS[0][0] + 1):
        answers.append(client.post(place))
        clock.now += timedelta(minutes=1)
    assert [one.status_code for one in answers] == [303] * BACK_LIMITS[0][0] + [429]
    assert answers[-1].headers["Retry-After"]
    jobs.run_all()
    assert len(outbox.letters) == BACK_LIMITS[0][0]
