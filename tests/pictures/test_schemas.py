"""Captions: one field for each photo."""

from __future__ import annotations

import pytest

from marketplace.pictures.schemas import CaptionsForm, read_captions
from marketplace.web.forms import read_values


def read(app, **fields):
    with app.test_request_context():
        form = read_values(CaptionsForm, {name.replace("_", "-"): value for name, value in fields.items()})
        return read_captions(form), form.errors


def test_captions_are_cleaned_and_other_fields_are_none(app):
    words, errors = read(app, caption_7="  Gulungan\u202e   benang ", title="x", caption_x="y", caption_="z")
    assert (words, errors) == ({7: "Gulungan benang"}, {})


@pytest.mark.parametrize(
    "text", ["x" * 161, "a\0b", "NIK 6474 0157 0890 0003"], ids=["long", "unreadable", "identity"]
)
def test_what_cannot_be_kept_is_said_beside_its_field(app, text):
    words, errors = read(app, caption_7=text, caption_8="Benang")
    assert words == {8: "Benang"} and set(errors) == {"caption-7"}
