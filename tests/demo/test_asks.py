"""The demonstration's requests are ones the site would take: one waits, one is partly ordered."""

from __future__ import annotations

from marketplace.demo.asks import ask
from marketplace.listings.rules import Availability
from marketplace.requests.models import CustomRequest
from marketplace.requests.rules import Reach, State


def test_one_waits_for_its_maker_and_one_for_many_is_partly_ordered(app, make, session):
    for _ in range(2):
        artisan = make.artisan()
        make.certificate(artisan)
        make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=7)
    ask(app.extensions["toolbox"])
    session.commit()
    one, pool = session.query(CustomRequest).order_by(CustomRequest.id).all()
    assert (one.reach, [row.waiting for row in one.recipients]) == (Reach.ONE, [True])
    assert (pool.reach, pool.state, pool.quantity, pool.remaining) == (Reach.ALL, State.OPEN, 12, 7)


def test_without_bags_or_makers_there_is_less_and_no_fault(app, make, session):
    ask(app.extensions["toolbox"])
    assert session.query(CustomRequest).count() == 0
    make.listing()
    ask(app.extensions["toolbox"])
    assert session.query(CustomRequest).count() == 1
