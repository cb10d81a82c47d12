"""What the page of a certificate is given about its checks."""

from __future__ import annotations

import pytest

from marketplace.certificates.rules import Status
from marketplace.checks.labels import ADVICE
from marketplace.checks.rules import CHECKABLE, Outcome
from marketplace.desk.checking import checks_panel


def test_the_newest_check_comes_first_and_gives_the_advice(app, make, queries):
    certificate = make.certificate()
    make.check(certificate, Outcome.NOT_FOUND)
    newest = make.check(certificate, Outcome.SOURCE_UNAVAILABLE)
    certificate_id = certificate.id
    with app.test_request_context("/"), queries() as asked:
        panel = checks_panel(certificate, None)
        assert [event.evidence for event in panel["events"]] == [None, None]
    assert panel["events"][0].id == newest.id
    assert panel["advice"] == ADVICE[Outcome.SOURCE_UNAVAILABLE]
    assert certificate_id and len(asked) <= 2, asked


@pytest.mark.parametrize("status", Status)
def test_there_is_a_form_where_a_check_tells_something(app, make, status):
    with app.test_request_context("/"):
        assert checks_panel(make.certificate(status=status), None)["open"] is (status in CHECKABLE)
