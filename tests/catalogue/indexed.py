"""An index of the running application, for tests of what is asked of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.background import make_feeder

Fill = Callable[[], None]


@pytest.fixture
def index(app: Flask, session: Session) -> Iterator[Fill]:
    """Build the index of the running application, whenever a test calls it."""
    shutil.rmtree(app.extensions["toolbox"].settings.search_dir, ignore_errors=True)

    def fill() -> None:
        session.rollback()
        make_feeder(app).rebuild()

    yield fill
    shutil.rmtree(app.extensions["toolbox"].settings.search_dir, ignore_errors=True)
