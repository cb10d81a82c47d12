"""Writing down what processes counted: readers of bags, and those who went on to WhatsApp."""

from __future__ import annotations

from marketplace.adapters import daily_counts
from marketplace.adapters.daily_counts import Counts
from marketplace.adapters.tally import Tally
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.listings.models import Listing


def write_down(tally: Tally[int]) -> int:
    """Add what was counted to the table; return how many rows that touched. What cannot be written goes back."""
    return daily_counts.write_down(tally, _add)


def write_down_clicks(tally: Tally[int]) -> int:
    """Do the same with those who went on to WhatsApp."""
    return daily_counts.write_down(tally, _add_clicks)


def _add(counts: Counts) -> int:
    return daily_counts.add_visits(BagVisits, BagVisits.listing_id, Listing.id, counts)


def _add_clicks(counts: Counts) -> int:
    return daily_counts.add_visits(WhatsappClicks, WhatsappClicks.listing_id, Listing.id, counts)
