"""Asking about declared relations."""

from __future__ import annotations

from marketplace.relatives import queries
from marketplace.relatives.models import Relation


def test_a_relation_counts_from_its_declaration_to_its_end(make, session):
    officer, artisan = make.account(), make.artisan()
    assert not queries.are_related(officer.id, artisan.id)
    relation = make.keep(Relation(account_id=officer.id, artisan_id=artisan.id, declared_at=make.clock()))
    assert queries.are_related(officer.id, artisan.id)
    assert not queries.are_related(make.account().id, artisan.id)
    assert not queries.are_related(officer.id, make.artisan().id)
    relation.ended_at = make.clock()
    session.commit()
    assert not queries.are_related(officer.id, artisan.id)


def test_one_sees_ones_own_and_an_admin_all_the_newest_first(make):
    one, two, artisan = make.account(), make.account(), make.artisan()
    rows = [
        make.keep(Relation(account_id=account.id, artisan_id=artisan.id, declared_at=make.clock()))
        for account in (one, two)
    ]
    assert queries.declared(one.id) == [rows[0]]
    assert queries.declared() == rows[::-1]


def test_the_accounts_of_her_relatives_are_those_whose_relation_stands(make, session):
    officer, artisan, other = make.account(), make.artisan(), make.artisan()
    relation = make.keep(Relation(account_id=officer.id, artisan_id=artisan.id, declared_at=make.clock()))
    assert [one.id for one in queries.accounts_of(artisan.id)] == [officer.id]
    assert queries.accounts_of(other.id) == []
    relation.ended_at = make.clock()
    session.commit()
    assert queries.accounts_of(artisan.id) == []
