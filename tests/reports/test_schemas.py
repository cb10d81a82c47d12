"""What is refused beside its field."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.reports.schemas import CloseForm, ForwardForm, ReplyForm, ReportForm
from marketplace.web.forms import _read

GOOD = {"reason": "number_wrong", "text": "Nomor di tas berbeda dengan nomor di sini."}
NIK = "6474015708900003"


@pytest.fixture(autouse=True)
def _request(app):
    with app.test_request_context():
        yield


def wrong(schema, **sent):
    return set(_read(schema, MultiDict(sent)).errors)


def test_name_and_address_need_not_be_given():
    form = _read(ReportForm, MultiDict(GOOD))
    assert form.ok and (form.data.name, form.data.email) == (None, None)
    assert (
        _read(ReportForm, MultiDict(GOOD | {"email": " RINA@contoh.invalid "})).data.email
        == "rina@contoh.invalid"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", ""),
        ("reason", "spite"),
        ("text", ""),
        ("text", "palsu"),
        ("text", "palsupalsupalsupalsupalsu"),
        ("text", "kata " * 500),
        ("text", f"NIK orang itu {NIK}, lihat sendiri."),
        ("text", "a\0bcdefgh ijklmno pqrst uvw"),
        ("name", NIK),
        ("email", "bukan surel"),
    ],
)
def test_a_faulty_report_says_which_field(field, value):
    assert wrong(ReportForm, **(GOOD | {field: value})) == {field}


@pytest.mark.parametrize(
    ("schema", "field", "others"),
    [
        (ForwardForm, "summary", {}),
        (ReplyForm, "reply", {}),
        (CloseForm, "sentence", {"outcome": "proven"}),
    ],
)
def test_no_text_carries_an_identity_number(schema, field, others):
    assert wrong(schema, **others, **{field: "Nomornya cocok."}) == set()
    assert wrong(schema, **others, **{field: f"Nomornya {NIK}."}) == {field}
    assert wrong(schema, **others) == {field}
    assert wrong(schema, **others, **{field: "x " * 1500}) == {field}
