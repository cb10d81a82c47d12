"""What may stand beside and in a public question."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.questions.schemas import FlagForm, PublicAnswerForm, QuestionForm, RemoveForm
from marketplace.web.forms import read_values

GOOD = {"name": "Rina", "question": "Muat laptop 13 inci?", "email": ""}


def read(app, schema, **values):
    with app.test_request_context():
        return read_values(schema, values)


def test_a_name_and_a_question_are_enough(app):
    form = read(app, QuestionForm, **GOOD)
    assert form.ok and (form.data.name, form.data.email) == ("Rina", None)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "nama"),
        ("name", "x" * 41, "40"),
        ("name", "Petugas Tersertifikasi", "sertifikat"),
        ("name", "Rina ✅", ""),
        ("name", "0812 3456 7890", "telepon"),
        ("name", "tas-murah.com", "alamat web"),
        ("question", "", "pertanyaan"),
        ("question", "hai", "5"),
        ("question", "x" * 501, "500"),
        ("question", "Hubungi saya di 0812-3456-7890", "telepon"),
        ("question", "Kirim ke rina@contoh.com", "surel"),
        ("question", "Lihat https://contoh.com/tas", "alamat web"),
        ("question", "NIK saya 6474 0157 0890 0003", "NIK"),
        ("question", "a\0bcdefgh", ""),
        ("email", "bukan", "surel"),
    ],
)
def test_what_may_not_stand_in_public_is_refused_in_words(app, field, value, said):
    form = read(app, QuestionForm, **GOOD | {field: value})
    assert set(form.errors) == {field}
    assert said.lower() in form.errors[field].lower()
    assert form.value(field) == value


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=600))
def test_any_text_is_kept_clean_or_refused(app, text):
    form = read(app, QuestionForm, name="Rina", question=text)
    if form.ok:
        assert 5 <= len(form.data.question) <= 500
        assert "\u202e" not in form.data.question


def test_an_answer_is_public_too(app):
    assert read(app, PublicAnswerForm, answer="Muat,\nasal tanpa sarung.").data.answer.count("\n") == 1
    assert "answer" in read(app, PublicAnswerForm, answer="WA saya 081234567890").errors
    assert "answer" in read(app, PublicAnswerForm, answer="  ").errors


def test_a_report_and_a_removal_need_a_reason(app):
    assert "reason" in read(app, FlagForm).errors
    assert "reason" in read(app, FlagForm, reason="bosan").errors
    assert read(app, FlagForm, reason="rude").ok
    assert "reason" in read(app, RemoveForm, reason=" ").errors
