"""The days an index keeps are those of the badge and of the break."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.artisans.rules import Technique, is_away
from marketplace.catalogue import periods
from marketplace.catalogue.documents import Documents
from marketplace.certificates.rules import Status
from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy
from marketplace.listings.scope import certified_predicate
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.SUSPENDED])
@pytest.mark.parametrize("made_by", [MadeBy.SELF, MadeBy.GROUP])
@pytest.mark.parametrize("technique", [Technique.CROCHET, Technique.KNIT])
def test_days_of_the_certificate_are_those_of_the_badge(
    make: Make, session: Session, status: Status, made_by: MadeBy, technique: Technique
) -> None:
    certificate = make.certificate(
        status=status, techniques=[Technique.CROCHET], issue_date=TODAY, valid_until=TODAY + timedelta(30)
    )
    bag = make.listing(certificate.artisan, made_by=made_by, technique=technique)
    (document,) = Documents().of(session, [bag.id])
    for offset in (-1, 0, 1, 30, 31):
        day = TODAY + timedelta(offset)
        badge = session.scalar(select(Listing.id).where(Listing.id == bag.id, certified_predicate(day)))
        in_period = any(first <= day.toordinal() <= last for first, last in document.valid)
        assert in_period == (badge is not None), offset


@pytest.mark.parametrize("first", [None, -2, 0, 1])
@pytest.mark.parametrize("back", [None, -1, 0, 1, 2])
def test_days_of_a_break_are_those_on_which_she_is_away(
    make: Make, session: Session, first: int | None, back: int | None
) -> None:
    gone_from, back_on = (None if day is None else TODAY + timedelta(day) for day in (first, back))
    bag = make.listing(make.artisan(paused_from=gone_from, paused_until=back_on))
    (document,) = Documents().of(session, [bag.id])
    assert document.away == periods.away(gone_from, back_on)
    for offset in range(-4, 4):
        day = TODAY + timedelta(offset)
        in_period = any(start <= day.toordinal() <= end for start, end in document.away)
        assert in_period == is_away(gone_from, back_on, day), offset
