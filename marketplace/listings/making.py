"""When a bag made to order is ready at the earliest, and how many its maker can make."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext, ngettext

from marketplace.artisans.labels import address_name, away_soon, back_on
from marketplace.artisans.rules import ready_on
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability
from marketplace.web.formatting import date_long

SOON = timedelta(days=30)
"""Breaks further off are nothing to a buyer of today, but for work that would run into them."""


def making(listing: Listing, today: date) -> list[str]:
    """Return what is known of the making, in sentences. What others agreed on is theirs: nothing is said of a queue."""
    artisan = listing.artisan
    called = address_name(artisan)
    lines: list[str] = []
    ready = None
    if listing.availability is Availability.MADE_TO_ORDER and listing.lead_days is not None:
        ready = ready_on(today, listing.lead_days, artisan.paused_from, artisan.paused_until)
        back = back_on(artisan, today)
        lines.append(
            gettext("Ordered today, it is ready on %(day)s at the earliest.", day=date_long(ready))
            if back is None
            else gettext(
                "Ready on %(day)s at the earliest: the work begins when the artisan is back.",
                day=date_long(ready),
            )
        )
        if artisan.weekly_capacity is not None:
            lines.append(
                ngettext(
                    "%(maker)s makes about %(num)d bag a week.",
                    "%(maker)s makes about %(num)d bags a week.",
                    artisan.weekly_capacity,
                    maker=called,
                )
            )
    soon = away_soon(artisan, today)
    if soon is not None and (soon[0] - today <= SOON or (ready is not None and ready > soon[0])):
        first, back = soon
        lines.append(
            gettext(
                "%(maker)s takes a break from %(first)s and is back on %(back)s.",
                maker=called,
                first=date_long(first),
                back=date_long(back),
            )
        )
    return lines
