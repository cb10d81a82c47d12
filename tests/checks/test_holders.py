"""What somebody of a certifying body may see: their own holders, while they wait, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.rules import Method, Status
from marketplace.checks import holders
from marketplace.checks.rules import CHECKABLE, Outcome
from marketplace.kit.errors import Conflict, Forbidden, NotFound
from tests.conftest import NOON

TODAY = date(2026, 4, 14)


@pytest.fixture
def issuer(make):
    account = make.account(Role.LSP)
    return Actor(account.id, Role.LSP, account.name, second_factor=True, body_id=account.body_id)


def seen(actor, today=TODAY):
    return [certificate.id for certificate in holders.waiting(actor, "", today).items]


def test_a_body_sees_its_own_holders_only(make, issuer):
    own = make.certificate()
    other = make.certificate(body_licence_key="BNSPLSP1111ID")
    assert seen(issuer) == [own.id]
    assert holders.one(issuer, own.id, TODAY) is own
    with pytest.raises(NotFound):
        holders.one(issuer, other.id, TODAY)


def test_an_officers_link_outweighs_the_printed_number(make, issuer):
    other = make.body(licence_no="", licence_key="")
    linked = make.certificate(body_id=issuer.body_id, body_licence_key="BNSPLSP7777ID")
    elsewhere = make.certificate(body_id=other.id)
    assert seen(issuer) == [linked.id]
    with pytest.raises(NotFound):
        holders.one(issuer, elsewhere.id, TODAY)


def test_a_body_without_a_licence_number_has_no_holders(make):
    make.certificate(body_licence_key="")
    account = make.account(Role.LSP, body_id=make.body(licence_no="", licence_key="").id)
    actor = Actor(account.id, Role.LSP, "Contoh", second_factor=True, body_id=account.body_id)
    assert seen(actor) == []


@pytest.mark.parametrize("role", set(Role) - {Role.LSP})
def test_nobody_else_speaks_for_a_body(make, role):
    with pytest.raises(Forbidden):
        holders.waiting(Actor(make.account(role).id, role, "Contoh", second_factor=True), "", TODAY)


@pytest.mark.parametrize("status", Status)
def test_holders_wait_while_their_certificate_is_sent_or_on_record(make, issuer, status):
    certificate = make.certificate(status=status)
    assert (certificate.id in seen(issuer)) is (status in CHECKABLE)


def test_an_expired_certificate_waits_for_nothing(make, issuer):
    certificate = make.certificate(valid_until=TODAY)
    assert seen(issuer) == [certificate.id]
    assert seen(issuer, TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize("outcome", Outcome)
def test_an_answer_ends_the_waiting_until_it_is_old(make, issuer, outcome):
    certificate = make.certificate()
    make.check(certificate, outcome, method=Method.LSP_CONFIRMATION, checked_on=TODAY)
    silent = outcome is Outcome.SOURCE_UNAVAILABLE
    assert seen(issuer, TODAY + timedelta(days=90)) == ([certificate.id] if silent else [])
    assert seen(issuer, TODAY + timedelta(days=91)) == [certificate.id]
    if not silent:
        with pytest.raises(Conflict):
            holders.one(issuer, certificate.id, TODAY)


def test_other_ways_of_checking_are_no_answer_of_the_body(make, issuer):
    certificate = make.certificate()
    make.check(certificate, method=Method.PORTAL_BNSP)
    assert seen(issuer) == [certificate.id]


def test_a_claim_that_was_typed_anew_waits_again(make, issuer, session):
    certificate = make.certificate(status=Status.SUBMITTED)
    make.check(certificate, method=Method.LSP_CONFIRMATION)
    assert seen(issuer) == []
    certificate.submitted_at = NOON + timedelta(hours=1)
    session.commit()
    assert seen(issuer) == [certificate.id]


def test_nobody_confirms_their_own_certificate(make, issuer):
    account = make.session.get(type(make.account()), issuer.id)
    certificate = make.certificate(make.artisan(account))
    assert seen(issuer) == []
    with pytest.raises(NotFound):
        holders.one(issuer, certificate.id, TODAY)


def test_pages_follow_one_another_without_a_repeat(make, issuer, monkeypatch):
    monkeypatch.setattr(holders, "PAGE", 2)
    made = [make.certificate().id for _ in range(5)]
    found, cursor = [], ""
    while True:
        page = holders.waiting(issuer, cursor, TODAY)
        found += [certificate.id for certificate in page.items]
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert found == made
    assert seen(issuer) == made[:2]
    assert len(holders.waiting(issuer, "nonsense", TODAY).items) == 2
