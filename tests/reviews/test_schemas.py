"""What people type into a review; everybody reads it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from marketplace.reviews.rules import Aspect
from marketplace.reviews.schemas import ReplyForm, ReviewForm
from tests.reviews.conftest import FORM


def test_marks_and_reasons_come_by_aspect():
    read = ReviewForm.model_validate(FORM | {"why_on_time": "Lambat"})
    assert read.marks == dict(zip(Aspect, (5, 4, 5, 3), strict=True))
    assert read.reasons[Aspect.ON_TIME] == "Lambat"


@pytest.mark.parametrize("text", ["a@contoh.invalid", "0812 3456 7890", "www.contoh.com", "1234567890123456"])
@pytest.mark.parametrize("field", ["name", "words", "why_on_time"])
def test_nothing_that_reaches_anybody_stands_in_a_review(field, text):
    with pytest.raises(ValidationError):
        ReviewForm.model_validate(FORM | {field: text})


def test_an_empty_reply_is_none():
    with pytest.raises(ValidationError):
        ReplyForm.model_validate({})
