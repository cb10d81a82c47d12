"""A lifecycle as a table: who may move a thing from which states to which, and whether a reason is owed.

Buttons, operations and documents are all read from the same rows, so that no page can offer a step the
rules refuse.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from marketplace.kit.errors import Conflict

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
P = TypeVar("P", bound=StrEnum)

ILLEGAL = "lifecycle.illegal"


@dataclass(frozen=True, slots=True)
class Move(Generic[S, A, P]):
    """One row. `permission` is what the person needs, asked with the thing itself as the subject."""

    action: A
    sources: frozenset[S]
    target: S
    permission: P
    needs_reason: bool = False


class Lifecycle(Generic[S, A, P]):
    """All moves of one kind of thing. Two rows for the same action and state are a mistake: ValueError."""

    def __init__(self, moves: Iterable[Move[S, A, P]]) -> None:
        self.moves: tuple[Move[S, A, P], ...] = tuple(moves)
        self._table: dict[tuple[S, A], Move[S, A, P]] = {}
        for move in self.moves:
            for source in move.sources:
                if (source, move.action) in self._table:
                    raise ValueError(f"two moves for {move.action} from {source}")
                self._table[source, move.action] = move

    def move(self, status: S, action: A) -> Move[S, A, P]:
        """Return the row for this step, or raise Conflict("lifecycle.illegal")."""
        try:
            return self._table[status, action]
        except KeyError:
            raise Conflict(ILLEGAL, status=status, action=action) from None

    def actions(self, status: S) -> list[Move[S, A, P]]:
        """Return the steps that exist from here, in the order of the table; permission is not looked at."""
        return [move for move in self.moves if status in move.sources]

    def allows(self, status: S, action: A) -> bool:
        return (status, action) in self._table
