"""How often records are read: a sum by certificate and day, without anything about whom.

A web process counts in memory and writes the sum down every `EVERY_SECONDS` and when it ends; what it had not written
when it was killed is lost. Counted is each time the page is handed out, repeats and robots included, copies served by
caches in between not: a measure of where an old check is read, and no more.
"""

from __future__ import annotations

from marketplace.adapters import daily_counts
from marketplace.adapters.daily_counts import Counts
from marketplace.adapters.tally import Tally
from marketplace.certificates.models import Certificate
from marketplace.checks.models import RecordVisits

EVERY_SECONDS = 30.0


def write_down(tally: Tally[int]) -> int:
    """Add what was counted to the table; return how many rows that touched. What cannot be written goes back."""
    return daily_counts.write_down(tally, _add)


def _add(counts: Counts) -> int:
    return daily_counts.add_visits(RecordVisits, RecordVisits.certificate_id, Certificate.id, counts)
