"""The demonstration's order notes are ones the site would take, and stand at different places of the road."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.demo.orders import REPLY, WHY, WORDS, agree
from marketplace.demo.people import BUYER
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import State
from marketplace.reviews.models import Review
from marketplace.reviews.schemas import ReplyForm, ReviewForm
from tests.reviews.conftest import FORM


def test_the_words_pass_the_forms():
    assert ReviewForm.model_validate(FORM | {"words": WORDS, "why_on_time": next(iter(WHY.values()))})
    assert ReplyForm.model_validate({"reply": REPLY})


def test_one_waits_one_is_being_made_and_one_is_reviewed(app, make, session):
    artisan = make.artisan()
    for _ in range(4):
        make.listing(artisan)
    actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    agree(artisan, actor=actor, box=app.extensions["toolbox"])
    session.commit()
    notes = session.query(OrderNote).order_by(OrderNote.id).all()
    assert [one.state for one in notes] == [State.PROPOSED, State.MAKING, State.HANDED_OVER]
    assert {one.buyer_email for one in notes} == {BUYER[1]}
    assert session.query(Review).one().reply == REPLY
