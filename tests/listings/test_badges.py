"""Whose badge a bag carries: every combination of hands, scope and standing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from marketplace.artisans.rules import Technique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import PRIVATE_KINDS, VALID_KINDS, Standing, StandingKind
from marketplace.listings.badges import Shortfall, badge, certified_now, shortfall
from marketplace.listings.rules import MadeBy

DAY = date(2026, 6, 1)
CROCHET, KNIT = Technique.CROCHET, Technique.KNIT


def standing_of(kind: StandingKind, paper: Paper = Paper.BNSP) -> Standing:
    return Standing(kind, DAY, DAY, DAY, 0, 0, 36, DAY, None, paper)


@dataclass(frozen=True)
class Bag:
    made_by: MadeBy | None = MadeBy.SELF
    technique: Technique | None = CROCHET
    outside_certificate: bool = False


@dataclass(frozen=True)
class Unit:
    standing: Standing = standing_of(StandingKind.VALID)  # noqa: RUF009 - a frozen value may be shared
    techniques: Collection[Technique] = frozenset({CROCHET})
    withdrawn_on: date | None = None


@pytest.mark.parametrize("made_by", [*MadeBy, None])
@pytest.mark.parametrize("kind", StandingKind)
@pytest.mark.parametrize("paper", Paper)
def test_every_combination_of_hands_scope_and_standing(
    kind: StandingKind, made_by: MadeBy | None, paper: Paper
) -> None:
    standing = standing_of(kind, paper)
    for technique, covered, gone in product(
        [*Technique, None], [{CROCHET}, set(Technique), set()], [None, DAY]
    ):
        bag, unit = Bag(made_by, technique), Unit(standing, frozenset(covered), gone)
        reaches = made_by is MadeBy.SELF and technique in covered and gone is None and paper is Paper.BNSP
        assert badge(bag, [unit]) is (standing if reaches and kind not in PRIVATE_KINDS else None)
        assert certified_now(bag, [unit]) is (reaches and kind in VALID_KINDS)


def test_a_bag_that_names_nothing_carries_nothing() -> None:
    assert badge(Bag(), []) is None and not certified_now(Bag(), [])


@pytest.mark.parametrize("other", StandingKind)
def test_of_several_units_a_valid_one_speaks(other: StandingKind) -> None:
    units = [Unit(standing_of(other)), Unit()]
    for order in (units, units[::-1]):
        assert certified_now(Bag(), order)


def test_a_valid_unit_that_does_not_reach_hides_no_lapse() -> None:
    lapsed = Unit(standing_of(StandingKind.EXPIRED))
    elsewhere, gone = Unit(techniques={KNIT}), Unit(withdrawn_on=DAY)
    assert badge(Bag(), [elsewhere, gone, lapsed]) is lapsed.standing


@pytest.mark.parametrize(
    ("bag", "units", "has_record", "reason"),
    [
        (Bag(), [Unit()], True, None),
        (Bag(None), [Unit()], True, Shortfall.UNSAID),
        (Bag(MadeBy.GROUP), [Unit()], True, Shortfall.OTHER_HANDS),
        (Bag(MadeBy.OTHERS), [], False, Shortfall.OTHER_HANDS),
        (Bag(), [], False, Shortfall.NO_RECORD),
        (Bag(outside_certificate=True), [], True, Shortfall.OUTSIDE),
        (Bag(), [], True, Shortfall.UNNAMED),
        (Bag(), [Unit(withdrawn_on=DAY)], True, Shortfall.WITHDRAWN),
        (Bag(), [Unit(withdrawn_on=DAY), Unit(techniques={KNIT})], True, Shortfall.TECHNIQUE),
        (Bag(technique=None), [Unit()], True, Shortfall.TECHNIQUE),
    ],
)
def test_the_first_reason_for_no_badge_is_named(bag, units, has_record, reason) -> None:
    assert shortfall(bag, units, has_record=has_record) is reason
