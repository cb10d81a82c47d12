"""A record for machines; that nothing is left of one that ended: `tests/catalogue/test_structured.py`."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.certificates.rules import Status, standing
from marketplace.records.structured import holder

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.SUSPENDED, Status.REVOKED])
def test_only_a_valid_record_is_told(app, make, status):
    certificate = make.certificate(status=status)
    with app.test_request_context("/"):
        told = holder(certificate, standing(certificate, TODAY))
    assert (told is not None) == (status is Status.VERIFIED)
    if told:
        assert told["@graph"][0]["name"] == certificate.holder_name
