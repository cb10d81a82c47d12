"""Headings in both languages."""

from __future__ import annotations

import pytest

from marketplace.batches.columns import HEADINGS, LOCALES, heading_of, meaning_of
from marketplace.batches.rules import COLOUR, SIZE
from marketplace.kit.text import words
from marketplace.listings.schemas import ListingForm


def test_every_field_of_a_bag_has_a_column_but_the_one_that_needs_thought():
    assert set(HEADINGS) == {*ListingForm.model_fields, "photos", COLOUR, SIZE} - {"outside_certificate"}


def test_no_heading_means_two_things():
    keys = [" ".join(words(heading)) for headings in HEADINGS.values() for heading in set(headings)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("field", HEADINGS)
def test_the_template_is_understood(field, locale):
    assert meaning_of(heading_of(field, locale)) == field
    assert meaning_of(heading_of(field, locale).upper()) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Foto 1", "photos"),
        ("photo10", "photos"),
        ("  HARGA (Rp) ", "price"),
        ("Tinggi", "height_cm"),
        ("NIK", None),
        ("", None),
        ("Baris", None),
        ("12", None),
    ],
)
def test_other_headings(heading, field):
    assert meaning_of(heading) == field
