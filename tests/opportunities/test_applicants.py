"""Who applied: the standing of that day beside today's, and a number only by consent."""

from __future__ import annotations

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import StandingKind, Status
from marketplace.opportunities import applicants, applying
from tests.conftest import NOON
from tests.opportunities.conftest import TODAY, UNIT, actor_of


def test_todays_standing_stands_beside_that_of_the_day(published, holder, applied, session):
    artisan = holder()
    found = published(units=(UNIT,))
    row = applied(found, artisan)
    certificate = session.query(Certificate).filter_by(artisan_id=artisan.id).one()
    certificate.status = Status.SUSPENDED
    session.commit()
    (one,) = applicants.of(found, TODAY)
    assert one.application is row and one.then["kind"] == "valid"
    assert one.now.kind is StandingKind.SUSPENDED and one.code == certificate.code
    assert not one.verdict.eligible


def test_a_number_is_seen_by_consent_alone_and_not_after_taking_back(published, holder, applied):
    found = published()
    shy, open_ = holder(whatsapp="+628120000001"), holder(whatsapp="+628120000002")
    applied(found, shy)
    applied(found, open_, with_contact=True)
    assert [one.contact for one in applicants.of(found, TODAY)] == [None, "+628120000002"]
    applying.take_back(found, open_, actor=actor_of(open_), at=NOON)
    assert [one.application.artisan_id for one in applicants.of(found, TODAY)] == [shy.id]


def test_three_questions_however_many_applied(published, holder, applied, queries, session):
    found = published()
    for _ in range(4):
        applied(found, holder())
    session.expire_all()
    found.rule  # noqa: B018 - read anew here, so that only the question itself is counted
    with queries() as asked:
        for one in applicants.of(found, TODAY):
            assert one.application.artisan.account.name and one.application.artisan.place.name
    assert len(asked) == 3


def test_who_has_no_certificate_is_said_to_have_none(published, make, applied):
    found = published()
    applied(found, make.artisan())
    (one,) = applicants.of(found, TODAY)
    assert (one.then, one.now, one.code) == (None, None, None)
