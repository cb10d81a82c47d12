"""The rule of the badge and the filter of the shop, held against each other; ownership of what a bag names."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.certificates.papers import Paper
from marketplace.certificates.queries import with_issuers
from marketplace.certificates.rules import Status
from marketplace.kit.errors import Invalid
from marketplace.listings import operations
from marketplace.listings.badges import certified_now
from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy
from marketplace.listings.scope import certified_predicate, nameable, named_of, named_units
from marketplace.listings.shop import page_of

FIRST, LAST, DAY = date(2025, 10, 31), date(2028, 10, 31), timedelta(days=1)
CROCHET, KNIT = Technique.CROCHET, Technique.KNIT


def certified(session, today: date) -> set[int]:
    return set(session.scalars(select(Listing.id).where(certified_predicate(today))))


@pytest.mark.parametrize("today", [FIRST - DAY, FIRST, LAST, LAST + DAY])
@pytest.mark.parametrize("status", [Status.VERIFIED, Status.SUSPENDED, Status.REVOKED, Status.SUBMITTED])
def test_the_filter_and_the_badge_never_disagree(session, make, status: Status, today: date) -> None:
    foreign = make.certificate()
    bags = []
    for paper, gone, covered, made_by in product(
        [Paper.BNSP, Paper.LPK], [None, FIRST], [(CROCHET,), (KNIT,)], [MadeBy.SELF, MadeBy.GROUP]
    ):
        certificate = make.certificate(status=status, paper=paper, techniques=covered)
        certificate.units[0].withdrawn_on = gone
        bags.append(make.listing(certificate.artisan, made_by=made_by, units=certificate.units))
    bags.append(make.listing(units=foreign.units))  # names somebody else's unit, past every operation
    bags.append(make.listing(foreign.artisan, units=()))
    session.commit()
    named = named_units([bag.id for bag in bags], today)
    by_rule = {bag.id for bag in bags if certified_now(bag, named[bag.id])}
    assert certified(session, today) & {bag.id for bag in bags} == by_rule
    expected = status is Status.VERIFIED and FIRST <= today <= LAST
    assert len(by_rule) == int(expected), "one bag of all: BNSP, in scope, covered, made alone"


def test_only_units_of_her_own_decided_bnsp_certificates_can_be_named(session, make) -> None:
    artisan = make.artisan()
    mine = make.certificate(artisan)
    waiting = make.certificate(artisan, status=Status.SUBMITTED)
    training = make.certificate(artisan, paper=Paper.LPK)
    foreign = make.certificate()
    bag = make.listing(artisan, units=())
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    assert [one.unit.id for one in nameable(artisan.id, FIRST)] == [mine.units[0].id]
    assert nameable(None, FIRST) == []
    for other in (waiting, training, foreign):
        with pytest.raises(Invalid) as refused:
            operations.edit(bag, {"units": [other.units[0].id]}, actor=actor, at=make.clock())
        assert list(refused.value.fields) == ["units"]
    operations.edit(bag, {"units": [mine.units[0].id]}, actor=actor, at=make.clock())
    assert certified(session, FIRST) == {bag.id}
    operations.edit(bag, {"technique": KNIT, "units": []}, actor=actor, at=make.clock())
    assert certified(session, FIRST) == set()


def test_a_change_of_technique_takes_the_badge_at_once(session, make) -> None:
    certificate = make.certificate(techniques=(CROCHET,))
    bag = make.listing(certificate.artisan)
    actor = Actor(bag.account_id, Role.ARTISAN, "Perajin", bag.artisan_id)
    assert page_of(bag.code, FIRST).badge is not None
    operations.edit(bag, {"technique": KNIT}, actor=actor, at=make.clock())
    assert page_of(bag.code, FIRST).badge is None and certified(session, FIRST) == set()
    operations.edit(bag, {"technique": CROCHET}, actor=actor, at=make.clock())
    assert certified(session, FIRST) == {bag.id}


def test_a_copy_names_what_the_bag_names(session, make) -> None:
    bag = make.listing(make.certificate(units=("Satu", "Dua")).artisan)
    actor = Actor(bag.account_id, Role.ARTISAN, "Perajin", bag.artisan_id)
    copy = operations.duplicate(bag, actor=actor, at=make.clock(), title="Lagi")
    assert [row.unit_id for row in copy.units] == [row.unit_id for row in bag.units]


def test_naming_asks_one_question_however_many_bags(session, make, queries) -> None:
    artisan = make.certificate(units=("Satu", "Dua", "Tiga")).artisan
    ids = [make.listing(artisan).id for _ in range(6)]
    session.expire_all()
    with queries() as asked:
        found = named_units(ids, FIRST)
        assert all(len(units) == 3 and units[0].certificate.scheme for units in found.values())
    assert len(asked) == 1


def test_of_one_artisan_the_same_is_named_with_her_certificates_at_hand(session, make, queries) -> None:
    artisan, other = make.artisan(), make.artisan()
    papers = [make.certificate(artisan, units=("Badan", "Tali")) for _ in range(2)]
    papers.append(make.certificate(artisan, status=Status.SUBMITTED))
    bags = [
        make.listing(artisan, units=papers[1].units[:2] + papers[0].units[:1]),
        make.listing(artisan, units=papers[2].units),
        make.listing(artisan, units=make.certificate(other).units),
        make.listing(artisan, units=[]),
    ]
    ids = [bag.id for bag in bags]
    whole = named_units(ids, FIRST)
    session.expire_all()
    mine = with_issuers(artisan.id)
    with queries() as asked:
        named, units = named_of(mine, ids, FIRST)
        assert named == whole
        assert [len(named[number]) for number in ids] == [3, 0, 0, 0]
        assert all(one.certificate.scheme for one in named[ids[0]])
    assert len(asked) == 2
    assert [unit.id for unit in units] == [unit.id for one in papers[:2] for unit in one.units]
    assert named_of([], ids, FIRST) == ({number: [] for number in ids}, [])
