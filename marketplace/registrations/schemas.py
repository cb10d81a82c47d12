"""What people may send about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.kit.codes import read_code
from marketplace.kit.contacts import carries_link
from marketplace.kit.emails import normal_email
from marketplace.kit.phones import normal_phone
from marketplace.kit.text import normal_key
from marketplace.programmes.rules import MOST_SEATS
from marketplace.registrations.rules import (
    CODE_LENGTH,
    MAX_NAME,
    MAX_NOTE,
    MAX_REASON,
    MIN_REASON,
    RECEIPT_LENGTH,
    Background,
    Consent,
    Entry,
    Experience,
)
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

if TYPE_CHECKING:
    from marketplace.registrations.models import Registration

ELSEWHERE = "-"
"""What is chosen by who lives in no kelurahan of this city."""
LONGEST_ADDRESS = 254
OPTIONAL = tuple(consent for consent in Consent if consent is not Consent.DATA)


def _email(value: object) -> object:
    try:
        return normal_email(value) if isinstance(value, str) and value else None
    except ValueError:
        raise PydanticCustomError("registration.email", "not an e-mail address") from None


def _phone(value: object) -> object:
    try:
        return normal_phone(value) if isinstance(value, str) and value else None
    except ValueError:
        raise PydanticCustomError("registration.phone", "not a telephone number") from None


def _without_link(value: str) -> str:
    if carries_link(value):
        raise PydanticCustomError("registration.name_link", "a name that is an advertisement")
    return value


class PersonForm(Schema):
    """What somebody says of herself. Her name stands in letters to an address nobody has confirmed: no links in it."""

    name: Annotated[
        Line,
        Field(max_length=MAX_NAME),
        NoIdentityNumber,
        AfterValidator(_without_link),
        needed("registration.name"),
    ] = Field(default="", validate_default=True)
    email: Annotated[str | None, Field(max_length=LONGEST_ADDRESS), BeforeValidator(_email)] = None
    phone: Annotated[str | None, BeforeValidator(_phone)] = Field(default=None, validate_default=True)
    place_code: Annotated[Line, Field(max_length=13), needed("registration.place")] = Field(
        default="", validate_default=True
    )
    background: Annotated[Background, needed("registration.background")] = Field(
        default="", validate_default=True
    )
    experience: Annotated[Experience, needed("registration.experience")] = Field(
        default="", validate_default=True
    )
    note: Annotated[Paragraphs, Field(max_length=MAX_NOTE), NoIdentityNumber] = ""
    consent_partners: bool = False
    consent_photos: bool = False
    consent_later: bool = False

    @field_validator("phone")
    @classmethod
    def _reachable(cls, phone: str | None, info: ValidationInfo) -> str | None:
        """One of the two is enough; the error stands beside the number, which most people have."""
        if phone is None and "email" in info.data and info.data["email"] is None:
            raise PydanticCustomError("registration.contact", "no way to be reached")
        return phone

    def entry(self) -> Entry:
        """Return it as the operations take it; whoever sends this agreed to be registered."""
        given = {consent for consent in OPTIONAL if getattr(self, f"consent_{consent.value}")}
        return Entry(
            name=self.name,
            email=self.email,
            phone=self.phone,
            background=self.background,
            place_code=None if self.place_code == ELSEWHERE else self.place_code,
            experience=self.experience,
            note=self.note,
            consents=frozenset({Consent.DATA, *given}),
        )


class RegistrationForm(PersonForm):
    """The same with the one consent without which nothing may be kept."""

    consent_data: Annotated[bool, needed("registration.consent_data")] = Field(
        default=False, validate_default=True
    )


def values_of(registration: Registration) -> dict[str, object]:
    """Return what the form shows of a registration that is there already."""
    names = ("name", "email", "phone", "background", "experience", "note")
    values: dict[str, object] = {name: getattr(registration, name) for name in names}
    for consent in OPTIONAL:
        values[f"consent_{consent.value}"] = (
            "1" if getattr(registration, f"consent_{consent.value}_at") else None
        )
    return values | {"place_code": registration.place_code or ELSEWHERE}


class StrikeForm(Schema):
    """Why an officer cancels somebody's registration."""

    reason: Annotated[
        Line,
        Field(min_length=MIN_REASON, max_length=MAX_REASON),
        NoIdentityNumber,
        needed("registration.reason"),
    ] = Field(default="", validate_default=True)


class SeatsForm(Schema):
    """How many seats a cohort has from now on."""

    version: int = 0
    seats: Annotated[int, Field(ge=1, le=MOST_SEATS), needed("registration.seats")] = Field(
        default="", validate_default=True
    )


def _receipt(value: object) -> object:
    try:
        return read_code(value) if isinstance(value, str) and value else value
    except ValueError:
        raise PydanticCustomError("attendance.receipt", "not a registration number") from None


def _code(value: object) -> object:
    return normal_key(value) if isinstance(value, str) else value


class HereForm(Schema):
    """Somebody says that she is there: her registration number, and the code that hangs in the room."""

    receipt: Annotated[
        str, Field(max_length=RECEIPT_LENGTH), BeforeValidator(_receipt), needed("attendance.receipt")
    ] = Field(default="", validate_default=True)
    code: Annotated[str, Field(max_length=CODE_LENGTH), BeforeValidator(_code), needed("attendance.code")] = (
        Field(default="", validate_default=True)
    )
