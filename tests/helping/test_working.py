"""What helpers do in a studio: within their tasks, under their own name, and written down."""

from __future__ import annotations

import pytest

from marketplace.access.tasks import Task
from marketplace.audit import queries as journal
from marketplace.helping import queries as helpers
from marketplace.helping.rules import Deed
from marketplace.inquiries.models import Message, ReplyTime
from marketplace.inquiries.rules import Side
from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy, State
from marketplace.order_notes.models import NoteEvent, OrderNote
from marketplace.order_notes.rules import Action
from marketplace.order_notes.rules import State as NoteState
from tests.factories import photographs
from tests.order_notes.conftest import agreed as agreed
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose
from tests.studio.editing import Editor
from tests.studio.test_bag_photos import send


def told(artisan):
    return [(one.deed, one.ref) for one in helpers.deeds(artisan.id)]


def test_a_helper_begins_and_fills_a_draft_that_stays_one(helping, siti, budi, session):
    hand, _ = helping(siti, budi, Task.BAGS)
    answer = hand.post("/studio/listings/new")
    listing = session.query(Listing).one()
    assert answer.location == f"/studio/listings/{listing.code}/edit" and listing.artisan_id == siti.id
    editor = Editor(hand.client, listing, hand.client.token("/account"))
    page = editor.post(photographs.jpeg(1), title="Tote Bantu", price="100000", do="save")
    assert page.status_code == 303
    session.expire_all()
    assert listing.title == "Tote Bantu" and len(listing.photos) == 1 and listing.state is State.DRAFT
    assert told(siti) == [(Deed.BAG_CHANGED, listing.code), (Deed.BAG_BEGUN, listing.code)]
    assert 'value="publish"' not in hand.text(editor.path)
    assert editor.post(title="Tote Bantu", do="publish").status_code in (403, 422)
    assert hand.post(f"/studio/listings/{listing.code}/state/publish").status_code == 403
    session.expire_all()
    assert listing.state is State.DRAFT


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFT, State.REMOVED)])
def test_without_the_tick_a_bag_that_is_no_draft_stays_as_it_is(helping, siti, budi, make, session, state):
    listing = make.listing(siti, title="Tote Ombak", state=state)
    hand, _ = helping(siti, budi, Task.BAGS)
    editor = Editor(hand.client, listing, hand.client.token("/account"))
    photo = listing.photos[0].id
    for answer in (
        hand.get(editor.path),
        editor.post(photographs.jpeg(1), title="Anders", do="save"),
        editor.post(do="save", delete=str(photo)),
        send(hand.client, f"/studio/listings/{listing.code}/photos", photographs.jpeg(1)),
        hand.post(f"/studio/listings/{listing.code}/photos/order", order=str(photo)),
        hand.post(f"/studio/listings/{listing.code}/photos/{photo}/take-back"),
    ):
        assert answer.status_code in (403, 409), answer
    hand.post(f"/studio/listings/{listing.code}/autosave", title="Anders")
    session.expire_all()
    assert listing.title == "Tote Ombak" and [one.id for one in listing.photos] == [photo]
    assert told(siti) == []


def test_with_the_tick_a_helper_shows_and_pauses_but_never_deletes(helping, siti, budi, make, session):
    listing = make.listing(siti, title="Tote Ombak", state=State.DRAFT)
    hand, _ = helping(siti, budi, Task.PUBLISH)
    for step in ("publish", "pause", "resume", "mark_sold"):
        assert hand.post(f"/studio/listings/{listing.code}/state/{step}").status_code == 303, step
    assert hand.post(f"/studio/listings/{listing.code}/delete").status_code == 403
    session.expire_all()
    assert listing.state is State.SOLD
    assert {deed for deed, _ in told(siti)} == {Deed.BAG_PUBLISHED, Deed.BAG_PAUSED, Deed.BAG_SOLD}
    written = journal.about("listing", listing.id)
    assert [(one.actor_id, one.actor_name, one.details["for"]) for one in written] == [
        (budi.id, "Budi Pembantu", siti.account_id)
    ]


def test_who_made_a_bag_and_by_which_unit_is_the_artisans_word(helping, siti, budi, make, session):
    certificate = make.certificate(siti)
    unit = certificate.units[0]
    listing = make.listing(siti, state=State.DRAFT, units=(), made_by=None)
    named = make.listing(siti, units=[unit], made_by=MadeBy.SELF)
    hand, _ = helping(siti, budi, Task.PUBLISH)
    token = hand.client.token("/account")
    page = hand.text(f"/studio/listings/{listing.code}/edit")
    assert 'name="units"' not in page and 'name="made_by"' not in page
    for one in (listing, named):
        Editor(hand.client, one, token).post(
            title="Baru", do="save", units=str(unit.id), made_by="self", outside_certificate=""
        )
    session.expire_all()
    assert not listing.units and listing.made_by is None
    assert [row.unit_id for row in named.units] == [unit.id] and named.made_by is MadeBy.SELF
    assert hand.post(f"/studio/listings/{listing.code}/state/publish").location.endswith("/edit?check=1")


def test_an_answer_stands_under_the_helpers_name_for_buyer_and_artisan(
    helping, siti, budi, make, session, jobs, outbox, app, sign_in
):
    thread = make.thread(make.listing(siti, title="Tote Ombak"), token="buyers", buyer_name="Dewi")
    hand, _ = helping(siti, budi, Task.TALKS)
    path = f"/studio/inbox/{thread.id}"
    page = hand.text(path)
    assert thread.buyer_email not in page and "wa.me" not in page
    assert "Budi Pembantu, untuk Siti Contoh" in page
    session.expire_all()
    assert thread.unread_by_artisan == 1, "she has not read it"
    assert hand.post(path, message="Masih ada, Bu.").status_code == 303
    message = session.query(Message).order_by(Message.id.desc()).first()
    assert (message.side, message.helper) == (Side.ARTISAN, "Budi Pembantu")
    assert session.query(ReplyTime).count() == 0, "how soon she answers is said of her alone"
    assert told(siti) == [(Deed.ANSWERED, str(thread.id))]
    jobs.run_all()
    letter = next(one for one in outbox.letters if "Masih ada, Bu." in one.text)
    assert letter.subject == "Budi Pembantu, untuk Siti Contoh menjawab tentang Tote Ombak"
    stranger = app.test_client()
    token = letter.text.split("/inquiries/")[1].split()[0]
    shown = stranger.get(f"/inquiries/{token}").get_data(as_text=True)
    assert "Budi Pembantu, untuk Siti Contoh · " in shown
    other = app.test_client()
    sign_in(other, siti.account)
    assert "Budi Pembantu, untuk Siti Contoh · " in other.get(path).get_data(as_text=True)
    assert "menjawab pembeli" in other.get("/studio/helpers").get_data(as_text=True)


def test_a_helper_marks_steps_and_neither_agrees_nor_calls_off(
    helping, agreed, bag, budi, session, jobs, outbox, app, sign_in
):
    siti, code = bag.artisan, agreed.code
    hand, _ = helping(siti, budi, Task.ORDERS)
    way = f"/studio/orders/{code}"
    page = hand.text(way)
    assert "Jl. Contoh 1" not in page and "/print" not in page and "/dispute" not in page
    assert hand.post(f"{way}/steps/cancel", words="Maaf sekali").status_code == 403
    for step in ("start", "finish", "hand_over"):
        assert hand.post(f"{way}/steps/{step}").status_code == 303, step
    session.expire_all()
    note = session.get_one(OrderNote, agreed.id)
    assert note.state is NoteState.HANDED_OVER
    events = session.query(NoteEvent).order_by(NoteEvent.number).all()
    assert [
        one.helper for one in events if one.action in (Action.START, Action.FINISH, Action.HAND_OVER)
    ] == ["Budi Pembantu"] * 3
    assert not any(one.helper for one in events[:2])
    assert {deed for deed, _ in told(siti)} == {
        Deed.ORDER_STARTED,
        Deed.ORDER_FINISHED,
        Deed.ORDER_HANDED_OVER,
    }
    assert "Budi Pembantu, untuk" in hand.text(way)
    jobs.run_all()
    assert any("Budi Pembantu, untuk" in one.subject for one in outbox.letters)


def test_whoever_bought_it_does_not_mark_its_steps_for_her(helping, propose, bag, make, session):
    rina = make.account(email="rina@contoh.invalid", name="Rina")
    note = propose(bag)
    hand, _ = helping(bag.artisan, rina, Task.ORDERS)
    assert hand.post(f"/studio/orders/{note.code}/steps/start").status_code == 403


def test_nobody_answers_a_talk_of_their_own(helping, siti, budi, make, session):
    thread = make.thread(make.listing(siti), buyer_account_id=budi.id, buyer_email=budi.email)
    hand, _ = helping(siti, budi, Task.TALKS)
    answer = hand.post(f"/studio/inbox/{thread.id}", message="Masih ada.")
    assert answer.status_code == 403
    assert "Percakapan ini milik Anda sendiri" in answer.get_data(as_text=True)
    assert session.query(Message).count() == 1 and told(siti) == []


def test_a_look_at_the_sales_book_is_a_look(helping, agreed, bag, budi):
    hand, _ = helping(bag.artisan, budi, Task.SALES)
    page = hand.text("/studio/sales")
    assert "/studio/sales/new" not in page and "book.csv" not in page
    assert hand.get("/studio/sales/2026/book.csv").status_code == 403
    assert hand.get("/studio/sales/2026-04").status_code == 200
    assert hand.get(f"/studio/orders/{agreed.code}").status_code == 403


def test_what_the_artisan_does_herself_is_no_deed_of_a_helper(client, sign_in, siti, make, session):
    listing = make.listing(siti, state=State.DRAFT)
    sign_in(client, siti.account)
    Editor(client, listing, client.token("/account")).post(title="Baru", do="save")
    session.expire_all()
    assert listing.title == "Baru" and told(siti) == []
