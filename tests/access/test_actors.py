"""On whose behalf something is done."""

from dataclasses import FrozenInstanceError

import pytest

from marketplace.access.actors import SYSTEM, SYSTEM_ID, Actor
from marketplace.access.roles import Role


@pytest.mark.parametrize("second_factor", [True, False])
@pytest.mark.parametrize(
    ("role", "staff"),
    [(Role.BUYER, False), (Role.ARTISAN, False), (Role.OFFICER, True), (Role.ADMIN, True)],
)
def test_staff_is_a_matter_of_the_role_alone(role: Role, staff: bool, second_factor: bool) -> None:
    actor = Actor(id=7, role=role, name="Contoh", second_factor=second_factor)
    assert actor.is_staff is staff
    assert not actor.is_system


def test_no_right_is_given_by_leaving_something_out() -> None:
    plain = Actor(id=7, role=Role.BUYER, name="Contoh")
    assert (plain.second_factor, plain.artisan_id) == (False, None)


def test_the_system_is_nobodys_account() -> None:
    assert SYSTEM.is_system
    assert SYSTEM.id == SYSTEM_ID == 0


@pytest.mark.parametrize("name", ["role", "second_factor", "artisan_id", "id"])
def test_nobody_gains_rights_on_the_way(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Actor(id=7, role=Role.BUYER, name="Contoh"), name, 1)
