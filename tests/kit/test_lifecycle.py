from enum import StrEnum

import pytest

from marketplace.kit.errors import Conflict
from marketplace.kit.lifecycle import Lifecycle, Move


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Act(StrEnum):
    SHUT = "shut"
    OPEN = "open"


class Key(StrEnum):
    ANY = "any"


SHUT = Move(Act.SHUT, frozenset({Door.OPEN}), Door.SHUT, Key.ANY)
OPEN = Move(Act.OPEN, frozenset({Door.SHUT}), Door.OPEN, Key.ANY, needs_reason=True)
DOORS = Lifecycle([SHUT, OPEN])


def test_a_legal_step_returns_its_row() -> None:
    assert DOORS.move(Door.OPEN, Act.SHUT) is SHUT
    assert DOORS.allows(Door.OPEN, Act.SHUT)


def test_an_illegal_step_is_a_conflict_that_says_what_was_asked() -> None:
    assert not DOORS.allows(Door.OPEN, Act.OPEN)
    with pytest.raises(Conflict) as refused:
        DOORS.move(Door.OPEN, Act.OPEN)
    assert refused.value.code == "lifecycle.illegal"
    assert refused.value.details == {"status": Door.OPEN, "action": Act.OPEN}


def test_the_steps_from_a_state_come_in_the_order_of_the_table() -> None:
    lock = Move(Act.OPEN, frozenset({Door.OPEN}), Door.OPEN, Key.ANY)
    assert Lifecycle([SHUT, lock, OPEN]).actions(Door.OPEN) == [SHUT, lock]


def test_two_rows_for_one_step_are_refused() -> None:
    with pytest.raises(ValueError, match="two moves for shut from open"):
        Lifecycle([SHUT, SHUT])
