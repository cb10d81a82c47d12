"""The link in her letter: what it shows, the three answers, and what it says once it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.tasks import Task
from marketplace.approvals.models import Approval
from marketplace.approvals.rules import Means, Outcome
from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy, State
from tests.approvals.conftest import link_in
from tests.conftest import NOON
from tests.helping.conftest import Hand


@pytest.fixture
def path(asked, jobs, outbox, siti):
    jobs.run_all()
    return f"/approvals/{link_in(outbox, siti.account.email)}"


def test_looking_changes_nothing_and_a_yes_without_signing_in_puts_it_on_show(
    client, path, asked, draft, session
):
    page = client.get(path)
    text = page.get_data(as_text=True)
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Budi Pembantu menyiapkan draf tas ini untuk Anda" in text and "Rp285.000" in text
    session.expire_all()
    assert draft.state is State.DRAFT and asked.outcome is None
    lacking = client.post(path, data={"do": "approve"})
    assert lacking.status_code == 422 and "no-store" in lacking.headers["Cache-Control"]
    answer = client.post(path, data={"do": "approve", "made_by": "self"})
    assert (answer.status_code, answer.location) == (303, path)
    assert client.post(path, data={"do": "approve", "made_by": "group"}).status_code == 303, "a second tap"
    session.expire_all()
    assert (draft.state, draft.made_by, asked.means) == (State.PUBLISHED, MadeBy.SELF, Means.LINK)
    assert f"/products/{draft.slug}-{draft.code}" in client.get(path).get_data(as_text=True)
    assert client.post(path, data={"do": "refuse", "words": "Tidak."}).status_code == 409


def test_a_no_keeps_what_was_typed_and_says_why_it_is_needed(client, path, asked, draft, session):
    assert client.post(path, data={"do": "refuse", "words": " "}).status_code == 422
    long = client.post(path, data={"do": "refuse", "words": "x" * 501})
    assert long.status_code == 422 and "x" * 501 in long.get_data(as_text=True)
    assert client.post(path, data={"do": "refuse", "words": "Harganya salah."}).status_code == 303
    session.expire_all()
    assert (asked.outcome, draft.state) == (Outcome.REFUSED, State.DRAFT)


def test_i_do_it_myself_leads_to_the_editor_by_her_own_sign_in(client, path, asked, draft, session):
    answer = client.post(path, data={"do": "take_over"})
    assert answer.location == f"/studio/listings/{draft.code}/edit"
    assert client.get(answer.location).status_code in (303, 401)
    session.expire_all()
    assert asked.outcome is Outcome.TAKEN_OVER


def test_whoever_drafted_cannot_use_the_link(client, path, sign_in, budi, draft, session):
    sign_in(client, budi)
    assert Hand(client).post(path, do="approve", made_by="self").status_code == 403
    session.expire_all()
    assert draft.state is State.DRAFT


def test_a_link_that_is_over_says_why_and_shows_nothing_of_the_draft(client, path, asked, session, clock):
    clock.now = NOON + timedelta(days=7)
    text = client.get(path).get_data(as_text=True)
    assert "Tujuh hari sudah lewat" in text and "Rp285.000" not in text
    assert client.post(path, data={"do": "approve", "made_by": "self"}).status_code == 409
    clock.now = NOON
    asked.helper.ended_at = NOON
    session.commit()
    assert "tidak lagi membantu Anda" in client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é" * 20])
def test_a_forged_link_leads_nowhere(client, token):
    assert client.get(f"/approvals/{token}").status_code == 404
    assert client.post(f"/approvals/{token}", data={"do": "approve"}).status_code == 404


def test_another_button_is_not_there(client, path):
    assert client.post(path, data={"do": "burn"}).status_code == 404


def test_a_helper_asks_from_the_editor_and_sees_what_became_of_it(helping, siti, budi, make, session):
    draft = make.listing(siti, title="Tote Ombak", state=State.DRAFT, made_by=None, units=())
    siti.account.email, siti.account.phone = None, "+6281200001234"
    session.commit()
    hand, _ = helping(siti, budi, Task.BAGS)
    editor = f"/studio/listings/{draft.code}/edit"
    assert 'value="ask"' in hand.text(editor)
    fields = {
        "title": "Tote Ombak", "price": "285000", "availability": "ready", "stock": "2", "bag_type": "tote",
        "technique": "crochet", "materials": "cotton", "colours": "navy", "length_cm": "34", "height_cm": "36",
    }  # fmt: skip
    lacking = hand.post(editor, **fields | {"price": ""}, do="ask")
    assert lacking.status_code == 422
    answer = hand.post(editor, **fields, do="ask")
    assert (answer.status_code, answer.location) == (303, "/helping/approvals")
    number = session.query(Approval).one().id
    text = hand.text("/helping/approvals")
    assert "Menunggu perajin" in text and "wa.me/?text=" in text and f"studio%2Fapprovals%2F{number}" in text
    assert siti.account.phone.removeprefix("+") not in text
    assert hand.post(editor, **fields, do="ask").status_code == 422, "asked a moment ago"
    assert hand.get("/studio/approvals").status_code == 403
    assert hand.post(f"/studio/approvals/{number}", do="approve", made_by="self").status_code == 403
    session.expire_all()
    assert session.query(Listing).one().state is State.DRAFT
