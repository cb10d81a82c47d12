"""What waits, without a page around it."""

from __future__ import annotations

from marketplace.certificates.rules import Status
from marketplace.certificates.waiting import Arrival
from marketplace.desk import submissions
from tests.factories.make import Make


def test_a_line_falls_back_on_the_artisan_where_no_name_was_copied(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, holder_name="")
    (line,) = submissions.waiting()
    assert (line.id, line.name, line.arrival) == (certificate.id, certificate.artisan.name, Arrival.NEW)
    assert submissions.waiting_count() == 1 and submissions.sent_back() == []


def test_rejected_ones_are_decided_drafts_are_not(make: Make) -> None:
    rejected = make.certificate(status=Status.REJECTED)
    make.certificate(status=Status.DRAFT)
    found, following = submissions.decided()
    assert [certificate.id for certificate in found] == [rejected.id] and following is None
