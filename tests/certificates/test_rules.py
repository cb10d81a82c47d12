"""The lifecycle, pair by pair, and the standing, day by day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.permissions import Permission
from marketplace.certificates.papers import Paper as Kind
from marketplace.certificates.rules import (
    EDITABLE_STATUSES,
    EXPIRING_DAYS,
    LIFECYCLE,
    NEEDS_METHOD,
    PUBLIC_STATUSES,
    REQUIRED_FIELDS,
    Action,
    Field,
    Method,
    StandingKind,
    Status,
    expiry,
    kind_on,
    missing_for_submission,
    standing,
)
from marketplace.certificates.speakers import best, precedence, speaking
from marketplace.kit.errors import Conflict

START, END = date(2025, 10, 31), date(2028, 10, 31)
WARNED_FROM = END - timedelta(days=EXPIRING_DAYS)
DAY = timedelta(days=1)

D, S, N, R = Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.REJECTED
V, P, X = Status.VERIFIED, Status.SUSPENDED, Status.REVOKED
LEGAL = {
    (D, Action.SUBMIT): S,
    (N, Action.SUBMIT): S,
    (S, Action.WITHDRAW_SUBMISSION): D,
    (S, Action.VERIFY): V,
    (D, Action.VERIFY_FROM_LIST): V,
    (S, Action.ASK_CHANGES): N,
    (S, Action.REJECT): R,
    (N, Action.REJECT): R,
    (V, Action.SUSPEND): P,
    (P, Action.REINSTATE): V,
    (V, Action.REVOKE): X,
    (P, Action.REVOKE): X,
    (V, Action.REDUCE_SCOPE): V,
    (P, Action.REDUCE_SCOPE): P,
    (V, Action.RESTORE_SCOPE): V,
    (P, Action.RESTORE_SCOPE): P,
}


@dataclass(frozen=True)
class Paper:
    status: Status = Status.VERIFIED
    issue_date: date | None = START
    term_months: int | None = 36
    valid_until: date | None = None
    checked_on: date | None = date(2025, 11, 20)
    method: Method | None = Method.CITY_LIST
    paper: Kind | None = Kind.BNSP


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_every_pair_is_either_legal_or_refused(status: Status, action: Action) -> None:
    target = LEGAL.get((status, action))
    assert LIFECYCLE.allows(status, action) is (target is not None)
    if target is None:
        with pytest.raises(Conflict) as refused:
            LIFECYCLE.move(status, action)
        assert refused.value.code == "lifecycle.illegal"
    else:
        assert LIFECYCLE.move(status, action).target is target


@pytest.mark.parametrize("status", Status)
def test_the_buttons_of_a_status_are_its_legal_actions(status: Status) -> None:
    assert {move.action for move in LIFECYCLE.actions(status)} == {
        action for source, action in LEGAL if source is status
    }


def test_artisans_submit_and_officers_decide() -> None:
    theirs = {Action.SUBMIT, Action.WITHDRAW_SUBMISSION}
    for move in LIFECYCLE.moves:
        mine = move.action in theirs
        assert move.permission is (Permission.SUBMIT_CERTIFICATE if mine else Permission.REVIEW_CERTIFICATE)


def test_whatever_an_artisan_could_mind_needs_a_reason() -> None:
    silent = {Action.SUBMIT, Action.WITHDRAW_SUBMISSION, Action.VERIFY, Action.VERIFY_FROM_LIST}
    assert {move.action for move in LIFECYCLE.moves if not move.needs_reason} == silent
    assert {Action.VERIFY} == NEEDS_METHOD


def test_a_public_record_never_becomes_private_again() -> None:
    for move in LIFECYCLE.moves:
        if move.sources & PUBLIC_STATUSES:
            assert move.target in PUBLIC_STATUSES


def test_nobody_edits_what_is_being_looked_at() -> None:
    assert {Status.DRAFT, Status.NEEDS_CHANGES} == EDITABLE_STATUSES


DAYS = {
    START - DAY: StandingKind.NOT_YET,
    START: StandingKind.VALID,
    START + DAY: StandingKind.VALID,
    WARNED_FROM - DAY: StandingKind.VALID,
    WARNED_FROM: StandingKind.EXPIRING,
    WARNED_FROM + DAY: StandingKind.EXPIRING,
    END - DAY: StandingKind.EXPIRING,
    END: StandingKind.EXPIRING,
    END + DAY: StandingKind.EXPIRED,
    END + 4000 * DAY: StandingKind.EXPIRED,
}
WHATEVER_THE_DAY = {
    Status.DRAFT: StandingKind.UNVERIFIED,
    Status.REJECTED: StandingKind.UNVERIFIED,
    Status.SUBMITTED: StandingKind.PENDING,
    Status.NEEDS_CHANGES: StandingKind.PENDING,
    Status.SUSPENDED: StandingKind.SUSPENDED,
    Status.REVOKED: StandingKind.REVOKED,
}


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("status", Status)
def test_the_standing_of_every_status_around_every_turn(status: Status, today: date) -> None:
    answer = standing(Paper(status), today)
    assert answer.kind is WHATEVER_THE_DAY.get(status, DAYS[today])
    assert answer.is_valid is (status is Status.VERIFIED and START <= today <= END)
    assert answer.is_public is (status in PUBLIC_STATUSES)
    assert (answer.valid_from, answer.valid_until, answer.today) == (START, END, today)
    assert (answer.checked_on, answer.method) == (date(2025, 11, 20), Method.CITY_LIST)


@pytest.mark.parametrize(
    ("today", "days", "months", "share"),
    [
        (START - DAY, 1097, 36, 0.0),
        (START, 1096, 36, 1.0),
        (date(2026, 10, 31), 731, 24, 732 / 1097),
        (date(2026, 11, 1), 730, 23, 731 / 1097),
        (END - DAY, 1, 0, 2 / 1097),
        (END, 0, 0, 1 / 1097),
        (END + DAY, 0, 0, 0.0),
    ],
)
def test_what_is_left_is_counted_to_the_last_day_inclusive(
    today: date, days: int, months: int, share: float
) -> None:
    answer = standing(Paper(), today)
    assert (answer.days_left, answer.months_left, answer.months_total) == (days, months, 36)
    assert answer.share_left == pytest.approx(share)


def test_it_says_since_when_it_has_expired() -> None:
    assert standing(Paper(), END + 5 * DAY).expired_since == END + DAY
    assert standing(Paper(), END).expired_since is None
    assert standing(Paper(Status.REVOKED), END + 5 * DAY).expired_since is None


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_nothing_is_left_of_what_was_taken_away(status: Status) -> None:
    assert standing(Paper(status), START).share_left == 0.0


def test_a_stored_last_day_overrules_the_computed_one() -> None:
    paper = Paper(valid_until=date(2026, 1, 31))
    assert standing(paper, date(2026, 1, 31)).is_valid
    assert standing(paper, date(2026, 2, 1)).kind is StandingKind.EXPIRED
    assert standing(paper, START).months_total == 3


@pytest.mark.parametrize("field", ["issue_date", "term_months"])
@pytest.mark.parametrize("status", Status)
def test_without_dates_nothing_is_claimed(status: Status, field: str) -> None:
    answer = standing(replace(Paper(status), **{field: None}), START)
    assert not answer.is_valid
    assert (answer.days_left, answer.months_left, answer.months_total, answer.share_left) == (0, 0, 0, 0.0)
    assert answer.kind is WHATEVER_THE_DAY.get(status, StandingKind.UNVERIFIED)


def test_an_end_without_a_beginning_claims_nothing() -> None:
    answer = standing(Paper(issue_date=None, valid_until=END), START)
    assert answer.kind is StandingKind.UNVERIFIED
    assert (answer.days_left, answer.months_total) == (1096, 0)


def test_a_term_of_three_months_expires_soon_from_the_first_day() -> None:
    assert (
        standing(Paper(issue_date=date(2026, 2, 1), term_months=3), date(2026, 2, 1)).kind
        is StandingKind.EXPIRING
    )


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2024, 3, 26), 36, date(2027, 3, 26)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 10, 30), 36, date(2028, 10, 30)),
        (date(2025, 10, 31), 60, date(2030, 10, 31)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
    ],
)
def test_the_last_day_follows_the_calendar(issued: date, months: int, last: date) -> None:
    assert expiry(issued, months) == last


PAPERS = st.builds(
    Paper,
    status=st.sampled_from(Status),
    issue_date=st.none() | st.dates(date(2015, 1, 1), date(2040, 1, 1)),
    term_months=st.none() | st.integers(1, 120),
    valid_until=st.none() | st.dates(date(2015, 1, 1), date(2050, 1, 1)),
)
TODAYS = st.dates(date(2015, 1, 1), date(2055, 1, 1))


@given(PAPERS, TODAYS)
def test_a_valid_standing_has_everything_a_badge_shows(paper: Paper, today: date) -> None:
    answer = standing(paper, today)
    assert 0.0 <= answer.share_left <= 1.0
    assert answer.days_left >= 0
    assert answer.months_left >= 0
    if answer.is_valid:
        assert answer.is_public
        assert paper.status is Status.VERIFIED
        assert answer.valid_from is not None
        assert answer.valid_until is not None
        assert answer.valid_from <= today <= answer.valid_until
        assert (answer.kind is StandingKind.EXPIRING) is (answer.days_left <= EXPIRING_DAYS)


@given(
    st.sampled_from(Status), st.none() | TODAYS, st.none() | TODAYS, TODAYS, st.none() | st.sampled_from(Kind)
)
def test_once_expired_it_stays_expired(
    status: Status, start: date | None, end: date | None, today: date, kind: Kind | None
) -> None:
    if kind_on(status, start, end, today, kind) is StandingKind.EXPIRED:
        assert kind_on(status, start, end, today + DAY, kind) is StandingKind.EXPIRED


TODAY = date(2026, 6, 1)
SPEAKERS = [
    Paper(issue_date=date(2026, 5, 1)),
    Paper(issue_date=date(2025, 1, 1)),
    Paper(issue_date=date(2023, 6, 30)),
    Paper(Status.REVOKED, issue_date=date(2026, 5, 20)),
    Paper(Status.SUSPENDED, issue_date=date(2024, 5, 20)),
    Paper(issue_date=date(2022, 1, 1)),
    Paper(Status.REVOKED, issue_date=date(2021, 1, 1)),
    Paper(issue_date=date(2026, 7, 1)),
    Paper(Status.SUBMITTED, issue_date=date(2026, 5, 30)),
    Paper(Status.NEEDS_CHANGES, issue_date=None),
    Paper(Status.REJECTED, issue_date=date(2026, 5, 30)),
    Paper(Status.DRAFT, issue_date=None),
]


def test_the_certificates_of_one_person_are_ranked_for_today() -> None:
    ranked = sorted(SPEAKERS, key=lambda paper: precedence(standing(paper, TODAY)), reverse=True)
    assert ranked == SPEAKERS


def test_the_first_of_the_rank_speaks_in_whatever_order_they_come() -> None:
    for few in permutations(SPEAKERS[1:9:2]):
        assert best(standing(paper, TODAY) for paper in few) == standing(SPEAKERS[1], TODAY)
        assert speaking(few, TODAY) == (SPEAKERS[1], standing(SPEAKERS[1], TODAY))


def test_an_old_lapse_does_not_hide_a_later_withdrawal() -> None:
    old, withdrawn = Paper(issue_date=date(2020, 1, 1)), Paper(Status.REVOKED, issue_date=date(2024, 1, 1))
    assert speaking([old, withdrawn], TODAY) == (withdrawn, standing(withdrawn, TODAY))


def test_without_certificates_nobody_speaks() -> None:
    assert best([]) is None
    assert speaking([], TODAY) is None


def test_a_complete_claim_lacks_nothing() -> None:
    given_fields: dict[Field, object] = dict.fromkeys(REQUIRED_FIELDS, "x")
    assert missing_for_submission(given_fields) == []


@pytest.mark.parametrize("empty", [None, "", [], 0])
@pytest.mark.parametrize("field", REQUIRED_FIELDS)
def test_each_required_field_is_missed(field: Field, empty: object) -> None:
    assert missing_for_submission({**dict.fromkeys(REQUIRED_FIELDS, "x"), field: empty}) == [field]


@pytest.mark.parametrize("kind", Kind)
def test_only_training_papers_may_lack_term_and_units(kind: Kind) -> None:
    given_so_far = {**dict.fromkeys(REQUIRED_FIELDS, "x"), Field.PAPER: kind, Field.TERM: "", Field.UNITS: ""}
    missing = missing_for_submission(given_so_far)
    assert missing == ([Field.TERM, Field.UNITS] if kind is Kind.BNSP else [])


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", [*Kind, None])
@pytest.mark.parametrize("today", [START - DAY, START, END, END + DAY])
def test_only_a_bnsp_paper_is_ever_valid_and_training_never_speaks(
    status: Status, kind: Kind | None, today: date
) -> None:
    paper = Paper(status=status, paper=kind)
    answer = standing(paper, today)
    plain = standing(Paper(status=status), today)
    assert answer.is_valid is (plain.is_valid and kind is Kind.BNSP)
    assert (answer.kind is StandingKind.TRAINING) is (answer.is_training and status is Status.VERIFIED)
    assert (speaking([paper], today) is None) is answer.is_training
    assert (best([answer]) is None) is answer.is_training
    assert speaking([paper, Paper()], START) is not None


def test_what_some_generations_of_paper_lack_is_not_required() -> None:
    assert set(Field) - set(REQUIRED_FIELDS) == {Field.REGISTRATION_NO, Field.BLANKO_NO, Field.SCAN_BACK}
    assert missing_for_submission({}) == list(REQUIRED_FIELDS)
