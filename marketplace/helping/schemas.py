"""What is sent about helpers."""

from __future__ import annotations

from pydantic import Field

from marketplace.access.tasks import Task
from marketplace.accounts.schemas import AnyIdentifier
from marketplace.web.forms import Schema


class TasksForm(Schema):
    """What a helper may do."""

    tasks: list[Task] = Field(default_factory=list)


class InviteForm(TasksForm):
    """Whom an artisan invites: an address or a number."""

    contact: AnyIdentifier
