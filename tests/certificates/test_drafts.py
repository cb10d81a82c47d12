"""A draft is kept whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.certificates import drafts
from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from marketplace.kit.errors import Conflict, Incomplete, Invalid
from tests.factories.make import Make


def test_a_refused_sending_leaves_the_session_as_it_was(make: Make) -> None:
    artisan = make.artisan()
    actor = Actor(artisan.account_id, artisan.account.role, "Siti", artisan.id)
    with pytest.raises(Incomplete):
        drafts.keep(
            artisan, Claim(holder_name="Siti"), [], consent=True, send=True, actor=actor, at=make.clock()
        )
    assert make.session.scalars(select(Certificate)).all() == []


def owner(certificate: Certificate) -> Actor:
    account = certificate.artisan.account
    return Actor(account.id, account.role, account.name, certificate.artisan_id)


def test_a_title_that_stays_keeps_its_translation(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT, units=("Satu", "Dua"))
    certificate.units[1].title_en = "Two"
    claim = Claim(units=(UnitEntry("Dua"), UnitEntry("Tiga")))
    drafts.fill(certificate, claim, actor=owner(certificate), at=make.clock())
    assert [(unit.position, unit.title, unit.title_en) for unit in certificate.units] == [
        (1, "Dua", "Two"),
        (2, "Tiga", ""),
    ]


def test_a_date_in_a_distant_future_is_a_slip(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    with pytest.raises(Invalid):
        drafts.fill(
            certificate, Claim(issue_date=date(2052, 1, 1)), actor=owner(certificate), at=make.clock()
        )


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_only_drafts_can_be_deleted(status: Status, make: Make) -> None:
    certificate = make.certificate(status=status)
    with pytest.raises(Conflict):
        drafts.delete_draft(certificate, actor=owner(certificate), at=make.clock())
