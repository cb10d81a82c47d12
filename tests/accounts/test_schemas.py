from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.access.roles import Role
from marketplace.accounts import labels, schemas
from marketplace.accounts.passwords import PasswordProblem
from marketplace.accounts.rules import ConsentPurpose, Identifier, mask_email, read_identifier
from tests.accounts.conftest import PASSWORD

PLAIN = {
    "name": "Siti",
    "identifier": "081234567890",
    "password": PASSWORD,
    "role": "buyer",
    "data_processing": "1",
}


def codes(schema: type, values: dict[str, object]) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        schema.model_validate(values)
    return {problem["type"] for problem in refused.value.errors()}


def test_a_plain_sign_up_is_read() -> None:
    read = schemas.SignUp.model_validate(PLAIN | {"show_whatsapp": "1"})
    assert read.identifier == Identifier(phone="+6281234567890")
    assert read.role is Role.BUYER
    assert read.purposes == [ConsentPurpose.DATA_PROCESSING, ConsentPurpose.SHOW_WHATSAPP]


@pytest.mark.parametrize("problem", PasswordProblem)
def test_every_refusal_of_a_password_has_words(problem: PasswordProblem) -> None:
    assert f"password.{problem.value}" in labels.MESSAGES


def test_a_password_made_of_what_is_known_is_refused() -> None:
    assert codes(schemas.SignUp, PLAIN | {"password": "081234567890"}) == {"password.personal"}
    assert codes(
        schemas.NewPasswordByCode, {"identifier": "081234567890", "code": "X", "password": "081234567890"}
    ) == {"password.personal"}
    assert codes(
        schemas.AcceptInvitation,
        {"name": "Siti Rahmawati", "password": "sitirahmawati", "data_processing": "1"},
    ) == {"password.personal"}


@given(st.text(max_size=300))
def test_any_text_is_an_identifier_or_a_clear_error(text: str) -> None:
    try:
        found = read_identifier(text)
    except ValueError:
        return
    assert bool(found.email) != bool(found.phone)
    assert read_identifier(found.text) == found


@given(st.text(max_size=300))
def test_any_text_is_a_code_or_matches_nothing(text: str) -> None:
    try:
        read = schemas.NewPasswordByCode.model_validate(
            {"identifier": "081234567890", "code": text, "password": PASSWORD}
        )
    except ValidationError:
        return
    assert read.code == read.code.upper()


@pytest.mark.parametrize(("email", "masked"), [("siti@x.id", "si•••@x.id"), ("ab@x.id", "a•••@x.id")])
def test_an_address_is_masked(email: str, masked: str) -> None:
    assert mask_email(email) == masked
