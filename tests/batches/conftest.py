"""Imports as they arrive, and a worker that makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.artisans.models import Artisan
from marketplace.batches import operations
from marketplace.batches.models import Batch
from marketplace.batches.receiving import receive
from marketplace.database.session import writing
from tests.batches.lists import WHOLE, packed
from tests.conftest import SettableClock
from tests.factories.make import Make

Bring = Callable[..., Batch]


def actor_of(artisan: Artisan) -> Actor:
    return Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)


@pytest.fixture
def artisan(make: Make) -> Artisan:
    return make.artisan(name="Siti Rahmawati")


@pytest.fixture
def bring(app: Flask, session: Session, artisan: Artisan, clock: SettableClock) -> Bring:
    """Bring an archive as the artisan: rows and photos, or the bytes."""

    def bring_it(
        rows: Sequence[Mapping[str, str]] = (WHOLE,), photos: Sequence[str] = ("a.jpg",), data: bytes = b""
    ) -> Batch:
        box = app.extensions["toolbox"]
        session.rollback()
        parcel = receive(box, box.archives.open(BytesIO(data or packed(rows, photos))))
        with writing():
            return operations.begin(artisan, parcel, actor=actor_of(artisan), at=clock())

    return bring_it


@pytest.fixture
def start(app: Flask, artisan: Artisan, clock: SettableClock) -> Callable[[Batch], datetime]:
    def start_it(batch: Batch) -> datetime:
        with writing():
            operations.start(
                batch, actor=actor_of(artisan), at=clock(), today=app.extensions["toolbox"].today()
            )
        return clock()

    return start_it
