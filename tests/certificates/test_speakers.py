"""Which certificate speaks for its holder."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.certificates.models import Certificate
from marketplace.certificates.papers import TRAINING_PAPERS, Paper
from marketplace.certificates.rules import Status, standing
from marketplace.certificates.speakers import best, precedence, speaking

TODAY = date(2026, 4, 14)


def paper(kind: Paper = Paper.BNSP, status: Status = Status.VERIFIED, until: int = 2028) -> Certificate:
    return Certificate(
        paper=kind, status=status, issue_date=date(2020, 1, 1), valid_until=date(until, 1, 1), term_months=36
    )


@pytest.mark.parametrize("kind", TRAINING_PAPERS)
@pytest.mark.parametrize("status", Status)
def test_training_never_speaks_whatever_became_of_it(kind: Paper, status: Status) -> None:
    training = paper(kind, status)
    assert speaking([training], TODAY) is None
    assert best([standing(training, TODAY)]) is None
    lapsed = paper(until=2025)
    assert speaking([training, lapsed], TODAY) == (lapsed, standing(lapsed, TODAY))


def test_a_valid_one_speaks_before_a_loss_and_a_later_loss_before_an_older_one() -> None:
    valid, lapsed, revoked = paper(until=2027), paper(until=2025), paper(status=Status.REVOKED, until=2030)
    for order in ([valid, lapsed, revoked], [revoked, lapsed, valid]):
        assert speaking(order, TODAY) == (valid, standing(valid, TODAY))
        assert best(standing(one, TODAY) for one in order) == standing(valid, TODAY)
    assert speaking([lapsed, revoked], TODAY) == (revoked, standing(revoked, TODAY))
    assert precedence(standing(revoked, TODAY)) > precedence(standing(lapsed, TODAY))


def test_nobody_speaks_for_who_has_none() -> None:
    assert speaking([], TODAY) is None
    assert best([]) is None
