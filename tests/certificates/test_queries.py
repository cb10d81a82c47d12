"""What the standing is in SQL, and who finds what."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace.certificates import queries as certificates
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import StandingKind, Status, standing
from marketplace.kit.errors import NotFound
from tests.factories.make import Make

Asked = Callable[[], AbstractContextManager[list[str]]]
FIRST, LAST = date(2025, 10, 31), date(2028, 10, 31)
DAYS = [edge + timedelta(days=shift) for edge in (FIRST, LAST) for shift in (-1, 0, 1)]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("today", DAYS)
def test_the_rule_says_the_same_in_python_and_in_sql(status: Status, today: date, make: Make) -> None:
    certificate = make.certificate(status=status, issue_date=FIRST, valid_until=LAST)
    found = make.session.scalars(select(Certificate.id).where(certificates.valid_predicate(today))).all()
    assert (certificate.id in found) is standing(certificate, today).is_valid


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.REJECTED])
def test_both_dialects_agree_where_dates_are_missing(status: Status, make: Make) -> None:
    certificate = make.certificate(status=status, issue_date=None, valid_until=None)
    found = make.session.scalars(select(Certificate.id).where(certificates.valid_predicate(FIRST))).all()
    assert not found and not standing(certificate, FIRST).is_valid


def test_every_artisan_asked_for_gets_an_answer_in_one_query(make: Make, queries: Asked) -> None:
    with_two, without = make.artisan(), make.artisan()
    make.certificate(with_two, valid_until=date(2026, 1, 1))
    new = make.certificate(with_two)
    make.certificate()  # somebody else's
    hers, none, wanted = with_two.id, without.id, new.id
    with queries() as asked:
        answers = certificates.standing_of_artisans([hers, none], date(2026, 4, 14))
    assert len(asked) == 1
    assert set(answers) == {hers, none} and answers[none] is None
    found = answers[hers]
    assert found is not None and found[0].kind is StandingKind.VALID and found[1].id == wanted


def test_asking_for_nobody_asks_nothing(make: Make, queries: Asked) -> None:
    with queries() as asked:
        assert certificates.standing_of_artisans([], FIRST) == {}
    assert asked == []


def test_somebody_elses_certificate_is_not_there(make: Make) -> None:
    certificate, other = make.certificate(), make.artisan()
    for artisan_id in (other.id, None):
        with pytest.raises(NotFound):
            certificates.own(artisan_id, certificate.id)


def test_officers_do_not_see_drafts(make: Make) -> None:
    draft = make.certificate(status=Status.DRAFT)
    scan = make.scan(draft)
    with pytest.raises(NotFound):
        certificates.for_review(draft.id)
    with pytest.raises(NotFound):
        certificates.scan_for_review(draft.id, scan.id)


def test_a_scan_is_found_only_under_its_own_certificate(make: Make) -> None:
    one, two = make.certificate(), make.certificate()
    scan = make.scan(one)
    assert certificates.scan_for_review(one.id, scan.id) is scan
    with pytest.raises(NotFound):
        certificates.scan_for_review(two.id, scan.id)


def test_lookalikes_by_number_scan_and_name_the_gravest_first(make: Make) -> None:
    here = make.certificate(status=Status.SUBMITTED, registration_no_key="CTH", holder_name_folded="siti")
    make.scan(here, digest="d" * 64)
    number = make.certificate(status=Status.SUBMITTED, registration_no_key="CTH")
    photo = make.certificate(status=Status.REJECTED)
    make.scan(photo, digest="d" * 64)
    name = make.certificate(holder_name_folded="siti")
    make.certificate(status=Status.DRAFT, holder_name_folded="siti")  # a draft is nobody's business
    make.certificate(here.artisan, holder_name_folded="siti")  # her own name is hers
    make.certificate()  # nothing in common
    assert [
        (likeness, other.id) for other, shared in certificates.lookalikes(here) for likeness in shared
    ] == [
        (Likeness.SCAN, photo.id),
        (Likeness.REGISTRATION_NO, number.id),
        (Likeness.HOLDER_NAME, name.id),
    ]


def test_empty_numbers_are_not_alike(make: Make) -> None:
    here = make.certificate(status=Status.SUBMITTED)
    make.certificate(status=Status.SUBMITTED)
    assert certificates.lookalikes(here) == []
