"""What people type becomes typed values or errors beside the field; nothing typed is lost."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from pydantic import Field
from werkzeug.datastructures import MultiDict

from marketplace.kit.errors import Invalid
from marketplace.web import forms
from marketplace.web.forms import Form, Line, Paragraphs, Schema, blank_form, read_form, read_query
from marketplace.web.labels import MESSAGES, message


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Bag(Schema):
    title: Annotated[Line, Field(min_length=2, max_length=10)]
    story: Annotated[Paragraphs, Field(max_length=60)] = ""
    price: Annotated[int, Field(ge=1_000, le=9_000)] | None = None
    length: Annotated[Decimal, Field(gt=0, lt=500, max_digits=5, decimal_places=1)] | None = None
    size: Size | None = None
    kind: Literal["tote", "clutch"] = "tote"
    day: date | None = None
    opens: time | None = None
    colours: Annotated[list[Size], Field(max_length=2)] = Field(default_factory=list)
    agreed: bool = False
    from_: str = Field(default="", alias="from")


def sent(app: Flask, *pairs: tuple[str, str], schema: type[Schema] = Bag) -> Form[Any]:
    with app.test_request_context("/", method="POST", data=MultiDict(pairs)):
        return read_form(schema)


def bag(app: Flask, **fields: str) -> Form[Bag]:
    return sent(app, *{"title": "Tote", **fields}.items())


BAD = [
    ("title", "", "required"),
    ("title", " \t ", "required"),
    ("title", "\u200b\u2060", "required"),
    ("title", "\u3164", "required"),
    ("title", "a", "text.too_short"),
    ("title", "a" * 11, "text.too_long"),
    ("title", "a\0b", "text.unreadable"),
    ("title", "a\ud800b", "text.unreadable"),
    ("story", "a" * 61, "text.too_long"),
    ("story", "a\0b", "text.unreadable"),
    ("price", "x", "number.unreadable"),
    ("price", "1.5", "number.unreadable"),
    ("price", "1e309", "number.unreadable"),
    ("price", "NaN", "number.unreadable"),
    ("price", "9" * 5000, "number.unreadable"),
    ("price", "-1", "number.too_small"),
    ("price", "999", "number.too_small"),
    ("price", "9001", "number.too_large"),
    ("length", "x", "number.unreadable"),
    ("length", "NaN", "number.unreadable"),
    ("length", "Infinity", "number.unreadable"),
    ("length", "-0.1", "number.too_small"),
    ("length", "0", "number.too_small"),
    ("length", "500", "number.too_large"),
    ("length", "1e400", "number.unreadable"),
    ("length", "1.25", "number.unreadable"),
    ("size", "huge", "choice"),
    ("size", "SMALL", "choice"),
    ("kind", "box", "choice"),
    ("day", "31 Oktober", "date.unreadable"),
    ("day", "2026-02-30", "date.unreadable"),
    ("day", "2026-02-03T10:00:00", "date.unreadable"),
    ("opens", "25:00", "time.unreadable"),
    ("colours", "huge", "choice"),
    ("agreed", "perhaps", "choice"),
]


@pytest.mark.parametrize(("name", "typed", "code"), BAD)
def test_every_mistake_is_said_beside_its_field_and_stays_as_it_was_typed(
    app: Flask, name: str, typed: str, code: str
) -> None:
    form: Form[Bag] = Form(Bag, MultiDict({"title": "Tote", name: typed}), None)
    with app.app_context():
        form = forms._read(Bag, form.raw)
        start = message(code).partition("%")[0]
    assert not form.ok
    assert set(form.errors) == {name}
    assert form.errors[name].startswith(start), form.errors
    assert "%(" not in form.errors[name]
    assert form.value(name) == typed
    assert form.value("title") == (typed if name == "title" else "Tote")
    with pytest.raises(ValueError, match="errors"):
        form.data  # noqa: B018 - reading it is what is tested


def test_every_kind_of_mistake_has_a_sentence() -> None:
    assert set(forms._CODES.values()) <= set(MESSAGES)


def test_a_whole_form_becomes_values(app: Flask) -> None:
    form = sent(
        app,
        ("title", "  Tote \u200b  Ombak "),
        ("story", "satu  \r\n\r\n dua\r tiga \n"),
        ("price", "5000"),
        ("length", "34.5"),
        ("size", "large"),
        ("day", "2026-10-31"),
        ("opens", "08:00"),
        ("colours", "small"),
        ("colours", "large"),
        ("agreed", "on"),
        ("from", "studio"),
        ("role", "admin"),
        ("from_", "elsewhere"),
    )
    assert form.ok, form.errors
    assert form.data.model_dump() == {
        "title": "Tote Ombak",
        "story": "satu\n\ndua\ntiga",
        "price": 5000,
        "length": Decimal("34.5"),
        "size": Size.LARGE,
        "kind": "tote",
        "day": date(2026, 10, 31),
        "opens": time(8),
        "colours": [Size.SMALL, Size.LARGE],
        "agreed": True,
        "from_": "studio",
    }


def test_blank_fields_are_as_if_they_were_not_sent(app: Flask) -> None:
    form = bag(
        app, price="", length=" ", size="", kind="\u200b", day="", opens="", agreed="", story="\u2800\u200b"
    )
    assert form.ok, form.errors
    assert form.data == bag(app).data


def test_of_a_field_sent_twice_the_last_counts_and_a_list_takes_all(app: Flask) -> None:
    form = sent(app, ("title", "First"), ("title", "Second"), ("price", "1"), ("price", "2000"))
    assert (form.data.title, form.data.price) == ("Second", 2000)
    assert "colours" in sent(app, ("title", "To"), *[("colours", "small")] * 3).errors


def test_the_address_is_read_only_when_asked(app: Flask) -> None:
    with app.test_request_context("/?title=Query&price=x", method="POST", data={"title": "Body"}):
        assert read_form(Bag).data.title == "Body"
        asked = read_query(Bag)
    assert set(asked.errors) == {"price"}
    assert asked.value("title") == "Query"


def test_values_are_frozen_and_a_field_can_still_be_faulted(app: Flask) -> None:
    form = bag(app)
    with pytest.raises(ValueError, match="frozen"):
        form.data.title = "x"
    with app.app_context():
        form.refused(Invalid({"title": "choice", "story": "required"}))
        form.fail("title", "invalid")
        assert form.errors == {"title": message("choice"), "story": message("required")}
    assert not form.ok


def test_what_is_sound_can_be_kept_without_the_rest(app: Flask) -> None:
    form = sent(
        app, ("title", "Tote"), ("price", "x"), ("colours", "huge"), ("colours", "small"), ("day", "y")
    )
    assert set(form.errors) == {"price", "colours", "day"}
    with app.app_context():
        sound = forms.without_errors(form)
    assert sound.ok
    assert (sound.data.title, sound.data.price, sound.data.colours) == ("Tote", None, [])


def test_a_form_nobody_has_sent_shows_what_is_known(app: Flask) -> None:
    form = blank_form(Bag, {"title": "Tote", "price": 0, "colours": [Size.SMALL, Size.LARGE], "day": None})
    assert (form.value("title"), form.value("price"), form.value("day")) == ("Tote", "0", "")
    assert form.values("colours") == ["small", "large"]
    assert form.values("nothing") == []
    assert form.errors == {}
    assert not form.ok, "nobody sent it"
    assert blank_form(Bag).value("title") == ""


def test_an_empty_file_field_is_no_file(app: Flask) -> None:
    data = {
        "photo": [(io.BytesIO(b""), ""), (io.BytesIO(b"x"), "a.jpg")],
        "other": (io.BytesIO(b"y"), "b.jpg"),
    }
    with app.test_request_context("/", method="POST", data=data):
        assert [file.filename for file in forms.uploaded_files("photo")] == ["a.jpg"]
        assert forms.uploaded_files("nothing") == []


ODD = st.text(st.one_of(st.sampled_from("\0\r\n\t\u200b\u202e\u3164 a\u0301"), st.characters()), max_size=30)


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.dictionaries(st.sampled_from(sorted(Bag.model_fields)), ODD))
def test_any_typing_is_a_value_or_an_error_and_never_an_accident(app: Flask, data: dict[str, str]) -> None:
    with app.app_context():
        form = forms._read(Bag, MultiDict(data))
    assert form.ok is not bool(form.errors)
    assert {name: form.value(name) for name in data} == data
    if form.ok:
        for text in (form.data.title, *form.data.story.split("\n")):
            assert text == " ".join(text.split())
            assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in text)
            text.encode()


def test_values_that_came_another_way_are_read_as_if_they_had_been_posted(app: Flask) -> None:
    with app.test_request_context():
        form = forms.read_values(Sent, {"title": "  Tote ", "colours": ["blue", "red"]})
        assert not form.errors, form.errors
        assert (form.data.title, form.data.colours) == ("Tote", ["blue", "red"])
        assert forms.read_values(Sent, {"title": ""}).data.title == ""


class Sent(Schema):
    title: Line = ""
    colours: list[str] = []


def test_fields_that_were_not_on_the_page_can_be_shown_beside_what_was_typed(app: Flask) -> None:
    class Small(Schema):
        name: str = ""

    form = forms.read_values(Small, {"name": "Siti"})
    form.add_values({"row": "7", "box": ""})
    assert (form.value("name"), form.value("row"), form.value("box")) == ("Siti", "7", "")
