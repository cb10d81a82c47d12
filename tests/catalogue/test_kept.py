"""Kept questions are answered as their own pages answer them."""

from __future__ import annotations

from sqlalchemy import Text, literal, select

from marketplace.adapters.search.port import NoEngine
from marketplace.artisans.rules import Technique
from marketplace.catalogue import kept
from marketplace.catalogue.documents import Documents
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


def test_what_a_bag_was_called_can_be_asked_later_as_it_was_asked_then(app, make, session, clock, index):
    bag = make.listing(make.artisan(name="Bu  Siti"), title="Tas | Ombak", technique=Technique.CROCHET)
    bag.search_text = "tas ombak"
    make.listing(title="Dompet Kerang", technique=Technique.MACRAME)
    index()
    (document,) = Documents().of(session, [bag.id])
    words = kept.words_of(document, bag.search_text, bag.artisan.name_folded)
    assert words.count("\n") == 1

    def had(query, known):
        asked = read_search([("q", query)]).search
        return bool(session.scalar(select(kept.had(literal(words, Text), asked, known))))

    by_index = index_of(app.extensions["toolbox"])
    assert [had(one, by_index) for one in ("merenda", "ombak", "siti merenda", "omb")] == [True] * 4
    assert not had("kerang", by_index) and not had("ombak kerang", by_index)
    assert [had(one, Index()) for one in ("mbak", "siti tas", "")] == [True] * 3
    assert not had("merenda", Index()), "the database knows no synonyms"
    assert kept.same_words("|a|\ntas", "|b|\ntas") and not kept.same_words("|a|\ntas", "|a|\ntas biru")


def test_a_bag_that_is_not_in_the_index_yet_is_found_by_its_texts(app, make, session, clock, index):
    make.listing(title="Tote Ombak")
    index()
    late = make.listing(title="Ransel Pelangi")
    known = index_of(app.extensions["toolbox"])
    assert late.id in known.behind
    assert found(session, "q=pelangi", known, clock) == [late.code]
