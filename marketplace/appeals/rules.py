"""What is true of appeals: against what, until when, with which outcomes. Its clock is that of a report."""

from datetime import datetime, timedelta
from enum import StrEnum

from marketplace.certificates.rules import Action, Status

MAX_TEXT = 2000

WITHIN = timedelta(days=30)
"""How long after a decision it can be appealed. Ours: long enough to ask the LSP for a paper."""

APPEALABLE: frozenset[Action] = frozenset({Action.REJECT, Action.SUSPEND, Action.REVOKE})
PUBLIC: frozenset[Action] = frozenset({Action.SUSPEND, Action.REVOKE})
"""Appeals against these are told on the public record; a rejected claim has none."""


class Outcome(StrEnum):
    """What came of an appeal: the decision stands, or it was wrong."""

    UPHELD = "upheld"
    GRANTED = "granted"


def is_open_to_appeal(action: Action, made_at: datetime, at: datetime) -> bool:
    """Whether a decision made at `made_at` may (still) be appealed at `at`."""
    return action in APPEALABLE and at < made_at + WITHIN


def reinstates(outcome: Outcome, status: Status) -> bool:
    """Whether the outcome puts a certificate of this status back. Nothing leads back from rejected or revoked."""
    return outcome is Outcome.GRANTED and status is Status.SUSPENDED


def needs_second(outcome: Outcome, against: Action) -> bool:
    """Whether one officer alone may not decide so: a claim that stays rejected after an appeal ends there."""
    return outcome is Outcome.UPHELD and against is Action.REJECT
