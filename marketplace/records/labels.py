"""Words about what was found."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.records.hints import Hint
from marketplace.records.rules import Kind

LABELS: Mapping[StrEnum, LazyString] = {
    Kind.CODE: lazy_gettext("Record number"),
    Kind.NUMBER: lazy_gettext("Printed number"),
    Kind.NAME: lazy_gettext("Name"),
    Kind.PHONE: lazy_gettext("Phone number"),
    Kind.INSTAGRAM: lazy_gettext("Instagram profile"),
    Kind.BAG: lazy_gettext("A bag's page"),
    Kind.ARTISAN: lazy_gettext("An artisan's page"),
    Kind.ELSEWHERE: lazy_gettext("Another site"),
    Kind.SHORT: lazy_gettext("Too short"),
    Hint.LETTERS: lazy_gettext(
        "There are letters among the digits: look whether an O is a 0, an I or L a 1, an S a 5 or a B an 8."
    ),
    Hint.FEW_DIGITS: lazy_gettext(
        "A certificate number has at least 18 digits. Type all its groups, from the first one "
        "above the name to the year."
    ),
    Hint.MANY_DIGITS: lazy_gettext(
        "A certificate number has at most 21 digits. Look whether one was typed twice, or two numbers run together."
    ),
    Hint.YEAR: lazy_gettext(
        "A certificate number ends in the year it was issued, such as 2025. Look at the last four digits."
    ),
    Hint.DIGIT_BY_DIGIT: lazy_gettext(
        "The number has the right form, but no record has exactly this one. Compare it "
        "digit by digit: often two are swapped."
    ),
    Hint.REGISTRATION: lazy_gettext(
        "That looks like a registration number. The certificate number stands above the name and "
        "has digits only: try that one."
    ),
    Hint.CODE_SIGNS: lazy_gettext(
        "A record number never has 0, O, 1, I or L after the dash. Look at these signs again."
    ),
    Hint.CODE_LENGTH: lazy_gettext("A record number has exactly four signs after the letters of the city."),
    Hint.SIGN_BY_SIGN: lazy_gettext(
        "The record number has the right form, but there is no such record. Compare it sign by sign with the tag."
    ),
    Hint.BAG_CODE: lazy_gettext(
        "That looks like the code of a bag. The record number is on the tag, under the QR code, with a dash in it."
    ),
}
MESSAGES: Mapping[str, LazyString] = {}


def belongs(kind: Kind, name: str) -> str:
    """Say whose the thing is that was typed. An Instagram profile is what she wrote herself, and said to be that."""
    match kind:
        case Kind.PHONE:
            return gettext("This number is the one %(name)s shows here.", name=name)
        case Kind.INSTAGRAM:
            return gettext("%(name)s names this profile on their page here.", name=name)
        case Kind.BAG:
            return gettext("This bag is offered by %(name)s.", name=name)
        case _:
            return gettext("This page belongs to %(name)s.", name=name)
