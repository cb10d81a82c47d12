"""Steps, days and limits of opportunities: every pair of the two tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.kit.errors import Conflict
from marketplace.opportunities.rules import (
    ANSWERS,
    LIFECYCLE,
    Action,
    Answer,
    Deed,
    State,
    is_near,
    lacking_for_publication,
    may_move,
    takes_more,
    wrong_days,
)

DAY = timedelta(days=1)
LAST = date(2026, 5, 1)
STEPS = {
    (State.DRAFT, Action.PUBLISH): State.PUBLISHED,
    (State.DRAFT, Action.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Action.CLOSE): State.CLOSED,
    (State.PUBLISHED, Action.WITHDRAW): State.WITHDRAWN,
    (State.CLOSED, Action.REOPEN): State.PUBLISHED,
    (State.CLOSED, Action.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Action.BRING_BACK): State.DRAFT,
}
DEEDS = {
    (Answer.SENT, Deed.TAKE_BACK): Answer.TAKEN_BACK,
    (Answer.SENT, Deed.SHORTLIST): Answer.SHORTLISTED,
    (Answer.SENT, Deed.CHOOSE): Answer.CHOSEN,
    (Answer.SENT, Deed.LEAVE_OUT): Answer.NOT_CHOSEN,
    (Answer.SHORTLISTED, Deed.TAKE_BACK): Answer.TAKEN_BACK,
    (Answer.SHORTLISTED, Deed.UNLIST): Answer.SENT,
    (Answer.SHORTLISTED, Deed.CHOOSE): Answer.CHOSEN,
    (Answer.SHORTLISTED, Deed.LEAVE_OUT): Answer.NOT_CHOSEN,
    (Answer.TAKEN_BACK, Deed.SEND_AGAIN): Answer.SENT,
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_every_pair_of_state_and_step(state, action):
    wanted = STEPS.get((state, action))
    assert may_move(state, action, decided=False) is (wanted is not None)
    assert not may_move(state, action, decided=True)
    if wanted is None:
        with pytest.raises(Conflict):
            LIFECYCLE.move(state, action)
    else:
        assert LIFECYCLE.move(state, action).target is wanted


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("answer", Answer)
def test_every_pair_of_answer_and_deed(answer, deed):
    wanted = DEEDS.get((answer, deed))
    if wanted is None:
        with pytest.raises(Conflict):
            ANSWERS.move(answer, deed)
    else:
        assert ANSWERS.move(answer, deed).target is wanted


@pytest.mark.parametrize("state", State)
def test_the_last_day_counts_and_the_next_does_not(state):
    assert takes_more(state, LAST, LAST) is (state is State.PUBLISHED)
    assert not takes_more(state, LAST, LAST + DAY)


def test_a_deadline_is_near_in_its_last_week():
    assert is_near(State.PUBLISHED, LAST, LAST - 7 * DAY) and is_near(State.PUBLISHED, LAST, LAST)
    assert not is_near(State.PUBLISHED, LAST, LAST - 8 * DAY)
    assert not is_near(State.PUBLISHED, LAST, LAST + DAY) and not is_near(State.CLOSED, LAST, LAST)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (None, None, {}),
        (LAST, None, {}),
        (LAST, LAST + DAY, {}),
        (None, LAST, {"first_on": "opportunities.last_without_first"}),
        (LAST + DAY, LAST, {"last_on": "opportunities.last_before_first"}),
        (LAST - DAY, None, {"deadline": "opportunities.deadline_after"}),
        (LAST - 3 * DAY, LAST - DAY, {"deadline": "opportunities.deadline_after"}),
    ],
)
def test_days_fit_together(first, last, wrong):
    assert wrong_days(first, last, LAST) == wrong


def test_both_languages_and_a_deadline_ahead_are_needed_to_publish():
    assert lacking_for_publication("A", "b", "c", LAST, LAST) == {}
    assert set(lacking_for_publication("", " ", "", LAST, LAST + DAY)) == {
        "title_en",
        "description",
        "description_en",
        "deadline",
    }
