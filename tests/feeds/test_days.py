"""A day begins where the installation is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from marketplace.feeds.days import midnight


def test_midnight_is_eight_hours_before_that_of_greenwich(app):
    with app.app_context():
        assert midnight(date(2026, 4, 14)) == datetime(2026, 4, 13, 16, tzinfo=UTC)
