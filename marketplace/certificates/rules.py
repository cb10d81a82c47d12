"""What is true of certificates: their lifecycle, their standing on a day, and the numbers printed on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from marketplace.access.permissions import Permission
from marketplace.certificates.papers import TRAINING_PAPERS, Paper
from marketplace.kit.dates import add_months, months_between
from marketplace.kit.lifecycle import Lifecycle, Move

DEFAULT_TERM_MONTHS = 36
MIN_TERM_MONTHS, MAX_TERM_MONTHS = 1, 120
EXPIRING_DAYS = 90
"""A certificate with this many days left, or fewer, is said to expire soon."""


class Status(StrEnum):
    """What was last decided. Never shown as what a certificate is worth: that also depends on the day."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_CHANGES = "needs_changes"
    REJECTED = "rejected"
    VERIFIED = "verified"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


PUBLIC_STATUSES: frozenset[Status] = frozenset({Status.VERIFIED, Status.SUSPENDED, Status.REVOKED})
"""Once verified, a record has a public page for ever, whatever becomes of it."""

DECIDED_STATUSES: frozenset[Status] = PUBLIC_STATUSES | {Status.REJECTED}

EDITABLE_STATUSES: frozenset[Status] = frozenset({Status.DRAFT, Status.NEEDS_CHANGES})
"""Where the artisan may still change what was typed or scanned."""


class Action(StrEnum):
    SUBMIT = "submit"
    WITHDRAW_SUBMISSION = "withdraw_submission"
    VERIFY = "verify"
    VERIFY_FROM_LIST = "verify_from_list"
    ASK_CHANGES = "ask_changes"
    REJECT = "reject"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    REDUCE_SCOPE = "reduce_scope"
    RESTORE_SCOPE = "restore_scope"


VERIFYING: frozenset[Action] = frozenset({Action.VERIFY, Action.VERIFY_FROM_LIST})
"""What makes a record public: an officer's look at the paper, or a row of a list an officer imported."""

NEEDS_METHOD: frozenset[Action] = frozenset({Action.VERIFY})
"""Decisions that must say how the paper was checked; the public record repeats it."""


class Method(StrEnum):
    """How a certificate was checked."""

    PORTAL_BNSP = "portal_bnsp"
    QR_SCAN = "qr_scan"
    LSP_CONFIRMATION = "lsp_confirmation"
    CITY_LIST = "city_list"
    PHYSICAL_DOCUMENT = "physical_document"


class Field(StrEnum):
    """The parts of a claim an officer can send back for correction."""

    PAPER = "paper"
    HOLDER_NAME = "holder_name"
    CERTIFICATE_NO = "certificate_no"
    REGISTRATION_NO = "registration_no"
    BLANKO_NO = "blanko_no"
    BODY = "body"
    SCHEME = "scheme"
    ISSUE_DATE = "issue_date"
    TERM = "term"
    UNITS = "units"
    SCAN_FRONT = "scan_front"
    SCAN_BACK = "scan_back"


FORGET_WITHIN = timedelta(hours=3 * 24)
"""How soon after a consent is taken back nothing may be left of a scan (UU 27/2022). Deleting begins at once."""


class ScanSide(StrEnum):
    FRONT = "front"
    BACK = "back"


REQUIRED_FIELDS: tuple[Field, ...] = (
    Field.PAPER,
    Field.HOLDER_NAME,
    Field.CERTIFICATE_NO,
    Field.BODY,
    Field.SCHEME,
    Field.ISSUE_DATE,
    Field.TERM,
    Field.UNITS,
    Field.SCAN_FRONT,
)
"""Without these a claim cannot be submitted. Registration and blanko numbers are not on every generation of
paper, and a PDF of the front may hold the back as well."""
OPTIONAL_IN_TRAINING: frozenset[Field] = frozenset({Field.TERM, Field.UNITS})
"""A training paper often has neither a term nor units; nothing is invented for it."""


def missing_for_submission(given: Mapping[Field, object]) -> list[Field]:
    """Return the required fields that are absent or empty in `given`, in the order of the form."""
    training = any(given.get(Field.PAPER) == paper for paper in TRAINING_PAPERS)
    passed_over = OPTIONAL_IN_TRAINING if training else frozenset()
    return [field for field in REQUIRED_FIELDS if field not in passed_over and not given.get(field)]


def _step(
    action: Action,
    sources: Iterable[Status],
    target: Status,
    permission: Permission,
    needs_reason: bool = False,
) -> Move[Status, Action, Permission]:
    return Move(action, frozenset(sources), target, permission, needs_reason)


_ARTISAN, _OFFICER = Permission.SUBMIT_CERTIFICATE, Permission.REVIEW_CERTIFICATE

LIFECYCLE: Lifecycle[Status, Action, Permission] = Lifecycle(
    [
        _step(Action.SUBMIT, {Status.DRAFT, Status.NEEDS_CHANGES}, Status.SUBMITTED, _ARTISAN),
        _step(Action.WITHDRAW_SUBMISSION, {Status.SUBMITTED}, Status.DRAFT, _ARTISAN),
        _step(Action.VERIFY, {Status.SUBMITTED}, Status.VERIFIED, _OFFICER),
        _step(Action.VERIFY_FROM_LIST, {Status.DRAFT}, Status.VERIFIED, _OFFICER),
        _step(Action.ASK_CHANGES, {Status.SUBMITTED}, Status.NEEDS_CHANGES, _OFFICER, needs_reason=True),
        _step(
            Action.REJECT,
            {Status.SUBMITTED, Status.NEEDS_CHANGES},
            Status.REJECTED,
            _OFFICER,
            needs_reason=True,
        ),
        _step(Action.SUSPEND, {Status.VERIFIED}, Status.SUSPENDED, _OFFICER, needs_reason=True),
        _step(Action.REINSTATE, {Status.SUSPENDED}, Status.VERIFIED, _OFFICER, needs_reason=True),
        _step(Action.REDUCE_SCOPE, {Status.VERIFIED}, Status.VERIFIED, _OFFICER, needs_reason=True),
        _step(Action.REDUCE_SCOPE, {Status.SUSPENDED}, Status.SUSPENDED, _OFFICER, needs_reason=True),
        _step(Action.RESTORE_SCOPE, {Status.VERIFIED}, Status.VERIFIED, _OFFICER, needs_reason=True),
        _step(Action.RESTORE_SCOPE, {Status.SUSPENDED}, Status.SUSPENDED, _OFFICER, needs_reason=True),
        _step(
            Action.REVOKE, {Status.VERIFIED, Status.SUSPENDED}, Status.REVOKED, _OFFICER, needs_reason=True
        ),
    ]
)


class StandingKind(StrEnum):
    """What a certificate is worth on a given day."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    NOT_YET = "not_yet"
    TRAINING = "training"
    PENDING = "pending"
    UNVERIFIED = "unverified"


VALID_KINDS: frozenset[StandingKind] = frozenset({StandingKind.VALID, StandingKind.EXPIRING})
PRIVATE_KINDS: frozenset[StandingKind] = frozenset({StandingKind.PENDING, StandingKind.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer of one day. `days_left` is 0 on the last valid day and after it; `kind` tells which."""

    kind: StandingKind
    valid_from: date | None
    valid_until: date | None
    today: date
    days_left: int
    months_left: int
    months_total: int
    checked_on: date | None
    method: Method | None
    paper: Paper | None = Paper.BNSP

    @property
    def is_training(self) -> bool:
        """Whether the paper is not BNSP's: then no badge is spoken of, whatever became of it."""
        return self.paper in TRAINING_PAPERS

    @property
    def is_valid(self) -> bool:
        return self.kind in VALID_KINDS

    @property
    def is_public(self) -> bool:
        return self.kind not in PRIVATE_KINDS

    @property
    def expired_since(self) -> date | None:
        """The first day on which it no longer counted, if the calendar (and nothing worse) ended it."""
        if self.kind is not StandingKind.EXPIRED or self.valid_until is None:
            return None
        return self.valid_until + timedelta(days=1)

    @property
    def share_left(self) -> float:
        """Part of the term still to run, today included; 0.0 to 1.0, and 0.0 whenever it is not valid."""
        if not self.is_valid or self.valid_from is None or self.valid_until is None:
            return 0.0
        return (self.days_left + 1) / ((self.valid_until - self.valid_from).days + 1)


class Dated(Protocol):
    """What `standing` needs to know of a certificate. A stored `valid_until` overrules the computed one."""

    @property
    def status(self) -> Status: ...
    @property
    def issue_date(self) -> date | None: ...
    @property
    def term_months(self) -> int | None: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def checked_on(self) -> date | None: ...
    @property
    def method(self) -> Method | None: ...
    @property
    def paper(self) -> Paper | None: ...


def expiry(issue_date: date, term_months: int) -> date:
    """Return the last valid day: the same day of the month, `term_months` later (26-3-2024 to 26-3-2027)."""
    return add_months(issue_date, term_months)


def kind_on(
    status: Status, valid_from: date | None, valid_until: date | None, today: date, paper: Paper | None
) -> StandingKind:
    """Return the kind of standing on `today`; the SQL form of the filters must agree with this, row by row.

    What the issuer took away outweighs the calendar: a suspended or revoked certificate is shown as that even
    after its last day, because "expired" would hide why it was lost. A paper that is not BNSP's is training,
    whatever its dates. A verified certificate without dates or paper (the database forbids it) claims nothing.
    """
    match status:
        case Status.REVOKED:
            return StandingKind.REVOKED
        case Status.SUSPENDED:
            return StandingKind.SUSPENDED
        case Status.SUBMITTED | Status.NEEDS_CHANGES:
            return StandingKind.PENDING
        case Status.DRAFT | Status.REJECTED:
            return StandingKind.UNVERIFIED
    if paper in TRAINING_PAPERS:
        return StandingKind.TRAINING
    if paper is None or valid_from is None or valid_until is None:
        return StandingKind.UNVERIFIED
    if today > valid_until:
        return StandingKind.EXPIRED
    if today < valid_from:
        return StandingKind.NOT_YET
    return StandingKind.EXPIRING if (valid_until - today).days <= EXPIRING_DAYS else StandingKind.VALID


def standing(certificate: Dated, today: date) -> Standing:
    """Return what a certificate is worth today, whatever was last recorded. `today` is the local day."""
    valid_from, valid_until = certificate.issue_date, certificate.valid_until
    if valid_until is None and valid_from is not None and certificate.term_months is not None:
        valid_until = expiry(valid_from, certificate.term_months)
    return Standing(
        kind=kind_on(certificate.status, valid_from, valid_until, today, certificate.paper),
        valid_from=valid_from,
        valid_until=valid_until,
        today=today,
        days_left=max(0, (valid_until - today).days) if valid_until else 0,
        months_left=months_between(today, valid_until) if valid_until else 0,
        months_total=months_between(valid_from, valid_until) if valid_from and valid_until else 0,
        checked_on=certificate.checked_on,
        method=certificate.method,
        paper=certificate.paper,
    )
