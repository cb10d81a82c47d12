"""Filling the blanks of quick replies from what was recorded of the bag a talk is about, in the reader's language.

What was not recorded stays a gap that the artisan sees and fills in herself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from flask_babel import gettext, ngettext

from marketplace.inquiries.asked import bag_asked, snapshot
from marketplace.inquiries.models import Thread
from marketplace.listings.choosing import own_price, variant_of
from marketplace.listings.details import sides_of
from marketplace.listings.models import Variant
from marketplace.listings.rules import Availability
from marketplace.web.formatting import decimal, from_price, rupiah

GAP = "\u2026"


def fill(words: str, thread: Thread) -> str:
    """Return the words with each blank filled in, or with GAP where nothing was recorded.

    Other braces stay as they are, and so do braces inside of what is filled in.
    """
    return _BLANK.sub(lambda blank: BLANKS[blank[1].lower()](thread) or GAP, words)


def _bag(thread: Thread) -> str:
    return bag_asked(thread) if thread.listing.title else ""


def _price(thread: Thread) -> str:
    """What it costs today: the variation asked about, or the bag."""
    listing, (whole, row) = thread.listing, _about(thread)
    if row is not None:
        price = own_price(listing, row)
        return "" if price is None else rupiah(price)
    return from_price(listing.price, listing.price_varies) if whole and listing.price is not None else ""


def _days(thread: Thread) -> str:
    """The days of work she wrote for a bag made to order."""
    listing = thread.listing
    if listing.availability is not Availability.MADE_TO_ORDER or not listing.lead_days:
        return ""
    return ngettext("%(num)s day", "%(num)s days", listing.lead_days)


def _size(thread: Thread) -> str:
    """Length, width and height, with GAP for a side that was not measured."""
    whole, row = _about(thread)
    sides = sides_of(thread.listing, row)
    each = (sides.length, sides.width, sides.height)
    if not (whole or row) or not any(each):
        return ""
    return gettext("%(sides)s cm", sides=" × ".join(GAP if side is None else decimal(side) for side in each))


def _about(thread: Thread) -> tuple[bool, Variant | None]:
    """(whether the talk is about the bag as a whole, the variation it is about while that is there)."""
    whole = snapshot(thread) is None
    return whole, None if whole else variant_of(thread.listing, thread.variant_code or "")


BLANKS: Mapping[str, Callable[[Thread], str]] = {
    "tas": _bag,
    "harga": _price,
    "lama": _days,
    "ukuran": _size,
}
_BLANK = re.compile(r"\{(" + "|".join(BLANKS) + r")\}", re.IGNORECASE)
