"""The calendar and the wall clock of the city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from marketplace.toolbox import Toolbox, toolbox
from tests.conftest import SettableClock


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("Asia/Makassar", 15, date(2026, 10, 31)),
        ("Asia/Makassar", 16, date(2026, 11, 1)),
        ("Asia/Jakarta", 16, date(2026, 10, 31)),
        ("Asia/Jakarta", 17, date(2026, 11, 1)),
        ("Asia/Jayapura", 14, date(2026, 10, 31)),
        ("Asia/Jayapura", 15, date(2026, 11, 1)),
    ],
)
def test_the_day_turns_at_midnight_where_the_installation_is(
    app: Flask, clock: SettableClock, changed_settings: Callable[..., None], zone: str, hour: int, day: date
) -> None:
    changed_settings(timezone=zone)
    clock.now = datetime(2026, 10, 31, hour, tzinfo=UTC)
    with app.app_context():
        assert toolbox().today() == day
        assert toolbox().local(clock.now).date() == day
        assert toolbox().local(clock.now) == clock.now, "the same moment, seen from another place"
        assert toolbox().local(clock.now).utcoffset() != timedelta(0)


def test_work_left_for_later_wakes_nobody_where_no_worker_runs(app: Flask) -> None:
    box: Toolbox = app.extensions["toolbox"]
    ports = {port.name: getattr(box, port.name) for port in fields(box) if port.name != "wake_workers"}
    plain = Toolbox(**ports)
    plain.wake_workers()
    with pytest.raises(RuntimeError):
        toolbox()
