"""How an account wants its letters: read, chosen, ended by a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.accounts.models import Account
from marketplace.adapters.mail import outbox
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.notices.hours import USUAL_HOUR, Hours
from marketplace.notices.models import LetterWishes, Notice
from marketplace.notices.rules import (
    EVERY_DIGEST,
    FIXED,
    MOST_WITHDRAWN,
    UNASKED,
    Group,
    Way,
    key_of,
    kinds_of,
    proves,
    row_of,
    sign,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an account chose, or what is usual where it chose nothing."""

    ways: Mapping[str, str]
    hours: Hours

    def way(self, group: Group) -> Way:
        """How letters of a group go out; those of a fixed one always at once."""
        return Way.NOW if group in FIXED else Way(self.ways.get(group.value, UNASKED.get(group, Way.NOW)))


def wishes_of(account_id: int, usual_zone: str) -> Wishes:
    """Return what the account wants; the installation's time zone where it never said."""
    row = session.get(LetterWishes, account_id)
    if row is None:
        return Wishes({}, Hours(usual_zone))
    return Wishes(row.ways, Hours(row.zone, row.digest_hour, row.quiet_from, row.quiet_until))


def choose(account_id: int, ways: Mapping[Group, Way], hours: Hours) -> None:
    """Keep a choice. What waited for a letter or digest that is not wanted any more stays in the feed alone."""
    row = _row(account_id, hours.zone)
    row.zone, row.digest_hour = hours.zone, hours.digest
    row.quiet_from, row.quiet_until = hours.quiet_from, hours.quiet_until
    _set(row, ways)


def stop(account_id: int, what: str, usual_zone: str) -> None:
    """End the letters of a group, or the digest (`EVERY_DIGEST`): from now on they are in the feed alone."""
    row = _row(account_id, usual_zone)
    ended = [group for group in Group if row.ways.get(group.value) == Way.DIGEST]
    if what != EVERY_DIGEST:
        ended = [Group(what)]
    _set(row, dict.fromkeys(ended, Way.HERE))


def stop_token(account: Account, what: str, secret: str) -> str:
    """Return the token of the link that ends a group's letters to this person at this address."""
    return sign(secret, what, account.id, _bound(account))


def account_behind(token: str, what: str, secret: str) -> Account:
    """Return whose letters a link ends; NotFound unless we wrote it for that. What is fixed is ended by no link."""
    known = {group.value for group in Group if group not in FIXED} | {EVERY_DIGEST}
    number = row_of(token)
    account = session.get(Account, number) if number is not None and what in known else None
    if account is None or not proves(token, secret, what, account.id, _bound(account)):
        raise NotFound()
    return account


def _bound(account: Account) -> str:
    return f"{account.created_at:%Y%m%d%H%M%S}:{account.email}"


def _row(account_id: int, zone: str) -> LetterWishes:
    """Return the account's row, held until the transaction ends; makes it where there is none."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = {"account_id": account_id, "ways": {}, "zone": zone, "digest_hour": USUAL_HOUR}
    session.execute(insert(LetterWishes).values(**first).on_conflict_do_nothing())
    held = select(LetterWishes).where(LetterWishes.account_id == account_id).with_for_update()
    return session.scalars(held.execution_options(populate_existing=True)).one()


def _set(row: LetterWishes, ways: Mapping[Group, Way]) -> None:
    row.ways = {**row.ways, **{group.value: way.value for group, way in ways.items() if group not in FIXED}}
    without = (Way.HERE, Way.DEVICE)
    silent = [kind for group in Group if row.ways.get(group.value) in without for kind in kinds_of(group)]
    unwanted = (Notice.account_id == row.account_id, Notice.kind.in_(silent))
    session.execute(update(Notice).where(*unwanted, Notice.digest_at.is_not(None)).values(digest_at=None))
    newest = select(Notice.event).where(*unwanted).order_by(Notice.at.desc(), Notice.id.desc())
    events = session.scalars(newest.limit(MOST_WITHDRAWN)) if silent else ()
    outbox.withdraw(session(), [key_of(event) for event in events])
    session.flush()
