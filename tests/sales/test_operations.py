"""Lines written by hand, and what becomes of a correction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound
from marketplace.sales import operations, queries
from marketplace.sales.models import Sale
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of
from tests.sales.conftest import form

LATER = NOON + timedelta(days=1)


def correct(sale, actor, seen=1, **fields):
    return operations.correct(sale, form(**fields), seen=seen, actor=actor, at=LATER, today=TODAY)


def test_a_bag_gives_its_name_and_words_of_hers_go_before_it(write, bag):
    assert write(bag.artisan, what="", bag=bag.code).what == "Tote Ombak"
    kept = write(bag.artisan, what="Tote biru", bag=bag.code)
    assert (kept.what, kept.listing_id) == ("Tote biru", bag.id)


def test_an_amount_nobody_wrote_stays_blank_and_nothing_is_something_else(write, bag):
    assert write(bag.artisan, amount=None).amount is None
    assert write(bag.artisan, amount=0).amount == 0


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"what": ""}, {"what": "sale.what"}),
        ({"what": "", "bag": "0000000000"}, {"bag": "sale.bag"}),
        ({"sold_on": TODAY + timedelta(days=1)}, {"sold_on": "sale.future"}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(write, bag, fields, wrong, session):
    with pytest.raises(Invalid) as refusal:
        write(bag.artisan, **fields)
    assert refusal.value.fields == wrong
    assert session.query(Sale).count() == 0


def test_another_artisans_bag_is_not_hers_to_sell(write, bag, make):
    with pytest.raises(Invalid) as refusal:
        write(make.artisan(), bag=bag.code)
    assert refusal.value.fields == {"bag": "sale.bag"}


def test_a_form_that_comes_twice_is_one_line_and_two_equal_sales_are_two(write, bag, session):
    first = write(bag.artisan, once="a")
    assert write(bag.artisan, once="a", amount=1).id == first.id
    write(bag.artisan, once="b")
    assert session.query(Sale).count() == 2
    assert first.amount == 60_000


def test_a_correction_keeps_what_was_there_and_who_wrote_it(write, bag, session):
    sale = write(bag.artisan)
    assert correct(sale, actor_of(bag.artisan), amount=65_000, paid="tunai")
    session.commit()
    kept = queries.own(bag.artisan_id, sale.id)
    assert [(one.number, one.amount, one.paid, one.who) for one in kept.versions] == [
        (2, 65_000, "tunai", "Siti Contoh"),
        (1, 60_000, "", "Siti Contoh"),
    ]
    assert (kept.amount, kept.number) == (65_000, 2)


def test_nothing_new_is_no_version(write, bag):
    sale = write(bag.artisan)
    assert not correct(sale, actor_of(bag.artisan))
    assert len(queries.own(bag.artisan_id, sale.id).versions) == 1


def test_a_correction_of_what_was_changed_meanwhile_changes_nothing(write, bag, session):
    sale = write(bag.artisan)
    correct(sale, actor_of(bag.artisan), amount=1)
    session.commit()
    with pytest.raises(Conflict) as refusal:
        correct(sale, actor_of(bag.artisan), amount=2)
    assert (refusal.value.code, sale.amount) == ("sale.stale", 1)


def test_a_refused_correction_leaves_the_line_as_it_was(write, bag, session):
    sale = write(bag.artisan)
    with pytest.raises(Invalid):
        correct(sale, actor_of(bag.artisan), amount=5, what="")
    assert sale.amount == 60_000 and not session.dirty


def test_what_is_struck_out_stays_so(write, bag):
    sale, actor = write(bag.artisan), actor_of(bag.artisan)
    operations.strike(sale, seen=1, actor=actor, at=LATER)
    assert [one.struck for one in queries.own(bag.artisan_id, sale.id).versions] == [True, False]
    with pytest.raises(Conflict):
        operations.strike(sale, seen=2, actor=actor, at=LATER)
    with pytest.raises(Conflict):
        correct(sale, actor, seen=2, amount=1)


def test_nobody_else_writes_in_her_book(write, bag, make):
    sale = write(bag.artisan)
    for stranger in (actor_of(make.artisan()), Actor(bag.artisan.account_id, Role.BUYER, "Siti")):
        with pytest.raises(Forbidden):
            correct(sale, stranger, amount=1)
    with pytest.raises(NotFound):
        operations.write(form(), once="a", actor=Actor(99, Role.ARTISAN, "Tanpa"), at=NOON, today=TODAY)
