"""Kept questions are answered as their own pages answer them."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.adapters.search.port import NoEngine
from marketplace.artisans.rules import Technique
from marketplace.catalogue.kept import Index, answering, index_of
from marketplace.catalogue.schemas import read_search
from marketplace.listings.models import Listing
from tests.catalogue.indexed import index as index


def found(session, query, known, clock):
    asked = read_search([tuple(pair.split("=")) for pair in query.split("&")]).search
    wanted = answering(asked, known, clock().date())
    return session.scalars(
        select(Listing.code).join(Listing.artisan).where(*wanted).order_by(Listing.id)
    ).all()


def test_words_are_asked_of_the_index_and_all_else_of_the_database(app, make, session, clock, index):
    box = app.extensions["toolbox"]
    crochet = make.listing(title="Tote Ombak", technique=Technique.CROCHET)
    make.listing(title="Dompet Kerang", technique=Technique.MACRAME)
    assert isinstance(index_of(box).engine, NoEngine), "none is built yet"
    index()
    assert found(session, "q=merenda", index_of(box), clock) == [crochet.code]
    assert found(session, "q=merenda", Index(), clock) == []
    crochet.price = 1_000_000
    session.commit()
    assert found(session, "q=merenda&high=500000", index_of(box), clock) == []


def test_a_bag_that_is_not_in_the_index_yet_is_found_by_its_texts(app, make, session, clock, index):
    make.listing(title="Tote Ombak")
    index()
    late = make.listing(title="Ransel Pelangi")
    known = index_of(app.extensions["toolbox"])
    assert late.id in known.behind
    assert found(session, "q=pelangi", known, clock) == [late.code]
