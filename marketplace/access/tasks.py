"""What an artisan may let somebody else do in her studio: a closed set, and never more than this."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """Drafts of bags; bags on show; answers in talks; steps of order notes; a look at the sales book."""

    BAGS = "bags"
    PUBLISH = "publish"
    TALKS = "talks"
    ORDERS = "orders"
    SALES = "sales"


def whole(tasks: Collection[Task]) -> list[Task]:
    """Return the tasks in their order, with what they cannot be done without: bags on show begin as drafts."""
    wanted = {*tasks, Task.BAGS} if Task.PUBLISH in tasks else set(tasks)
    return [task for task in Task if task in wanted]


@dataclass(frozen=True, slots=True)
class Acting:
    """Whose studio a signed-in person works in, instead of any of their own, until they go back.

    `account_id` is the artisan's. Once it has ended `tasks` is empty: nothing opens, and nothing meant for the
    artisan's studio lands in the person's own.
    """

    helper_id: int
    account_id: int
    name: str
    tasks: frozenset[Task] = frozenset()

    @property
    def ended(self) -> bool:
        return not self.tasks
