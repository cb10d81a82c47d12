"""What may be sent about a dispute."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.disputes.rules import Category, Ending
from marketplace.disputes.schemas import AcceptForm, DecideForm, OpenForm, ProposeForm
from marketplace.web.forms import read_values


@pytest.mark.parametrize(
    ("schema", "sent", "wrong"),
    [
        (OpenForm, {}, {"category", "words"}),
        (OpenForm, {"category": "late", "words": "pendek"}, {"words"}),
        (OpenForm, {"category": "late", "words": "NIK saya 6474012345678901 ya"}, {"words"}),
        (OpenForm, {"category": "murder", "words": "Belum sampai juga."}, {"category"}),
        (ProposeForm, {"note": "Tali baru"}, {"ending"}),
        (AcceptForm, {}, {"seen"}),
        (DecideForm, {"version": "1"}, {"outcome", "words"}),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(app, schema, sent, wrong):
    with app.test_request_context("/"):
        assert read_values(schema, MultiDict(sent)).errors.keys() == wrong


def test_what_is_whole_is_taken(app):
    with app.test_request_context("/"):
        said = read_values(OpenForm, {"category": "late", "words": "Belum sampai juga."})
        assert said.data.category is Category.LATE
        assert read_values(ProposeForm, {"ending": "go_on"}).data.ending is Ending.GO_ON
