"""What may be sent about a talk."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.talk_reports.rules import Category, Outcome
from marketplace.talk_reports.schemas import ReportForm, RuleForm
from marketplace.web.forms import read_values


@pytest.mark.parametrize(
    ("schema", "sent", "wrong"),
    [
        (ReportForm, {}, {"category", "words"}),
        (ReportForm, {"category": "fraud", "words": "pendek"}, {"words"}),
        (ReportForm, {"category": "fraud", "words": "NIK saya 6474012345678901 ya"}, {"words"}),
        (ReportForm, {"category": "murder", "words": "Dia meminta kode saya."}, {"category"}),
        (RuleForm, {"outcome": "prison"}, {"outcome", "words"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(app, schema, sent, wrong):
    with app.test_request_context("/"):
        assert read_values(schema, MultiDict(sent)).errors.keys() == wrong


def test_what_is_whole_is_taken(app):
    with app.test_request_context("/"):
        said = read_values(ReportForm, {"category": "fraud", "words": "Dia meminta kode saya."})
        assert said.data.category is Category.FRAUD
        ruled = read_values(RuleForm, {"outcome": "no_step", "words": "Tidak ada yang salah."})
        assert ruled.data.outcome is Outcome.NO_STEP
