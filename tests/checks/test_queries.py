"""Finding checks and their evidence."""

from __future__ import annotations

import pytest

from marketplace.certificates.rules import Status
from marketplace.checks import queries as checks
from marketplace.checks.models import EvidenceFile
from marketplace.kit.errors import NotFound
from tests.conftest import NOON


def evidence(make, certificate):
    event = make.check(certificate, evidence_digest="e" * 64)
    return make.keep(EvidenceFile(event_id=event.id, original_key=f"k/{event.id}", bytes=1, created_at=NOON))


def test_evidence_is_found_by_its_own_certificate_only(make):
    certificate, other = make.certificate(), make.certificate()
    file = evidence(make, certificate)
    assert checks.evidence_for_review(certificate.id, file.event_id) is file
    with pytest.raises(NotFound):
        checks.evidence_for_review(other.id, file.event_id)


def test_a_drafts_evidence_is_nobodys(make):
    certificate = make.certificate(status=Status.DRAFT)
    file = evidence(make, certificate)
    with pytest.raises(NotFound):
        checks.evidence_for_review(certificate.id, file.event_id)


def test_every_file_is_named_with_its_event_in_one_query(make, queries):
    for _ in range(3):
        evidence(make, make.certificate())
    make.session.expire_all()
    with queries() as asked:
        rows = list(checks.named_files())
    assert {(row.private, row.digest) for row in rows if row.digest} == {(True, "e" * 64)}
    assert len([row for row in rows if row.digest]) == 3
    assert len(asked) == 1
