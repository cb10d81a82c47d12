"""What an artisan may say of herself."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.artisans.markets import Carriage, Market, Markets
from marketplace.artisans.profiles import read_instagram
from marketplace.artisans.rules import (
    MAX_NAME,
    MAX_STORY,
    MAX_WEEKLY,
    Affiliation,
    FormOfAddress,
    Technique,
)
from marketplace.artisans.weeks import WEEKDAYS
from marketplace.kit.phones import normal_mobile
from marketplace.kit.text import fold
from marketplace.web.forms import Line, Paragraphs, Schema

CLAIMS = re.compile(r"sertifi|certifi|verifi|\bb\W*n\W*s\W*p\b")
"""A name may not look like a badge: the badge follows the record alone. Read in the folded name."""
_GLYPHS = frozenset({"So", "Sm", "Sk", "Cn", "Co"})
"""Ticks, stars, medals and all other pictures: Unicode files them under symbols."""

_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_MIDNIGHT = re.compile(r"24[.:]00")


def without_badge(name: str) -> str:
    """Refuse a name that looks like a badge."""
    if CLAIMS.search(fold(name)) or _has_glyph(name):
        raise PydanticCustomError("artisan.name_claims", "a name that looks like a badge")
    return name


def _name(value: object) -> object:
    return without_badge(value) if isinstance(value, str) else value


def _has_glyph(name: str) -> bool:
    return any(unicodedata.category(letter) in _GLYPHS and letter not in "`^" for letter in name)


def _mobile(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return normal_mobile(value)
    except ValueError as error:
        raise PydanticCustomError("artisan.whatsapp", "not an Indonesian mobile number") from error


def _instagram(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_instagram(value)
    except ValueError as error:
        raise PydanticCustomError("artisan.instagram", "not an Instagram name") from error


def _time(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _TIME.fullmatch(value.strip())
    if match is None:
        raise PydanticCustomError("time.unreadable", "not a time")
    return time(int(match[1]), int(match[2]))


def _closing(value: object) -> object:
    return time() if isinstance(value, str) and _MIDNIGHT.fullmatch(value.strip()) else _time(value)


class ProfileForm(Schema):
    """The artisan's profile. What she consents to stands in boxes of its own, off until ticked."""

    name: Annotated[Line, Field(min_length=2, max_length=MAX_NAME), BeforeValidator(_name)]
    form_of_address: FormOfAddress = FormOfAddress.NONE
    story: Annotated[Paragraphs, Field(max_length=MAX_STORY)] = ""
    place_code: Annotated[Line, Field(max_length=13)] | None = None
    techniques: list[Technique] = Field(default_factory=list)
    affiliations: list[Affiliation] = Field(default_factory=list)
    affiliation_note: Annotated[Line, Field(max_length=120)] = ""
    whatsapp: Annotated[str, BeforeValidator(_mobile)] | None = None
    instagram: Annotated[str, BeforeValidator(_instagram)] = ""
    show_whatsapp: bool = False
    show_profile: bool = False
    market_local: list[Carriage] = Field(default_factory=list)
    market_regional: list[Carriage] = Field(default_factory=list)
    market_national: list[Carriage] = Field(default_factory=list)
    market_abroad: list[Carriage] = Field(default_factory=list)
    weekly_capacity: Annotated[int, Field(ge=1, le=MAX_WEEKLY)] | None = None


def markets_of(form: ProfileForm) -> Markets:
    """Return the levels she serves with the ways to each."""
    return {market: getattr(form, f"market_{market.value}") for market in Market}


class PauseForm(Schema):
    """From when she is away (today, if that is left empty) until when: the day she is back."""

    away_from: date | None = None
    back_on: date


Opens = Annotated[time, BeforeValidator(_time)] | None
Closes = Annotated[time, BeforeValidator(_closing)] | None


class HoursForm(Schema):
    """When she answers, day by day from Monday (0); both times of a day she does not answer are left empty."""

    opens_0: Opens = None
    closes_0: Closes = None
    opens_1: Opens = None
    closes_1: Closes = None
    opens_2: Opens = None
    closes_2: Closes = None
    opens_3: Opens = None
    closes_3: Closes = None
    opens_4: Opens = None
    closes_4: Closes = None
    opens_5: Opens = None
    closes_5: Closes = None
    opens_6: Opens = None
    closes_6: Closes = None

    def days(self) -> dict[int, tuple[time | None, time | None]]:
        """Return what was typed for each weekday."""
        return {day: (getattr(self, f"opens_{day}"), getattr(self, f"closes_{day}")) for day in WEEKDAYS}
