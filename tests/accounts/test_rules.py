from datetime import timedelta

from marketplace.accounts.rules import (
    CONSENT_VERSION,
    REQUIRED_CONSENTS,
    SECOND_FACTOR_LIMITS,
    SIGN_IN_LIMITS,
    TOKEN_LIFETIME,
    ConsentPurpose,
    TokenPurpose,
    session_lifetime,
)


def test_staff_sessions_are_short() -> None:
    assert session_lifetime(staff=True) == (timedelta(hours=12), timedelta(hours=2))
    assert session_lifetime(staff=False) == (timedelta(days=30), timedelta(days=14))


def test_every_secret_has_a_lifetime() -> None:
    assert set(TOKEN_LIFETIME) == set(TokenPurpose)
    assert TOKEN_LIFETIME[TokenPurpose.RESET_LINK] == timedelta(hours=1)


def test_only_the_processing_of_data_is_required() -> None:
    assert {ConsentPurpose.DATA_PROCESSING} == REQUIRED_CONSENTS
    assert 0 < len(CONSENT_VERSION) <= 20


def test_limits() -> None:
    assert ((10, timedelta(minutes=5)),) == SIGN_IN_LIMITS
    assert ((5, timedelta(minutes=5)), (20, timedelta(hours=1))) == SECOND_FACTOR_LIMITS
