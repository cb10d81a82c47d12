"""Linking a certificate to the register, what its units cover, and units taken away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.audit import queries as journal
from marketplace.bodies import operations as register
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import Stream
from marketplace.certificates import operations, scope
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action, Method, Status
from marketplace.certificates.scope import Link
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from marketplace.listings.shop import page_of

TODAY = date(2026, 4, 14)
EMPTY = Link(Paper.BNSP, None, None, {})
CROCHET, KNIT = Technique.CROCHET, Technique.KNIT


@pytest.fixture
def officer(make) -> Actor:
    account = make.account(Role.OFFICER)
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def noted(make, officer):
    """An LSP with a scheme of two units, and an LPK."""
    lsp = register.add_body(BodyEntry("LSP Contoh", Stream.LSP), actor=officer, at=make.clock(), today=TODAY)
    lpk = register.add_body(BodyEntry("LPK Contoh", Stream.LPK), actor=officer, at=make.clock(), today=TODAY)
    units = (
        UnitLine("Judul lain", "CONTOH.000.001", techniques=frozenset({CROCHET})),
        UnitLine("dua", techniques=frozenset({KNIT})),
    )
    scheme = register.add_scheme(lsp, SchemeEntry("Skema", units=units), actor=officer, at=make.clock())
    return lsp, lpk, scheme


def test_a_link_leaves_what_is_printed_and_writes_down_what_was_there(make, officer, noted) -> None:
    lsp, _, scheme = noted
    certificate = make.certificate(units=("Satu", "Dua", "Tiga"), techniques=())
    scope.link(certificate, Link(Paper.BNSP, lsp, scheme, {}, copy=True), actor=officer, at=make.clock())
    assert (certificate.body_name, certificate.scheme) == ("LSP Contoh", "Pembuatan Tas Rajut")
    by_code, by_title, neither = certificate.units
    assert (by_code.techniques, by_title.techniques, neither.techniques) == ({CROCHET}, {KNIT}, set())
    entry = journal.about("certificate", certificate.id)[-1]
    assert entry.details["changes"]["body"] == [None, lsp.id]
    assert entry.details["changes"]["unit 2"] == [[], ["knit"]]


def test_techniques_can_be_set_by_hand_and_taken_back(make, officer) -> None:
    certificate = make.certificate(units=("Satu", "Dua"), techniques=(CROCHET,))
    first, second = certificate.units
    wanted = replace(EMPTY, techniques={first.id: frozenset({KNIT})})
    later = make.clock() + timedelta(seconds=1)
    scope.link(certificate, wanted, actor=officer, at=later, version=certificate.version)
    assert (first.techniques, second.techniques) == ({KNIT}, {CROCHET})
    with pytest.raises(Conflict):
        scope.link(certificate, EMPTY, actor=officer, at=make.clock(), version=1)


def test_what_does_not_fit_together_is_named(make, officer, noted) -> None:
    lsp, lpk, scheme = noted
    decided, waiting = make.certificate(), make.certificate(status=Status.SUBMITTED)
    for certificate, wanted, field in (
        (decided, replace(EMPTY, paper=Paper.LPK), "paper"),
        (waiting, replace(EMPTY, body=lpk), "body"),
        (waiting, replace(EMPTY, scheme=scheme), "scheme"),
        (waiting, replace(EMPTY, body=lsp, copy=True), "scheme"),
    ):
        with pytest.raises(Invalid) as refused:
            scope.link(certificate, wanted, actor=officer, at=make.clock())
        assert list(refused.value.fields) == [field]
    scope.link(waiting, Link(Paper.LPK, lpk, None, {}), actor=officer, at=make.clock())
    assert waiting.paper is Paper.LPK


def test_nobody_links_their_own_file_and_no_artisan_any(make, officer) -> None:
    certificate = make.certificate()
    own = Actor(certificate.account_id, Role.OFFICER, "Petugas", second_factor=True)
    artisan = Actor(certificate.account_id + 99, Role.ARTISAN, "Perajin", second_factor=True)
    for actor in (own, artisan):
        with pytest.raises(Forbidden):
            scope.link(certificate, EMPTY, actor=actor, at=make.clock())


def reduce(certificate, units, actor, make, **changes):
    given = {"reason": "Lingkup dikurangi.", "units": units, "today": TODAY} | changes
    return operations.decide(
        certificate, Action.REDUCE_SCOPE, actor=actor, at=make.clock(), prefix="BTG", **given
    )


def test_a_unit_taken_out_takes_its_bags_badge_at_once(make, officer, outbox, jobs) -> None:
    certificate = make.certificate(units=("Satu", "Dua"))
    first, second = certificate.units
    lost = make.listing(certificate.artisan, units=[first])
    kept = make.listing(certificate.artisan, units=[first, second])
    decision = reduce(certificate, [first.id], officer, make)
    make.session.commit()
    assert page_of(lost.code, TODAY).badge is None
    assert page_of(kept.code, TODAY).badge is not None
    assert (decision.action, decision.before, decision.after) == (
        Action.REDUCE_SCOPE,
        Status.VERIFIED,
        Status.VERIFIED,
    )
    assert first.withdrawn_on == TODAY
    entries = {entry.action: entry.details for entry in journal.about("certificate", certificate.id)}
    assert entries["certificate.units_withdrawn"] == {"positions": [1]}
    jobs.run_all()
    assert "Lingkup dikurangi." in outbox.letters[-1].text


def test_a_reduction_needs_reason_units_and_something_left(make, officer) -> None:
    certificate, other = make.certificate(units=("Satu", "Dua")), make.certificate()
    first, second = certificate.units
    with pytest.raises(Incomplete):
        reduce(certificate, [first.id], officer, make, reason=" ")
    for units in ([], [other.units[0].id], [first.id, second.id], [first.id, 999_999]):
        with pytest.raises(Invalid) as refused:
            reduce(certificate, units, officer, make)
        assert list(refused.value.fields) == ["units"]
    reduce(certificate, [first.id], officer, make)
    for units in ([first.id], [second.id]):
        with pytest.raises(Invalid):
            reduce(certificate, units, officer, make)


def test_a_paper_nobody_named_is_not_approved_and_training_needs_no_last_day(make, officer) -> None:
    unsaid = make.certificate(status=Status.SUBMITTED, paper=None)
    training = make.certificate(
        status=Status.SUBMITTED, paper=Paper.LPK, term_months=None, valid_until=None, units=()
    )
    verify = {"actor": officer, "at": make.clock(), "prefix": "BTG", "today": TODAY, "checked_on": TODAY}
    with pytest.raises(Invalid, match="invalid") as refused:
        operations.decide(unsaid, Action.VERIFY, method=Method.CITY_LIST, **verify)
    assert refused.value.fields == {"action": "certificate.paper_unknown"}
    operations.decide(training, Action.VERIFY, method=Method.CITY_LIST, **verify)
    assert training.code and training.valid_until is None


def test_a_paper_without_units_takes_those_of_its_scheme_when_asked(make, officer, noted) -> None:
    body, _, scheme = noted
    certificate = make.certificate(units=())
    scope.link(certificate, Link(Paper.BNSP, body, scheme, {}, copy=True), actor=officer, at=make.clock())
    assert [(unit.code, unit.title) for unit in certificate.units] == [
        (unit.code, unit.title) for unit in scheme.units
    ]
    assert [unit.techniques for unit in certificate.units] == [unit.techniques for unit in scheme.units]


def give_back(certificate, units, actor, make, **changes):
    given = {"reason": "Keliru dicabut.", "units": units, "today": TODAY} | changes
    return operations.decide(
        certificate, Action.RESTORE_SCOPE, actor=actor, at=make.clock(), prefix="BTG", **given
    )


def test_a_unit_given_back_gives_its_bags_the_badge_again_at_once(make, officer, outbox, jobs) -> None:
    certificate = make.certificate(units=("Satu", "Dua"))
    first = certificate.units[0]
    bag = make.listing(certificate.artisan, units=[first])
    reduce(certificate, [first.id], officer, make)
    make.session.commit()
    assert page_of(bag.code, TODAY).badge is None
    decision = give_back(certificate, [first.id], officer, make)
    make.session.commit()
    assert page_of(bag.code, TODAY).badge is not None and first.withdrawn_on is None
    assert (decision.action, decision.after) == (Action.RESTORE_SCOPE, Status.VERIFIED)
    entries = {entry.action: entry.details for entry in journal.about("certificate", certificate.id)}
    assert entries["certificate.units_restored"] == {"positions": [1]}
    jobs.run_all()
    assert "Keliru dicabut." in outbox.letters[-1].text


def test_only_what_was_taken_out_is_given_back_and_only_with_a_reason(make, officer) -> None:
    certificate, other = make.certificate(units=("Satu", "Dua")), make.certificate(units=("Satu", "Dua"))
    first, second = certificate.units
    for one in (certificate, other):
        reduce(one, [one.units[0].id], officer, make)
    for units in ([], [second.id], [other.units[0].id], [first.id, second.id]):
        with pytest.raises(Invalid) as refused:
            give_back(certificate, units, officer, make)
        assert list(refused.value.fields) == ["units"]
    with pytest.raises(Incomplete):
        give_back(certificate, [first.id], officer, make, reason=" ")
    give_back(certificate, [first.id], officer, make)
    with pytest.raises(Invalid):
        give_back(certificate, [first.id], officer, make)


def test_a_suspended_certificate_stays_suspended_when_units_come_back(make, officer) -> None:
    certificate = make.certificate(units=("Satu", "Dua"), status=Status.SUSPENDED)
    reduce(certificate, [certificate.units[0].id], officer, make)
    give_back(certificate, [certificate.units[0].id], officer, make)
    assert certificate.status is Status.SUSPENDED
