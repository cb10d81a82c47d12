"""The five kinds of account."""

from enum import StrEnum


class Role(StrEnum):
    BUYER = "buyer"
    ARTISAN = "artisan"
    OFFICER = "officer"
    ADMIN = "admin"
    LSP = "lsp"


STAFF: frozenset[Role] = frozenset({Role.OFFICER, Role.ADMIN})

TWO_STEPS: frozenset[Role] = STAFF | {Role.LSP}
"""Who decides or vouches: invited by an admin, signed in with a second step and for hours only.

Somebody of a certifying body is no staff of ours: they confirm holders of their own certificates, and nothing else.
"""
