"""The pages of helpers: an invitation, whose studio one works in, and the end of it."""

from __future__ import annotations

from marketplace.access.tasks import Task
from marketplace.helping.models import ActingSession
from tests.helping.conftest import Hand

BAR = "Anda bertindak untuk Siti Contoh."


def test_an_invitation_says_what_it_asks_and_is_accepted_after_signing_in(
    client, sign_in, invite, siti, budi
):
    _, token = invite(siti, tasks=[Task.BAGS])
    path = f"/helping/invitations/{token}"
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Siti Contoh mengajak Anda membantu" in page.get_data(as_text=True)
    assert "/sign-in?next=" in page.get_data(as_text=True)
    assert client.post(path).status_code in (303, 400, 403)
    sign_in(client, budi)
    hand = Hand(client)
    assert "Terima, sebagai Budi Pembantu" in hand.text(path)
    answer = hand.post(path)
    assert (answer.status_code, answer.location) == (303, "/helping")
    assert hand.get(path).status_code == 404 and hand.post(path).status_code == 404
    assert "Siti Contoh" in hand.text("/helping")


def test_refusals_are_said_on_the_invitation(client, sign_in, invite, siti, make, officer):
    for person, words in (
        (make.account(), "bukan milik akun Anda"),
        (officer, "Petugas dan orang lembaga sertifikasi"),
    ):
        _, token = invite(siti, "petugas2@contoh.invalid")
        sign_in(client, person)
        answer = Hand(client).post(f"/helping/invitations/{token}")
        assert answer.status_code == 403 and words in answer.get_data(as_text=True)


def test_the_bar_is_on_every_page_until_one_goes_back(helping, siti, budi):
    hand, _ = helping(siti, budi, Task.BAGS)
    for path in (
        "/",
        "/bags",
        "/helping",
        "/account",
        "/studio/listings",
        "/nothing-here",
        "/studio/profile",
    ):
        assert BAR in hand.text(path), path
    assert hand.post("/helping/back").status_code == 303
    assert BAR not in hand.text("/helping")


def test_another_browser_of_the_same_person_acts_for_nobody(helping, siti, budi, app, sign_in):
    helping(siti, budi)
    other = app.test_client()
    sign_in(other, budi)
    assert BAR not in other.get("/helping").get_data(as_text=True)
    assert other.get("/studio/listings").status_code == 403


def test_an_artisan_who_helps_works_in_one_studio_at_a_time(helping, siti, make):
    maya = make.artisan(name="Maya Contoh")
    own, hers = make.listing(maya, title="Tas Maya"), make.listing(siti, title="Tas Siti")
    hand, _ = helping(siti, maya.account, Task.BAGS, Task.PUBLISH)
    page = hand.text("/studio/listings")
    assert "Tas Siti" in page and "Tas Maya" not in page
    assert "<h1>Tas milik Siti" in page and "<h1>Tas saya" not in page
    assert hand.get(f"/studio/listings/{own.code}/edit").status_code == 404
    assert hand.get(f"/studio/listings/{hers.code}/edit").status_code == 200
    assert "Ini tidak termasuk yang ia perbolehkan." in hand.text("/studio/profile")
    assert hand.get("/studio/").status_code == 403, "her own first page waits until she is back"
    hand.post("/helping/back")
    page = hand.text("/studio/listings")
    assert "Tas Maya" in page and "Tas Siti" not in page and "<h1>Tas saya" in page
    assert hand.get(f"/studio/listings/{hers.code}/edit").status_code == 404


def test_ended_in_one_press_the_very_next_request_is_refused(helping, siti, make, app, sign_in):
    maya = make.artisan(name="Maya Contoh")
    make.listing(siti, title="Tas Siti")
    hand, helper = helping(siti, maya.account)
    other = app.test_client()
    sign_in(other, siti.account)
    artisan = Hand(other)
    assert artisan.post(f"/studio/helpers/{helper.id}/end").status_code == 303
    refused = hand.get("/studio/listings")
    assert refused.status_code == 403
    assert "Anda tidak lagi membantu di studio ini. Tidak ada yang diubah." in refused.get_data(as_text=True)
    assert hand.post("/studio/listings/new").status_code == 403, "and nothing lands in her own studio"
    hand.post("/helping/back")
    assert "Tas Siti" not in hand.text("/studio/listings")
    assert hand.post(f"/helping/{helper.id}/act").status_code == 404


def test_a_helper_leaves(helping, siti, budi, session):
    hand, helper = helping(siti, budi)
    assert hand.post(f"/helping/{helper.id}/leave").status_code == 303
    session.expire_all()
    assert helper.ended_at is not None and session.query(ActingSession).count() == 0
    assert hand.get("/studio/listings").status_code == 403


def test_nobody_acts_or_leaves_by_another_persons_number(helping, siti, budi, make, app, sign_in, session):
    _, helper = helping(siti, budi)
    other = app.test_client()
    sign_in(other, make.account())
    stranger = Hand(other)
    assert stranger.post(f"/helping/{helper.id}/act").status_code == 404
    assert stranger.post(f"/helping/{helper.id}/leave").status_code == 404
    session.expire_all()
    assert helper.ended_at is None


def test_whoever_acts_for_nobody_is_asked_no_further_question(helping, siti, budi, queries):
    hand, _ = helping(siti, budi)
    with queries() as acting:
        hand.get("/helping")
    hand.post("/helping/back")
    with queries() as plain:
        hand.get("/helping")
    assert len(acting) == len(plain) + 1
