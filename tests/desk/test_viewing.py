"""Which picture is shown, from whatever an address asks."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.certificates.rules import ScanSide, Status
from marketplace.desk.views.viewing import ZOOMS, viewer
from tests.factories.make import Make

PAGES = [{"number": number, "width": 10, "height": 10, "format": "webp", "key": "k"} for number in (1, 2)]


@pytest.mark.parametrize(
    ("asked", "side", "page", "zoom"),
    [
        ("", ScanSide.FRONT, 1, "fit"),
        ("?side=back", ScanSide.BACK, 1, "fit"),
        ("?side=back&page=2&zoom=250", ScanSide.BACK, 2, "250"),
        ("?side=inside&page=9&zoom=9000", ScanSide.FRONT, 1, "fit"),
        ("?page=-1&zoom=", ScanSide.FRONT, 1, "fit"),
    ],
)
def test_what_is_not_there_becomes_what_is(
    asked: str, side: ScanSide, page: int, zoom: str, app: Flask, make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    make.scan(certificate, ScanSide.FRONT, pages=PAGES)
    make.scan(certificate, ScanSide.BACK, pages=PAGES)
    with app.test_request_context(f"/desk/certificates/1{asked}"):
        view = viewer(certificate, "desk.read")
    assert (view["side"], view["page"]["number"], view["zoom"]) == (side, page, zoom)
    assert view["page_of"] == "desk.read" and view["zooms"] == ZOOMS


def test_without_a_photo_there_is_nothing_to_turn(app: Flask, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with app.test_request_context("/desk/certificates/1"):
        view = viewer(certificate)
    assert view["sides"] == [] and view["page"] is None and view["scan"] is None
