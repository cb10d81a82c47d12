"""The sample register, and what bags name of it."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.bodies.rules import Stream
from marketplace.certificates.papers import Paper
from marketplace.demo import register

TODAY = date(2026, 4, 14)


@pytest.fixture
def admin(make):
    account = make.account(Role.ADMIN)
    return Actor(account.id, account.role, account.name, second_factor=True)


def test_the_scheme_covers_what_its_units_say_and_no_knots(make, admin):
    scheme = register.note(admin, make.clock(), TODAY)
    assert scheme.body.stream is Stream.LSP
    assert len(scheme.units) == len(register.UNITS)
    assert all(Technique.MACRAME not in unit.techniques and unit.techniques for unit in scheme.units)


def test_a_certificate_is_linked_with_its_techniques_and_a_training_paper_is_not(make, admin):
    scheme = register.note(admin, make.clock(), TODAY)
    titles = [unit.title for unit in register.UNITS]
    certificate = make.certificate(units=titles)
    training = make.certificate(paper=Paper.LPK, units=())
    for one in (certificate, training):
        register.link(one, scheme, actor=admin, at=make.clock())
    assert certificate.linked_scheme is scheme
    assert all(unit.techniques == frozenset(register.COVERED) for unit in certificate.units)
    assert training.linked_scheme is None


def test_bags_name_the_body_of_the_bag_and_after_a_loss_one_names_the_lost_unit(make, admin):
    certificate = make.certificate(units=[unit.title for unit in register.UNITS])
    named = register.named(certificate.artisan_id, Technique.CROCHET, 1, TODAY)
    assert named == {"units": [certificate.units[register.BODY - 1].id]}
    register.take_out(certificate, actor=admin, at=make.clock(), today=TODAY)
    assert certificate.units[register.FINISHING - 1].withdrawn_on == TODAY
    lost = register.named(certificate.artisan_id, Technique.CROCHET, 1, TODAY)
    assert lost == {"units": [certificate.units[register.FINISHING - 1].id]}
    assert register.named(certificate.artisan_id, Technique.COMBINATION, 1, TODAY) == {
        "outside_certificate": True
    }
    assert register.named(make.artisan().id, Technique.CROCHET, 1, TODAY) == {}
