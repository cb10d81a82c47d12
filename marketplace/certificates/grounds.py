"""Why a certificate is withdrawn, and which decisions one officer alone may not make."""

from enum import StrEnum

from marketplace.certificates.rules import Action


class Ground(StrEnum):
    """Reasons for a withdrawal that everybody may read; the words to the artisan stay between her and the officers.

    The first three are what certification bodies withdraw for (ISO/IEC 17024:2012, 9.5, and the schemes of LSPs).
    """

    FALSE_DATA = "false_data"
    MISUSE = "misuse"
    SURVEILLANCE = "surveillance"
    ISSUER = "issuer"
    HOLDER = "holder"
    MISTAKE = "mistake"


NEEDS_SECOND: frozenset[Action] = frozenset({Action.REVOKE})
"""Decisions that cannot be taken back: one officer proposes, another confirms."""
