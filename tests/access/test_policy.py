"""Every role, with and without a second factor, against every permission."""

from dataclasses import dataclass

import pytest

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import GROUNDS, allows, require
from marketplace.access.roles import STAFF, TWO_STEPS, Role
from marketplace.kit.errors import Forbidden, SignInRequired


@dataclass
class Thing:
    account_id: int | None
    role: Role | None = None


ME, OTHER = 7, 8
ARTISANS = {Permission.EDIT_PROFILE, Permission.EDIT_LISTING, Permission.SUBMIT_CERTIFICATE}
ARTISANS |= {Permission.ANSWER_INQUIRY, Permission.KEEP_SALES, Permission.INVITE_HELPER}
ARTISANS |= {
    Permission.DRAFT_LISTING,
    Permission.PUBLISH_LISTING,
    Permission.WRITE_ANSWER,
    Permission.STEP_ORDER,
    Permission.READ_SALES,
}
ARTISANS.add(Permission.APPLY_FOR_OPPORTUNITY)
STAFF_ONLY = {Permission.REVIEW_CERTIFICATE, Permission.ISSUE_RESET_CODE, Permission.VIEW_JOURNAL}
STAFF_ONLY |= {
    Permission.EDIT_REGISTER,
    Permission.IMPORT_ROSTER,
    Permission.EDIT_COLLECTION,
    Permission.EDIT_PROGRAMME,
    Permission.EDIT_OPPORTUNITY,
    Permission.LIST_HOLDERS,
    Permission.DECIDE_APPLICATION,
}
STAFF_ONLY |= {Permission.MODERATE_QUESTION, Permission.MODERATE_REVIEW, Permission.MODERATE_LISTING}
ADMIN_ONLY = {Permission.INVITE_STAFF, Permission.MANAGE_ACCOUNTS}


def person(role: Role, second_factor: bool = True, artisan_id: int | None = None) -> Actor:
    return Actor(
        id=ME,
        role=role,
        name="Contoh",
        second_factor=second_factor,
        artisan_id=artisan_id,
        body_id=5 if role is Role.LSP else None,
    )


def test_every_permission_has_grounds() -> None:
    assert set(GROUNDS) == set(Permission)
    assert all(alternative for alternatives in GROUNDS.values() for alternative in alternatives)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("second_factor", [True, False])
@pytest.mark.parametrize("role", Role)
def test_the_door_asks_for_role_and_second_factor_only(
    role: Role, second_factor: bool, permission: Permission
) -> None:
    staff = role in STAFF and second_factor
    expected = {
        **dict.fromkeys(ARTISANS, role is Role.ARTISAN),
        **dict.fromkeys(STAFF_ONLY, staff),
        **dict.fromkeys(ADMIN_ONLY, role is Role.ADMIN and second_factor),
        Permission.VIEW_SCAN: staff or role is Role.ARTISAN,
        Permission.CONFIRM_HOLDER: role is Role.LSP and second_factor,
    }
    assert allows(person(role, second_factor), permission) is expected[permission]


@pytest.mark.parametrize("permission", sorted(ARTISANS))
def test_artisans_touch_only_what_is_theirs(permission: Permission) -> None:
    artisan = person(Role.ARTISAN)
    assert allows(artisan, permission, Thing(ME))
    assert not allows(artisan, permission, Thing(OTHER))
    assert not allows(artisan, permission, Thing(None))


@pytest.mark.parametrize("permission", sorted(ARTISANS))
@pytest.mark.parametrize("role", sorted(STAFF | {Role.BUYER}))
def test_nobody_edits_for_an_artisan(role: Role, permission: Permission) -> None:
    assert not allows(person(role), permission, Thing(OTHER))


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_never_decide_on_their_own_certificate(role: Role) -> None:
    staff = person(role, artisan_id=3)
    assert allows(staff, Permission.REVIEW_CERTIFICATE, Thing(OTHER))
    assert not allows(staff, Permission.REVIEW_CERTIFICATE, Thing(ME))
    assert allows(staff, Permission.SUBMIT_CERTIFICATE, Thing(ME)), "an officer may still make bags"


def test_somebody_of_a_body_may_confirm_others_holders_and_nothing_else() -> None:
    lsp = person(Role.LSP)
    assert allows(lsp, Permission.CONFIRM_HOLDER, Thing(OTHER))
    assert not allows(lsp, Permission.CONFIRM_HOLDER, Thing(ME)), "not their own certificate"
    assert not allows(Actor(ME, Role.LSP, "Contoh", second_factor=True), Permission.CONFIRM_HOLDER), "no body"
    assert {right for right in Permission if allows(lsp, right)} == {Permission.CONFIRM_HOLDER}
    for role in set(Role) - {Role.LSP}:
        assert not allows(Actor(ME, role, "Contoh", second_factor=True, body_id=5), Permission.CONFIRM_HOLDER)


def test_scans_are_seen_by_their_owner_and_by_staff() -> None:
    assert allows(person(Role.ARTISAN), Permission.VIEW_SCAN, Thing(ME))
    assert not allows(person(Role.ARTISAN), Permission.VIEW_SCAN, Thing(OTHER))
    assert allows(person(Role.OFFICER), Permission.VIEW_SCAN, Thing(OTHER))
    assert not allows(person(Role.OFFICER, second_factor=False), Permission.VIEW_SCAN, Thing(OTHER))
    assert not allows(person(Role.BUYER), Permission.VIEW_SCAN, Thing(ME))


@pytest.mark.parametrize("target", Role)
def test_a_reset_code_never_lifts_an_officer_to_admin(target: Role) -> None:
    subject = Thing(OTHER, role=target)
    assert allows(person(Role.OFFICER), Permission.ISSUE_RESET_CODE, subject) is (target not in TWO_STEPS)
    assert allows(person(Role.ADMIN), Permission.ISSUE_RESET_CODE, subject)
    assert not allows(person(Role.ADMIN), Permission.ISSUE_RESET_CODE, Thing(ME, role=target))


@pytest.mark.parametrize("permission", Permission)
def test_visitors_are_sent_to_sign_in_and_others_are_refused(permission: Permission) -> None:
    assert not allows(None, permission)
    with pytest.raises(SignInRequired):
        require(None, permission)
    with pytest.raises(Forbidden) as refused:
        require(person(Role.BUYER), permission, Thing(OTHER))
    assert refused.value.details == {"permission": permission.value}


def test_the_system_may_what_an_admin_may_and_owns_nothing() -> None:
    require(SYSTEM, Permission.MANAGE_ACCOUNTS, Thing(OTHER))
    assert not allows(SYSTEM, Permission.EDIT_LISTING, Thing(OTHER))
    assert SYSTEM.is_system
    assert SYSTEM.is_staff
    assert not person(Role.BUYER).is_system
