"""The person (or the machine) on whose behalf something is done."""

from dataclasses import dataclass

from marketplace.access.roles import STAFF, Role
from marketplace.access.tasks import Acting


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account as the rules see it.

    `second_factor` is True when the second factor was given in this session, or is not compulsory for this
    account; whoever builds the actor decides which. Staff rights need it. `new_notices` is how much of their
    feed was unread when the request began; it gives no right. Somebody `acting` for an artisan has the tasks she gave
    and no right of their own meanwhile; `artisan_id` is hers then, `id` and `name` stay those of whoever acts.
    """

    id: int
    role: Role
    name: str
    artisan_id: int | None = None
    second_factor: bool = False
    locale: str = "id"
    body_id: int | None = None
    new_notices: int = 0
    acting: Acting | None = None

    @property
    def is_staff(self) -> bool:
        """Whether the account is of a staff role; says nothing about the second factor, `policy` does."""
        return self.role in STAFF

    @property
    def own_artisan_id(self) -> int | None:
        """The artisan this account owns; None while it acts for another."""
        return None if self.acting else self.artisan_id

    @property
    def is_system(self) -> bool:
        return self.id == SYSTEM_ID


SYSTEM_ID = 0
"""No account has this number: rows that keep an actor store NULL for the system."""

SYSTEM = Actor(id=SYSTEM_ID, role=Role.ADMIN, name="system", second_factor=True)
"""The command line and background jobs: whoever can run them already holds the machine."""
