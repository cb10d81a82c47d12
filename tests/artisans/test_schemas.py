"""What may be said in a profile."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from marketplace.artisans.schemas import HoursForm, PauseForm, ProfileForm


def problems(**fields):
    """Which fields are refused, and by which code."""
    try:
        ProfileForm.model_validate({"name": "Siti"} | fields)
    except ValidationError as error:
        return {one["loc"][0]: one["type"] for one in error.errors()}
    return {}


@pytest.mark.parametrize(
    "name",
    [
        "Siti Bersertifikat",
        "CERTIFIED Siti",
        "Siti (terverifikasi)",
        "Siti Sértìfìkat",
        "Siti Ｖerified",
        "Siti BNSP",
        "Siti b.n.s.p",
        "B N S P Siti",
        "Siti ✓",
        "Siti ✅",
        "★ Siti",
        "Siti 🏅",
        "Siti ☑",
    ],
)
def test_a_name_may_not_look_like_a_badge(name):
    assert problems(name=name) == {"name": "artisan.name_claims"}


@pytest.mark.parametrize(
    "name", ["Siti", "Ni'mah O'Neil", "D`Ayu", "Tas & Rajut", "Æsa-Ñuñez", "Umi 2", "李 小龙"]
)
def test_ordinary_names_are_let_through(name):
    assert problems(name=name) == {}


@given(st.text(st.characters(categories=["So", "Sm", "Sk"], exclude_characters="`^"), min_size=1, max_size=3))
def test_no_picture_hides_in_a_name(glyphs):
    assert "name" in problems(name=f"Siti {glyphs} Rahma")


@pytest.mark.parametrize("typed", ["", " ", "S", "S" * 121, "\u200b\u200b\u200b"])
def test_a_name_has_a_length(typed):
    assert "name" in problems(name=typed)


@pytest.mark.parametrize("typed", ["0812-5000-0001", "+62 812 5000 0001", "6281250000001"])
def test_one_mobile_number_in_its_spellings(typed):
    form = ProfileForm.model_validate({"name": "Siti", "whatsapp": typed})
    assert form.whatsapp.removeprefix("+") == "6281250000001"


@pytest.mark.parametrize("typed", ["0541 123456", "+1 202 555 0100", "abc", "08", "0812" * 9])
def test_what_is_no_indonesian_mobile_number_is_named(typed):
    assert problems(whatsapp=typed) == {"whatsapp": "artisan.whatsapp"}


def test_an_instagram_profile_is_kept_as_its_name():
    form = ProfileForm.model_validate({"name": "Siti", "instagram": "https://instagram.com/Siti.Rajut/"})
    assert form.instagram == "siti.rajut"
    assert problems(instagram="evil.example/siti") == {"instagram": "artisan.instagram"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("8.00", time(8)), ("08:30", time(8, 30)), (" 23.59 ", time(23, 59)), ("0:00", time(0))],
)
def test_hours_are_read_with_dot_or_colon(typed, read):
    form = HoursForm.model_validate({"opens_2": typed, "closes_2": typed})
    assert form.days()[2] == (read, read)
    assert form.days()[3] == (None, None)


@pytest.mark.parametrize("typed", ["24.00", "8", "8.5", "08:60", "pagi", "-1:00", "٨:٠٠x", "8:00:00"])
def test_other_hours_are_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        HoursForm.model_validate({"opens_0": typed})
    assert [error["type"] for error in refusal.value.errors()] == ["time.unreadable"]


def test_hours_may_end_at_midnight():
    assert HoursForm.model_validate({"closes_0": "24.00"}).closes_0 == time(0)


def test_nothing_is_consented_to_by_silence():
    form = ProfileForm.model_validate({"name": "Siti"})
    assert (form.show_profile, form.show_whatsapp) == (False, False)


@pytest.mark.parametrize("typed", ["", "besok", "2026-13-01", "31-02-2026"])
def test_a_break_ends_on_a_day_of_the_calendar(typed):
    with pytest.raises(ValidationError):
        PauseForm.model_validate({"back_on": typed})
