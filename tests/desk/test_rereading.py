"""Both sides of a reading, as the page shows them."""

from __future__ import annotations

from datetime import date

from flask import Flask

from marketplace.certificates.rekeying_rules import ReadField
from marketplace.certificates.rules import Status
from marketplace.desk.rereading import rekeying_panel
from tests.factories.make import Make


def test_an_unread_photo_has_no_panel(app: Flask, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with app.test_request_context():
        assert rekeying_panel(certificate) is None


def test_every_field_has_a_row_in_the_readers_words(app: Flask, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, holder_name="Ani")
    make.rekeying(certificate, holder_name="Ana", last_day=None, issue_date=date(2025, 10, 31))
    with app.test_request_context("/en/"):
        panel = rekeying_panel(certificate)
    assert panel is not None and panel["differs"]
    rows = {field: (typed, same, cut) for field, typed, same, cut in panel["rows"]}
    assert list(rows) == list(ReadField)
    assert rows[ReadField.CERTIFICATE_NO][1] and rows[ReadField.ISSUE_DATE][1]
    _, same, (left, right) = rows[ReadField.HOLDER_NAME]
    assert not same
    assert [piece.text for piece in left if not piece.same] == ["i"]
    assert [piece.text for piece in right if not piece.same] == ["a"]
    typed, same, (left, right) = rows[ReadField.LAST_DAY]
    assert not same and typed and right == []
