"""What people may send about their accounts. Roles, flags and dates are never read from a form."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from marketplace.access.roles import Role
from marketplace.accounts.passwords import MAX_PASSWORD, MIN_PASSWORD, password_problem
from marketplace.accounts.rules import (
    MAX_NAME,
    ConsentPurpose,
    Identifier,
    read_identifier,
)
from marketplace.kit.codes import read_code
from marketplace.kit.emails import normal_email
from marketplace.web.forms import Line, Schema


def _identifier(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return read_identifier(value)
    except ValueError as error:
        raise PydanticCustomError("identifier.unreadable", "neither an address nor a number") from error


def _email(value: str) -> str:
    try:
        return normal_email(value)
    except ValueError as error:
        raise PydanticCustomError("email.unreadable", "not an address") from error


def _code(value: str) -> str:
    try:
        return read_code(value)
    except ValueError:
        return ""


def check_new_password(password: str, *known: str) -> str:
    """Return the password; PydanticCustomError with the code of what is wrong with it."""
    problem = password_problem(password, [fact for fact in known if fact])
    if problem is not None:
        raise PydanticCustomError(
            f"password.{problem.value}",
            "refused",
            {"limit": MIN_PASSWORD if problem == "too_short" else MAX_PASSWORD},
        )
    return password


PersonName = Annotated[Line, Field(min_length=1, max_length=MAX_NAME)]
AnyIdentifier = Annotated[Identifier, BeforeValidator(_identifier)]
Email = Annotated[Line, Field(max_length=254), AfterValidator(_email)]
OneTimeCode = Annotated[Line, Field(max_length=60), AfterValidator(_code)]
NewPassword = Annotated[str, AfterValidator(check_new_password)]


class SignIn(Schema):
    """The way in. `next` is checked where it is used."""

    identifier: AnyIdentifier
    password: Annotated[str, Field(max_length=2000)]
    next: str = ""


class SignUp(Schema):
    """A new account. Only the two public roles can be chosen."""

    role: Literal[Role.BUYER, Role.ARTISAN]
    name: PersonName
    identifier: AnyIdentifier
    password: str
    data_processing: bool = Field(default=False, validate_default=True)
    show_profile: bool = False
    show_whatsapp: bool = False

    @field_validator("password")
    @classmethod
    def _password(cls, value: str, info: ValidationInfo) -> str:
        identifier = info.data.get("identifier")
        return check_new_password(value, info.data.get("name", ""), identifier.text if identifier else "")

    @field_validator("data_processing")
    @classmethod
    def _needed(cls, value: bool) -> bool:
        if not value:
            raise PydanticCustomError("consent.required", "no account without it")
        return value

    @property
    def purposes(self) -> list[ConsentPurpose]:
        """What was ticked."""
        return [purpose for purpose in ConsentPurpose if getattr(self, purpose.value, False)]


class ConfirmSignUp(Schema):
    """The password chosen at sign-up: whoever opens the letter must be whoever asked for it."""

    password: Annotated[str, Field(max_length=2000)]


class AcceptInvitation(Schema):
    """An invited person's own part of their account."""

    name: PersonName
    password: str
    data_processing: bool = Field(default=False, validate_default=True)

    _needed = field_validator("data_processing")(SignUp._needed.__func__)  # type: ignore[attr-defined]

    @field_validator("password")
    @classmethod
    def _password(cls, value: str, info: ValidationInfo) -> str:
        return check_new_password(value, info.data.get("name", ""))


class AskForReset(Schema):
    """The address a link is wanted for."""

    email: Email


class NewPasswordByLink(Schema):
    password: NewPassword


class NewPasswordByCode(Schema):
    """An officer's code, and the password to be."""

    identifier: AnyIdentifier
    code: OneTimeCode
    password: str

    @field_validator("password")
    @classmethod
    def _password(cls, value: str, info: ValidationInfo) -> str:
        identifier = info.data.get("identifier")
        return check_new_password(value, identifier.text if identifier else "")


class Details(Schema):
    """What a person is called, and which language letters are written in."""

    name: PersonName
    locale: Literal["id", "en"]


class ChangePassword(Schema):
    current: Annotated[str, Field(max_length=2000)]
    password: NewPassword


class ConsentChange(Schema):
    """Which way a consent is turned."""

    given: Literal["yes", "no"]


class OwnPassword(Schema):
    """Asked again before anything that a stolen session must not be able to do."""

    current: Annotated[str, Field(max_length=2000)]


class Code(Schema):
    """A code of the second factor: six digits, or one of the recovery codes."""

    code: Annotated[Line, Field(max_length=60)]


class Invite(Schema):
    """Whom to invite, and as what: only staff, and people of one certifying body."""

    email: Email
    role: Literal[Role.OFFICER, Role.ADMIN, Role.LSP]
    body: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class Search(Schema):
    q: Annotated[Line, Field(max_length=200)] = ""
