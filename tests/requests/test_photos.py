"""Photos of a request: three at most, and gone once nobody can open it."""

from __future__ import annotations

from datetime import timedelta

from marketplace.inquiries.photos import StoredPhoto
from marketplace.requests import operations, photos, queries
from marketplace.requests.models import RequestPhoto
from tests.conftest import NOON


def test_three_are_kept_named_as_files_and_forgotten_with_the_link(make, ask, session):
    request = ask(make.listing())
    photos.keep(request, [StoredPhoto(f"key{number}", "d" * 64, "a.jpg") for number in range(4)], at=NOON)
    session.commit()
    assert [one.position for one in request.photos] == [1, 2, 3]
    assert [file.key for file in queries.named_files()] == ["key0", "key1", "key2"]
    later = NOON + timedelta(days=200)
    assert photos.forget(at=later) == 0
    operations.end(request, at=NOON)
    assert photos.forget(at=NOON) == 0
    assert photos.forget(at=later) == 3
    session.commit()
    assert session.query(RequestPhoto).count() == 0
