"""The three kinds of paper a record can be about. Only one of them is BNSP's."""

from enum import StrEnum


class Paper(StrEnum):
    """Which of three papers it is; they are often confused. Asked of the artisan each time: there is no default."""

    BNSP = "bnsp"
    LSK = "lsk"
    LPK = "lpk"


TRAINING_PAPERS: frozenset[Paper] = frozenset({Paper.LSK, Paper.LPK})
"""Recorded and shown as training. However genuine, they never earn the BNSP badge and never speak for a holder."""
