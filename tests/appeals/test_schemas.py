"""What is refused beside its field."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.appeals.schemas import AppealDecisionForm, AppealForm
from marketplace.web.forms import _read

NIK = "6474015708900003"


@pytest.mark.parametrize(
    ("schema", "sent", "wrong"),
    [
        (AppealForm, {"text": "Keliru."}, set()),
        (AppealForm, {}, {"text"}),
        (AppealForm, {"text": "x" * 2001}, {"text"}),
        (AppealForm, {"text": f"NIK saya {NIK}"}, {"text"}),
        (AppealDecisionForm, {"outcome": "granted", "reason": "Benar."}, set()),
        (AppealDecisionForm, {}, {"outcome", "reason"}),
        (AppealDecisionForm, {"outcome": "maybe", "reason": NIK}, {"outcome", "reason"}),
    ],
)
def test_what_is_missing_or_wrong_is_named(app, schema, sent, wrong):
    with app.test_request_context():
        assert set(_read(schema, MultiDict(sent)).errors) == wrong
