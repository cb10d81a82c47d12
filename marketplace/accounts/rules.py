"""What is true of accounts: what people consent to, how long a sign-in lasts, how often one may try."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from marketplace.kit.emails import normal_email
from marketplace.kit.phones import normal_mobile

MAX_NAME = 120


class ConsentPurpose(StrEnum):
    """What a person may say yes to, each by its own box, off until ticked."""

    DATA_PROCESSING = "data_processing"
    SHOW_PROFILE = "show_profile"
    SHOW_WHATSAPP = "show_whatsapp"
    SCAN_STORAGE = "scan_storage"


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
    TokenPurpose.RESET_CODE: timedelta(minutes=15),
    TokenPurpose.INVITATION: timedelta(hours=72),
}
SIGN_UP_LIFETIME = timedelta(hours=24)
SECOND_FACTOR_WAIT = timedelta(minutes=5)
"""How long a right password waits for the code that follows it."""

RESET_CODE_LENGTH = 8
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
RESET_LIMITS: tuple[Limit, ...] = ((5, timedelta(days=1)),)
RESET_CODE_LIMITS: tuple[Limit, ...] = ((5, TOKEN_LIFETIME[TokenPurpose.RESET_CODE]),)
"""Tries per account (and per address where there is none), each in its span of time."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """How a person is reached and signs in: exactly one of the two is set, in its normal form."""

    email: str | None = None
    phone: str | None = None

    @property
    def text(self) -> str:
        return self.email or self.phone or ""


def read_identifier(text: str) -> Identifier:
    """Return the address or number somebody typed into the one field for both; ValueError when it is neither."""
    if "@" in text:
        return Identifier(email=normal_email(text))
    return Identifier(phone=normal_mobile(text))


def mask_email(email: str) -> str:
    """Return "si•••@contoh.id": enough for its owner to know it, too little for anybody else to write to it."""
    local, _, domain = email.partition("@")
    return f"{local[: 2 if len(local) > 3 else 1]}•••@{domain}"
