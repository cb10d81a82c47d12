"""What makes two certificates suspiciously alike, and a name differ from another. Hints for people, never proof."""

from enum import StrEnum

from marketplace.kit.text import words


class Likeness(StrEnum):
    """What a certificate has in common with another one, the gravest first."""

    SCAN = "scan"
    SIMILAR_SCAN = "similar_scan"
    CERTIFICATE_NO = "certificate_no"
    REGISTRATION_NO = "registration_no"
    BLANKO_NO = "blanko_no"
    HOLDER_NAME = "holder_name"


def names_agree(one: str, other: str) -> bool:
    """Whether two spellings of a name differ in nothing but case, accents and punctuation."""
    return words(one) == words(other)
