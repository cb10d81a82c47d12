"""The four kinds of account."""

from enum import StrEnum


class Role(StrEnum):
    BUYER = "buyer"
    ARTISAN = "artisan"
    OFFICER = "officer"
    ADMIN = "admin"


STAFF: frozenset[Role] = frozenset({Role.OFFICER, Role.ADMIN})
