"""The table of rights: each permission, and the grounds on which it is given.

A row lists alternatives; an alternative is the grounds that must all hold. Grounds about the subject (whose
it is) are passed over when no subject is given: that is the question the door of a page asks, before the
row is loaded. The operation asks again with the subject, and that answer is the one that counts.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.roles import STAFF, TWO_STEPS, Role
from marketplace.access.tasks import Task
from marketplace.kit.errors import Forbidden, SignInRequired


class Owned(Protocol):
    """Anything that belongs to an account; None when it belongs to nobody yet."""

    @property
    def account_id(self) -> int | None: ...


Ground = Callable[[Actor, Owned | None], bool]


def is_artisan(actor: Actor, subject: Owned | None) -> bool:
    """By role, or by owning an artisan's profile: an officer who also makes bags keeps a studio.

    Not while acting for another: `artisan_id` is that one's then, and a helper has the tasks she was given alone.
    """
    return actor.acting is None and (actor.role is Role.ARTISAN or actor.artisan_id is not None)


def helps_with(task: Task) -> Ground:
    """The ground of a helper: this task is among those given by the very artisan whose thing it is."""

    def helps(actor: Actor, subject: Owned | None) -> bool:
        acting = actor.acting
        if acting is None or task not in acting.tasks:
            return False
        return subject is None or subject.account_id == acting.account_id

    return helps


def is_staff(actor: Actor, subject: Owned | None) -> bool:
    return actor.acting is None and actor.role in STAFF and actor.second_factor is True


def is_admin(actor: Actor, subject: Owned | None) -> bool:
    return is_staff(actor, subject) and actor.role is Role.ADMIN


def is_of_a_body(actor: Actor, subject: Owned | None) -> bool:
    """Of one certifying body; whether a certificate is that body's own is asked by the query that finds it."""
    return (
        actor.acting is None
        and actor.role is Role.LSP
        and actor.body_id is not None
        and actor.second_factor is True
    )


def owns(actor: Actor, subject: Owned | None) -> bool:
    return subject is None or subject.account_id == actor.id


def not_own_file(actor: Actor, subject: Owned | None) -> bool:
    """Nobody decides on their own certificate, or issues a reset code to themselves."""
    return subject is None or subject.account_id != actor.id


def not_about_staff(actor: Actor, subject: Owned | None) -> bool:
    """Only an admin opens the door of an invited account: no officer becomes admin, or an issuer, by a reset code."""
    return getattr(subject, "role", None) not in TWO_STEPS


GROUNDS: Mapping[Permission, tuple[tuple[Ground, ...], ...]] = {
    Permission.EDIT_PROFILE: ((is_artisan, owns),),
    Permission.EDIT_LISTING: ((is_artisan, owns),),
    Permission.DRAFT_LISTING: ((is_artisan, owns), (helps_with(Task.BAGS),)),
    Permission.PUBLISH_LISTING: ((is_artisan, owns), (helps_with(Task.PUBLISH),)),
    Permission.SUBMIT_CERTIFICATE: ((is_artisan, owns),),
    Permission.ANSWER_INQUIRY: ((is_artisan, owns),),
    Permission.WRITE_ANSWER: ((is_artisan, owns), (helps_with(Task.TALKS),)),
    Permission.STEP_ORDER: ((is_artisan, owns), (helps_with(Task.ORDERS),)),
    Permission.KEEP_SALES: ((is_artisan, owns),),
    Permission.READ_SALES: ((is_artisan, owns), (helps_with(Task.SALES),)),
    Permission.INVITE_HELPER: ((is_artisan, owns),),
    Permission.APPLY_FOR_OPPORTUNITY: ((is_artisan, owns),),
    Permission.MODERATE_QUESTION: ((is_staff, not_own_file),),
    Permission.MODERATE_REVIEW: ((is_staff, not_own_file),),
    Permission.MODERATE_LISTING: ((is_staff, not_own_file),),
    Permission.REVIEW_CERTIFICATE: ((is_staff, not_own_file),),
    Permission.EDIT_REGISTER: ((is_staff,),),
    Permission.EDIT_COLLECTION: ((is_staff,),),
    Permission.EDIT_PROGRAMME: ((is_staff,),),
    Permission.EDIT_OPPORTUNITY: ((is_staff,),),
    Permission.LIST_HOLDERS: ((is_staff,),),
    Permission.DECIDE_APPLICATION: ((is_staff, not_own_file),),
    Permission.IMPORT_ROSTER: ((is_staff, not_own_file),),
    Permission.VIEW_SCAN: ((is_staff,), (is_artisan, owns)),
    Permission.ISSUE_RESET_CODE: ((is_staff, not_own_file, not_about_staff), (is_admin, not_own_file)),
    Permission.INVITE_STAFF: ((is_admin,),),
    Permission.VIEW_JOURNAL: ((is_staff,),),
    Permission.MANAGE_ACCOUNTS: ((is_admin,),),
    Permission.CONFIRM_HOLDER: ((is_of_a_body, not_own_file),),
}


def allows(actor: Actor | None, permission: Permission, subject: Owned | None = None) -> bool:
    if actor is None:
        return False
    return any(all(ground(actor, subject) for ground in grounds) for grounds in GROUNDS[permission])


def require(actor: Actor | None, permission: Permission, subject: Owned | None = None) -> None:
    """Pass silently, or raise SignInRequired (nobody is signed in) or Forbidden (this person may not)."""
    if actor is None:
        raise SignInRequired()
    if not allows(actor, permission, subject):
        raise Forbidden(permission=permission.value)
