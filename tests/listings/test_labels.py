"""Every enum member and every code of a bag has words."""

from __future__ import annotations

from marketplace.listings import badges, fits, measures, rules
from marketplace.listings.labels import LABELS, MESSAGES
from tests.listings.test_schemas import CODES

ENUMS = (
    rules.BagType, rules.Material, rules.Colour, rules.Closure, rules.Lining, rules.Care, rules.MadeBy,
    rules.Availability, rules.State, rules.Action, badges.Shortfall, measures.PriceBand, measures.SizeClass,
    fits.Thing, fits.Fit,
)  # fmt: skip


def test_every_member_has_a_word() -> None:
    named = {(type(member), member) for mapping in LABELS for member in mapping}
    assert named == {(enum, member) for enum in ENUMS for member in enum}


def test_every_code_of_the_form_has_a_sentence() -> None:
    assert set(MESSAGES) >= CODES
