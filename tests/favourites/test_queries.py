"""Bags by code as they are today, and the pages of an account's favourites."""

from __future__ import annotations

from datetime import timedelta

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.favourites import operations
from marketplace.favourites import queries as favourites
from marketplace.listings.rules import State


def test_bags_come_in_the_order_of_their_codes_and_the_gone_are_counted(make, session, clock):
    one, two, sold = make.listing(), make.listing(), make.listing(state=State.SOLD)
    removed, hidden = make.listing(state=State.REMOVED), make.listing(make.artisan(visible=False))
    codes = [sold.code, removed.code, two.code, hidden.code, one.code, "ZZZZZZZZZZ"]
    found = favourites.chosen(codes, clock().date())
    assert [offer.listing.code for offer in found.offers] == [sold.code, two.code, one.code]
    assert found.gone == 3


def test_a_full_page_takes_few_questions_however_many_bags(make, session, clock, queries):
    artisan = make.artisan()
    make.certificate(artisan)
    codes = [make.listing(artisan).code for _ in range(12)]
    session.expunge_all()
    with queries() as asked:
        assert len(favourites.chosen(codes, clock().date()).offers) == 12
    assert len(asked) <= 5, asked


def test_pages_of_an_account_hold_each_bag_once_latest_first(make, session, clock, monkeypatch):
    monkeypatch.setattr(favourites, "PAGE_SIZE", 2)
    account = make.account()
    actor = Actor(account.id, Role.BUYER, account.name)
    bags = [make.listing() for _ in range(5)]
    for number, bag in enumerate(bags):
        operations.keep(bag.code, actor=actor, at=clock() + timedelta(minutes=number // 2))
    seen, after = [], ""
    while True:
        page = favourites.kept(account.id, after, clock().date())
        seen += [offer.listing.code for offer in page.offers]
        if page.next_cursor is None:
            break
        after = page.next_cursor
    assert sorted(seen) == sorted(bag.code for bag in bags)
    assert seen[0] == bags[4].code
    assert favourites.kept(account.id, "rubbish", clock().date()).offers
