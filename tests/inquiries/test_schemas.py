"""What buyers type becomes one normal form, or a sentence beside the field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.inquiries import labels
from marketplace.inquiries.schemas import AnswerForm, InquiryForm

GOOD = {"name": "Rina", "contact": "rina@contoh.invalid", "message": "Apakah masih ada?"}


def problem(schema, values):
    with pytest.raises(ValidationError) as caught:
        schema.model_validate(values)
    return {str(error["loc"][0]): error["type"] for error in caught.value.errors()}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rina@Contoh.Invalid ", "rina@contoh.invalid"),
        ("0812-3456-0007", "+6281234560007"),
        ("+62 812 3456 0007", "+6281234560007"),
        ("812 3456 0007", "+6281234560007"),
        ("+60 12-345 6789", "+60123456789"),
        ("0049 170 1234567", "+491701234567"),
    ],
)
def test_one_field_takes_an_address_or_a_number_of_any_country(typed, kept):
    assert InquiryForm.model_validate(GOOD | {"contact": typed}).contact.text == kept


@pytest.mark.parametrize(
    "typed", ["", "rina@", "0548 21234", "12", "a" * 254, "+0", "rina@contoh.invalid\nBcc: x@y.id"]
)
def test_what_nobody_can_be_reached_by_is_refused(typed):
    assert problem(InquiryForm, GOOD | {"contact": typed}) == {"contact": "inquiry.contact"}


@pytest.mark.parametrize("typed", ["Menang di http://x.id", "www.contoh.com", "klik contoh.xyz sekarang"])
def test_a_name_is_no_advertisement(typed):
    assert problem(InquiryForm, GOOD | {"name": typed}) == {"name": "inquiry.name_link"}


@pytest.mark.parametrize(
    "typed", ["M. Siti", "Ny. Ida", "Siti (Bontang)", "O'Neil-Rahma", "李", "Rina S.Pd."]
)
def test_a_name_with_dots_is_a_name(typed):
    assert InquiryForm.model_validate(GOOD | {"name": typed}).name == typed


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\u3164"])
def test_a_blank_name_has_a_sentence_of_its_own(blank):
    assert problem(InquiryForm, GOOD | {"name": blank}) == {"name": "inquiry.name"}


def test_nothing_sent_names_every_field():
    assert problem(InquiryForm, {}) == {
        "name": "inquiry.name",
        "contact": "inquiry.contact",
        "message": "inquiry.message",
    }
    assert problem(AnswerForm, {}) == {"message": "inquiry.message"}


@given(st.text(max_size=300))
def test_a_name_is_one_visible_line_or_refused(typed):
    try:
        name = InquiryForm.model_validate(GOOD | {"name": typed}).name
    except ValidationError:
        return
    assert 1 <= len(name) <= 120
    assert name == " ".join(name.split())
    assert name.isprintable() or all(not letter.isspace() or letter == " " for letter in name)


def test_every_code_has_its_words():
    assert {"inquiry.contact", "inquiry.name", "inquiry.name_link", "inquiry.message"} < set(labels.MESSAGES)
