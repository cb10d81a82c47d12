"""Accounts of staff: invited, accepted, switched off and on again. Every step is in the journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import require
from marketplace.access.roles import TWO_STEPS, Role
from marketplace.accounts import mails, operations, second_factors, sign_ins
from marketplace.accounts.models import Account, Token
from marketplace.accounts.rules import REQUIRED_CONSENTS, TOKEN_LIFETIME, TokenPurpose
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import BadRequest, Conflict, Incomplete, NotFound
from marketplace.kit.tokens import digest, new_token


def invite(
    email: str, role: Role, *, actor: Actor, locale: str, at: datetime, body_id: int | None = None
) -> Token:
    """Send an invitation; an older one to the same address stops working. Conflict where the address has an account.

    Somebody of role LSP is invited for one body (`body_id`); Incomplete("body") without it.
    """
    require(actor, Permission.INVITE_STAFF)
    if role not in TWO_STEPS:
        raise BadRequest("invitation.role")
    if role is Role.LSP and body_id is None:
        raise Incomplete({"body": "invitation.body"})
    if session.scalars(select(Account.id).where(Account.email == email)).one_or_none() is not None:
        raise Conflict("account.email_taken")
    session.execute(
        update(Token)
        .where(Token.email == email, Token.purpose == TokenPurpose.INVITATION, Token.used_at.is_(None))
        .values(used_at=at)
    )
    secret = new_token()
    token = Token(
        purpose=TokenPurpose.INVITATION,
        digest=digest(secret),
        created_at=at,
        expires_at=at + TOKEN_LIFETIME[TokenPurpose.INVITATION],
        issued_by_id=actor.id or None,
        email=email,
        role=role,
        body_id=body_id if role is Role.LSP else None,
    )
    session.add(token)
    session.flush()
    mails.invitation(token, secret, actor.name, locale, at)
    journal.record("account.invite", "token", token.id, actor=actor, at=at, details={"role": role.value})
    return token


def withdraw_invitation(token_id: int, *, actor: Actor, at: datetime) -> None:
    """Make an invitation worthless. NotFound where there is none open."""
    require(actor, Permission.INVITE_STAFF)
    token = session.scalars(
        select(Token).where(
            Token.id == token_id, Token.purpose == TokenPurpose.INVITATION, Token.used_at.is_(None)
        )
    ).one_or_none()
    if token is None:
        raise NotFound()
    token.used_at = at
    journal.record("account.invite_withdrawn", "token", token.id, actor=actor, at=at)


def accept(secret: str, *, name: str, password_hash: str, locale: str, at: datetime) -> Account:
    """Open the invited person's account. NotFound for a link that no longer works."""
    token = session.scalars(
        select(Token)
        .where(
            Token.digest == digest(secret),
            Token.purpose == TokenPurpose.INVITATION,
            Token.used_at.is_(None),
            Token.expires_at > at,
        )
        .with_for_update()
    ).one_or_none()
    if token is None or token.role is None or token.email is None:
        raise NotFound()
    token.used_at = at
    account = operations.create(
        name=name,
        email=token.email,
        password_hash=password_hash,
        role=token.role,
        body_id=token.body_id,
        locale=locale,
        purposes=REQUIRED_CONSENTS,
        at=at,
    )
    token.account_id = account.id
    actor = Actor(id=account.id, role=account.role, name=account.name)
    journal.record("account.invite_accepted", "account", account.id, actor=actor, at=at)
    return account


def disable(account: Account, *, actor: Actor, at: datetime) -> None:
    """Lock a person out at once, in every browser. Conflict for oneself and for the last admin."""
    require(actor, Permission.MANAGE_ACCOUNTS, account)
    if account.id == actor.id:
        raise Conflict("account.self")
    if account.disabled_at is not None:
        raise Conflict("account.is_disabled")
    if account.role is Role.ADMIN and not _other_admins(account.id):
        raise Conflict("account.last_admin")
    account.disabled_at = at
    operations.void_tokens(account.id, at)
    sign_ins.end_all(account.id)
    journal.record("account.disable", "account", account.id, actor=actor, at=at)


def enable(account: Account, *, actor: Actor, at: datetime) -> None:
    """Let a person in again."""
    require(actor, Permission.MANAGE_ACCOUNTS, account)
    if account.disabled_at is None:
        raise Conflict("account.is_enabled")
    account.disabled_at = None
    journal.record("account.enable", "account", account.id, actor=actor, at=at)


def confirm_second_factor(
    account: Account, answer: second_factors.Answer, digests: list[str], *, actor: Actor, at: datetime
) -> bool:
    """Switch one's own second factor on; False for a wrong code."""
    if not second_factors.confirm(account, answer, digests, at):
        return False
    mails.notice(account, "second_factor_on", at)
    journal.record("account.second_factor_on", "account", account.id, actor=actor, at=at)
    return True


def leave_second_factor(account: Account, *, actor: Actor, at: datetime) -> None:
    """Switch one's own second factor off."""
    second_factors.switch_off(account)
    mails.notice(account, "second_factor_off", at)
    journal.record("account.second_factor_off", "account", account.id, actor=actor, at=at)


def drop_second_factor(account: Account, *, actor: Actor, at: datetime) -> None:
    """Help somebody whose phone and printed codes are gone: the next sign-in sets the second factor up anew."""
    require(actor, Permission.MANAGE_ACCOUNTS, account)
    if account.id == actor.id:
        raise Conflict("account.self")
    second_factors.switch_off(account)
    sign_ins.end_all(account.id)
    mails.notice(account, "second_factor_off", at)
    journal.record("account.second_factor_off", "account", account.id, actor=actor, at=at)


def _other_admins(account_id: int) -> bool:
    """Whether another admin can still sign in; the rows are held, so that two cannot switch each other off at once."""
    admins = session.scalars(
        select(Account).where(Account.role == Role.ADMIN, Account.disabled_at.is_(None)).with_for_update()
    ).all()
    return any(admin.id != account_id for admin in admins)
