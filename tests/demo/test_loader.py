"""Demo data comes into an empty database outside production, or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.models import Job
from marketplace.artisans.models import Artisan, Place
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import StandingKind, Status, standing
from marketplace.demo import loader
from marketplace.demo.people import PEOPLE
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.pages.queries import oldest_job_seconds

FEW = tuple({person.fate: person for person in PEOPLE}.values())
"""One person of every fate."""


@pytest.fixture
def box(app):
    return app.extensions["toolbox"]


def accounts(session):
    session.expire_all()
    return session.scalar(select(func.count(Account.id)))


@pytest.mark.parametrize("changes", [{"production": True}, {"demo": False}])
def test_where_real_people_may_be_it_refuses_and_writes_nothing(box, session, changed_settings, changes):
    changed_settings(**{"demo": True} | changes)
    with pytest.raises(loader.DemoRefused) as refusal:
        loader.load(box, lambda done, total: None)
    assert refusal.value.code == "demo.production"
    assert accounts(session) == 0


def test_a_database_with_one_account_in_it_is_left_alone(box, session, make, changed_settings):
    changed_settings(demo=True)
    make.account()
    with pytest.raises(loader.DemoRefused) as refusal:
        loader.load(box, lambda done, total: None)
    assert refusal.value.code == "demo.not_empty"
    assert accounts(session) == 1
    assert session.scalar(select(func.count()).select_from(Place)) == 0


def test_one_person_of_every_fate_comes_out_as_she_should(box, session, changed_settings, monkeypatch):
    changed_settings(demo=True)
    monkeypatch.setattr(loader, "PEOPLE", tuple(replace(person, bags=1) for person in FEW))
    told = []
    loader.load(box, lambda done, total: told.append((done, total)))
    assert told == [(number, len(FEW)) for number in range(1, len(FEW) + 1)]
    session.expire_all()
    roles = Counter(session.scalars(select(Account.role)))
    assert roles[Role.ARTISAN] == len(FEW)
    assert roles[Role.OFFICER] >= 2, "one decides, another looks again"
    assert roles[Role.ADMIN] == roles[Role.BUYER] == 1
    by_name = {artisan.name: artisan for artisan in session.scalars(select(Artisan))}
    statuses = {
        person.fate: sorted(
            row.status.value
            for row in session.scalars(
                select(Certificate).where(Certificate.artisan_id == by_name[person.name].id)
            )
        )
        for person in FEW
    }
    lost = {"suspended": Status.SUSPENDED, "revoked": Status.REVOKED, "rejected": Status.REJECTED}
    open_ = {"pending": Status.SUBMITTED, "needs_changes": Status.NEEDS_CHANGES, "draft": Status.DRAFT}
    for fate, status in (lost | open_).items():
        assert statuses[fate] == [status.value], fate
    assert statuses["none"] == []
    assert statuses["renewed"] == ["verified", "verified"]
    kinds = {standing(row, box.today()).kind for row in session.scalars(select(Certificate))}
    assert {StandingKind.EXPIRED, StandingKind.EXPIRING, StandingKind.VALID} <= kinds
    assert set(session.scalars(select(Listing.state))) == {State.PUBLISHED, State.TAKEN_DOWN}


def test_no_job_of_the_demonstration_is_late_before_it_began(box, session, changed_settings, monkeypatch):
    changed_settings(demo=True)
    monkeypatch.setattr(loader, "PEOPLE", tuple(replace(person, bags=1) for person in FEW[:2]))
    loader.load(box, lambda done, total: None)
    assert session.scalar(select(func.count(Job.id))) > 0
    assert oldest_job_seconds(box.clock()) == 0
