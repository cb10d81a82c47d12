"""A bag's price: what she wrote for it, and the lowest that can be had, which lists filter and sort by."""

from __future__ import annotations

from marketplace.listings.combinations import price_range
from marketplace.listings.models import Listing


def written(listing: Listing) -> int | None:
    """Return the price she wrote for the bag, which its variations have where they name none of their own."""
    return listing.price if listing.base_price is None else listing.base_price


def settle(listing: Listing, wrote: int | None) -> None:
    """Make a bag's prices follow from what she wrote and from its variations; the only writer of the three.

    While she wrote none, the bag has none, whatever its variations say.
    """
    found = None if wrote is None else price_range(wrote, listing.variants, listing.availability)
    listing.price = found.low if found else None
    listing.top_price = found.high if found and found.varies else None
    listing.base_price = wrote if found and wrote != found.low else None
