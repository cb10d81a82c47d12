"""The bags of a collection today."""

from __future__ import annotations

from datetime import timedelta

from marketplace.catalogue.answers import Tally
from marketplace.catalogue.kept import Index
from marketplace.collections import operations
from marketplace.collections import queries as collections
from marketplace.collections.operations import Entry
from marketplace.collections.rules import ON_HOME, SHOWN
from marketplace.listings.rules import BagType, State


def codes(shown):
    return [offer.listing.code for offer in shown.offers]


def test_pinned_bags_come_first_in_their_order_and_each_bag_once(make, session, clock, officer):
    old, new, pouch = make.listing(), make.listing(), make.listing(bag_type=BagType.POUCH)
    entry = Entry("Kado", query="type=tote", pins=[pouch.code, old.code])
    made = operations.add(entry, actor=officer, at=clock())
    shown = collections.bags_of(made, clock().date(), Index())
    assert codes(shown) == [pouch.code, old.code, new.code]
    assert shown.found == Tally(2)
    assert collections.bags_of(made, clock().date(), Index(), bound=1).found == Tally(1, more=True)


def test_what_is_not_on_offer_steps_aside_and_comes_back(make, session, clock, officer):
    pinned, other = make.listing(), make.listing()
    hidden = make.listing(make.artisan(visible=False))
    made = operations.add(
        Entry("Kado", query="type=tote", pins=[pinned.code, hidden.code]), actor=officer, at=clock()
    )
    pinned.state = State.SOLD
    session.commit()
    assert codes(collections.bags_of(made, clock().date(), Index())) == [other.code]
    pinned.state = State.PUBLISHED
    session.commit()
    assert codes(collections.bags_of(made, clock().date(), Index())) == [pinned.code, other.code]


def test_a_collection_shows_so_many_bags_and_counts_all(make, session, clock, officer, queries):
    artisan = make.artisan()
    bags = [make.listing(artisan, photos=0) for _ in range(SHOWN + 3)]
    made = operations.add(Entry("Kado", query="type=tote", pins=[bags[0].code]), actor=officer, at=clock())
    session.commit()
    number = made.id
    session.expunge_all()
    with queries() as asked:
        shown = collections.bags_of(collections.by_id(number), clock().date(), Index())
    assert len(shown.offers) == SHOWN
    assert shown.found == Tally(SHOWN + 3)
    assert len(asked) <= 8, asked


def test_the_front_page_names_the_last_published(make, session, clock, officer):
    for number in range(ON_HOME + 2):
        clock.now += timedelta(minutes=1)
        published = number != ON_HOME
        operations.add(
            Entry(f"Kado {number}", "Gifts", query="type=tote", published=published),
            actor=officer,
            at=clock(),
        )
    assert [one.title for one in collections.newest()] == ["Kado 4", "Kado 2", "Kado 1"]
    assert collections.slugs() == ["kado-0", "kado-1", "kado-2", "kado-4"]
