"""What was typed while a private link ended: every field of such forms comes back, by its name."""

from __future__ import annotations

import pytest

from marketplace.disputes import schemas as disputes
from marketplace.kit.errors import NotFound
from marketplace.order_notes import schemas as notes
from marketplace.requests.schemas import TakeForm
from marketplace.reviews.schemas import LinkForm, ReviewForm
from marketplace.web.typed_words import MOST, is_named, keep_typed

NOT_TYPED = {"seen", "version", "offer"}
FORMS = (
    notes.TermsForm,
    notes.StepForm,
    notes.ElsewhereForm,
    disputes.OpenForm,
    disputes.ReplyForm,
    disputes.ProposeForm,
    disputes.WithdrawForm,
    ReviewForm,
    LinkForm,
    TakeForm,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_every_field_of_a_form_behind_a_link_has_a_name(app, form):
    assert [name for name in form.model_fields if name not in NOT_TYPED and not is_named(name)] == []


def kept(app, method="POST", **sent):
    refusal = NotFound("order_note.link")
    with app.test_request_context("/", method=method, data=sent):
        keep_typed(refusal)
        return refusal.details


def test_words_come_back_and_choices_by_what_they_are_called(app):
    found = kept(
        app, words=" Talinya\nlepas ", category="damaged", delivery="rocket", csrf_token="x", seen="2"
    )
    assert ("Yang Anda tulis", "Talinya\nlepas") in found["typed"] and ("Masalahnya", "Rusak") in found[
        "typed"
    ]
    assert len(found["typed"]) == 3 and "rocket" not in str(found) and found["files"] is False


def test_nothing_is_kept_of_a_page_that_was_only_opened(app):
    assert kept(app, "GET") == {}


def test_a_very_long_text_comes_back_cut(app):
    assert kept(app, words="a" * 9000)["typed"] == [("Yang Anda tulis", "a" * MOST)]
