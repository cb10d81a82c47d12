"""What is true of a bag that was taken down: on which grounds, and until when its maker may appeal.

The grounds are those the public may report, the outcomes those of any appeal, and so are the times for both.
"""

from collections.abc import Sequence
from datetime import datetime

from marketplace.appeals.rules import WITHIN
from marketplace.reports.rules import REASONS, Reason, Subject

MAX_REASON, MAX_TEXT = 1000, 2000
GROUNDS: Sequence[Reason] = REASONS[Subject.BAG]


def may_appeal(taken_at: datetime, appealed_at: datetime | None, is_down: bool, at: datetime) -> bool:
    """Whether taking a bag down can be appealed at `at`: once, in time, while the bag is down."""
    return is_down and appealed_at is None and at < taken_at + WITHIN
