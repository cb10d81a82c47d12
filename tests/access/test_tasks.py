"""What a helper may do: what was ticked, for the artisan who ticked it, and nothing of their own meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import allows
from marketplace.access.roles import Role
from marketplace.access.tasks import Acting, Task, whole

ME, HERS, OTHER = 7, 8, 9
OPENS = {
    Task.BAGS: {Permission.DRAFT_LISTING},
    Task.PUBLISH: {Permission.PUBLISH_LISTING},
    Task.TALKS: {Permission.WRITE_ANSWER},
    Task.ORDERS: {Permission.STEP_ORDER},
    Task.SALES: {Permission.READ_SALES},
}


@dataclass
class Thing:
    account_id: int | None


def helper(*tasks: Task, role: Role = Role.BUYER) -> Actor:
    return Actor(
        ME, role, "Budi", 3, second_factor=True, body_id=5, acting=Acting(1, HERS, "Siti", frozenset(tasks))
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("task", Task)
def test_a_task_opens_its_own_permission_and_no_other(task: Task, role: Role) -> None:
    actor = helper(task, role=role)
    assert {right for right in Permission if allows(actor, right)} == OPENS[task]
    assert {right for right in Permission if allows(actor, right, Thing(HERS))} == OPENS[task]


@pytest.mark.parametrize("owner", [ME, OTHER, None])
def test_nothing_opens_but_what_is_hers_not_even_ones_own(owner: int | None) -> None:
    actor = helper(*Task, role=Role.ARTISAN)
    assert not [right for right in Permission if allows(actor, right, Thing(owner))]


@pytest.mark.parametrize("role", Role)
def test_once_it_has_ended_nothing_opens(role: Role) -> None:
    actor = helper(role=role)
    assert actor.acting is not None and actor.acting.ended
    assert not [right for right in Permission if allows(actor, right)]


def test_bags_on_show_begin_as_drafts() -> None:
    assert whole([Task.PUBLISH]) == [Task.BAGS, Task.PUBLISH]
    assert whole([Task.SALES, Task.TALKS, Task.TALKS]) == [Task.TALKS, Task.SALES]
    assert whole([]) == []


def test_an_artisan_who_helps_is_no_artisan_of_her_own_meanwhile() -> None:
    assert Actor(ME, Role.ARTISAN, "Budi", 3).own_artisan_id == 3
    assert helper(Task.BAGS).own_artisan_id is None
