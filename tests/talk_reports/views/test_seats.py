"""Both seats lead back to their own page of the talk."""

from __future__ import annotations

from marketplace.inquiries.rules import Side
from marketplace.talk_reports.views import buyer


def test_the_buyers_seats_are_hers_alone(app, thread):
    with app.test_request_context("/"):
        seat = buyer._behind("a token")
        assert (seat.side, seat.place, seat.way) == (
            Side.BUYER,
            "/inquiries/a%20token",
            "/inquiries/a%20token/report",
        )
        assert seat.find(False).id == thread.id
