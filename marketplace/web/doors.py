"""Who may enter each route. A route that does not say so keeps the application from starting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask import Flask, request

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import allows
from marketplace.access.roles import TWO_STEPS
from marketplace.kit.errors import Forbidden, SignInRequired
from marketplace.web.identity import maybe_actor

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Door:
    """One route's terms.

    `form`: an unsafe method is open to visitors without a session, so no token can be asked of them.
    `writes`: a GET that must leave a row (a look at a private scan, an answer that was read).
    `uploads`: the body may be large.
    `kept`: a public page that is the same for every anonymous reader and may be answered from what was made before
    (`web/kept_pages`).
    """

    signed_in: bool = False
    permission: Permission | None = None
    form: bool = False
    writes: bool = False
    uploads: bool = False
    kept: bool = False

    @property
    def public(self) -> bool:
        """True where nobody needs to be signed in."""
        return not self.signed_in and self.permission is None

    def admits(self, actor: Actor | None) -> bool:
        """Whether this person passes the door; what lies behind may still refuse them."""
        if self.permission is not None:
            return allows(actor, self.permission)
        return actor is not None or not self.signed_in


class UndeclaredDoor(Exception):
    """A route does not say who may enter."""


def public(view: View | None = None, *, form: bool = False, uploads: bool = False, kept: bool = False) -> Any:
    """Open to everybody; `@public(form=True)` also for a form posted without a session."""
    return _declare(Door(form=form, uploads=uploads, kept=kept), view)


def signed_in(view: View | None = None, *, writes: bool = False, uploads: bool = False) -> Any:
    """Open to every signed-in account."""
    return _declare(Door(signed_in=True, writes=writes, uploads=uploads), view)


def requires(
    permission: Permission, *, writes: bool = False, uploads: bool = False
) -> Callable[[View], View]:
    """Open to those who hold the permission at least for things of their own."""
    declared: Callable[[View], View] = _declare(
        Door(signed_in=True, permission=permission, writes=writes, uploads=uploads), None
    )
    return declared


def _declare(door: Door, view: View | None) -> Any:
    def mark(function: View) -> View:
        function.door = door  # type: ignore[attr-defined]
        return function

    return mark if view is None else mark(view)


def door_of(app: Flask, endpoint: str | None) -> Door | None:
    """Return the door of an endpoint, or None where the address leads nowhere."""
    return getattr(app.view_functions.get(endpoint or ""), "door", None)


def check_doors(app: Flask) -> None:
    """Raise UndeclaredDoor unless every route has one."""
    missing = sorted(name for name in app.view_functions if door_of(app, name) is None)
    if missing:
        raise UndeclaredDoor("no door declared for: " + ", ".join(missing))


def guard(app: Flask) -> None:
    """Let the present request through its route's door, or raise SignInRequired or Forbidden."""
    door = door_of(app, request.endpoint)
    if door is None or door.public:
        return
    actor = maybe_actor()
    if actor is None:
        raise SignInRequired()
    if not door.admits(actor):
        raise Forbidden(_why(door, actor))


def _why(door: Door, actor: Actor) -> str | None:
    if actor.acting is not None:
        return "forbidden.ended" if actor.acting.ended else "forbidden.helper"
    return "forbidden.second_factor" if _lacks_second_factor(door, actor) else None


def _lacks_second_factor(door: Door, actor: Actor) -> bool:
    if door.permission is None or actor.role not in TWO_STEPS or actor.second_factor:
        return False
    return allows(replace(actor, second_factor=True), door.permission)
