"""Identity numbers (NIK) in free text: found, so that they can be refused before anything is kept."""

import re

DIGITS = 16
"""Digits of a NIK, the number on the identity card and the family card (Law 23/2006 on population administration)."""

_RUN = re.compile(r"\d+(?:[ .\-/\u00a0]\d+)*")
_DIGIT_RUN = re.compile(r"\d+")


def carries_identity_number(text: str) -> bool:
    """Whether a text holds sixteen digits on end, or a longer-written number that comes to exactly sixteen.

    Certificate numbers are longer and written in groups, so they pass; whatever has sixteen digits is taken for a NIK.
    """
    return any(
        sum(map(str.isdigit, run)) == DIGITS or any(len(part) == DIGITS for part in _DIGIT_RUN.findall(run))
        for run in _RUN.findall(text)
    )
