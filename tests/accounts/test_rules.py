from datetime import UTC, datetime, timedelta

import pytest

from marketplace.access.roles import STAFF, Role
from marketplace.accounts.rules import (
    CONSENT_VERSION,
    REQUIRED_CONSENTS,
    SECOND_FACTOR_LIMITS,
    SIGN_IN_LIMITS,
    TOKEN_LIFETIME,
    ConsentPurpose,
    TokenPurpose,
    session_idle,
    session_is_over,
    session_lifetime,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("role", Role)
def test_staff_sessions_are_short(role: Role) -> None:
    staff = role in STAFF
    assert session_lifetime(role) == (timedelta(hours=12) if staff else timedelta(days=30))
    assert session_idle(role) == (timedelta(hours=2) if staff else timedelta(days=14))


@pytest.mark.parametrize("role", Role)
def test_a_session_ends_by_age_or_by_rest_at_the_very_second(role: Role) -> None:
    life, rest = session_lifetime(role), session_idle(role)
    assert not session_is_over(role, NOW, NOW, NOW)
    assert not session_is_over(role, NOW - life + SECOND, NOW, NOW)
    assert session_is_over(role, NOW - life, NOW, NOW)
    assert not session_is_over(role, NOW - rest, NOW - rest + SECOND, NOW)
    assert session_is_over(role, NOW - rest, NOW - rest, NOW)


def test_every_secret_has_a_lifetime() -> None:
    assert set(TOKEN_LIFETIME) == set(TokenPurpose)
    assert TOKEN_LIFETIME[TokenPurpose.RESET_LINK] == timedelta(hours=1)


def test_only_the_processing_of_data_is_required() -> None:
    assert {ConsentPurpose.DATA_PROCESSING} == REQUIRED_CONSENTS
    assert 0 < len(CONSENT_VERSION) <= 20


def test_limits() -> None:
    assert ((10, timedelta(minutes=5)),) == SIGN_IN_LIMITS
    assert ((5, timedelta(minutes=5)), (20, timedelta(hours=1))) == SECOND_FACTOR_LIMITS
