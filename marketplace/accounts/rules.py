"""What is true of accounts: what people consent to, how long a sign-in lasts, how often one may try."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

MAX_NAME = 120


class ConsentPurpose(StrEnum):
    """What a person may say yes to, each by its own box, off until ticked."""

    DATA_PROCESSING = "data_processing"
    SHOW_PROFILE = "show_profile"
    SHOW_WHATSAPP = "show_whatsapp"


REQUIRED_CONSENTS: frozenset[ConsentPurpose] = frozenset({ConsentPurpose.DATA_PROCESSING})
"""Without these there can be no account; the others may be given, and taken back, at any time."""

CONSENT_VERSION = "2026-01"
"""Version of the consent texts; changes whenever their meaning does, and is stored with each yes."""


class TokenPurpose(StrEnum):
    """A single-use secret: a link sent by e-mail, a code handed over in person, an invitation to staff."""

    RESET_LINK = "reset_link"
    RESET_CODE = "reset_code"
    INVITATION = "invitation"


TOKEN_LIFETIME: dict[TokenPurpose, timedelta] = {
    TokenPurpose.RESET_LINK: timedelta(hours=1),
    TokenPurpose.RESET_CODE: timedelta(hours=1),
    TokenPurpose.INVITATION: timedelta(days=7),
}

RESET_CODE_LENGTH = 10
RECOVERY_CODES = 10
RECOVERY_CODE_LENGTH = 10


class SessionLifetime(NamedTuple):
    """How long a sign-in lasts: since it began, however busy it was, and since it was last used."""

    absolute: timedelta
    idle: timedelta


STAFF_SESSION = SessionLifetime(timedelta(hours=12), timedelta(hours=2))
SESSION = SessionLifetime(timedelta(days=30), timedelta(days=14))


def session_lifetime(*, staff: bool) -> SessionLifetime:
    return STAFF_SESSION if staff else SESSION


Limit = tuple[int, timedelta]

SIGN_IN_LIMITS: tuple[Limit, ...] = ((10, timedelta(minutes=5)),)
SECOND_FACTOR_LIMITS: tuple[Limit, ...] = ((5, timedelta(minutes=5)), (20, timedelta(hours=1)))
RESET_LIMITS: tuple[Limit, ...] = ((5, timedelta(hours=1)),)
RESET_CODE_LIMITS: tuple[Limit, ...] = ((5, timedelta(minutes=5)), (20, timedelta(hours=1)))
"""Tries per account (and per address where there is none), each in its span of time."""
