"""Asking about relations that stand."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from marketplace.accounts.models import Account
from marketplace.database.session import session
from marketplace.helping import queries as helping
from marketplace.kit.errors import NotFound
from marketplace.relatives.models import Relation


def are_related(account_id: int, artisan_id: int) -> bool:
    """Whether this member of the staff has declared to be related to this artisan."""
    relation = exists().where(
        Relation.account_id == account_id, Relation.artisan_id == artisan_id, Relation.ended_at.is_(None)
    )
    return bool(session.scalar(select(relation)))


def accounts_of(artisan_id: int) -> Sequence[Account]:
    """Return the accounts of those who are related to an artisan, by their own word, and of all her helpers ever."""
    standing_ones = (Relation.artisan_id == artisan_id, Relation.ended_at.is_(None))
    related = select(Relation.account_id).where(*standing_ones)
    return session.scalars(
        select(Account).where(Account.id.in_(related) | Account.id.in_(helping.ever_of(artisan_id)))
    ).all()


def declared(account_id: int | None = None) -> Sequence[Relation]:
    """Every relation that stands, or one person's, the newest first."""
    query = (
        select(Relation)
        .options(joinedload(Relation.account), joinedload(Relation.artisan))
        .where(Relation.ended_at.is_(None))
        .order_by(Relation.id.desc())
    )
    return session.scalars(
        query if account_id is None else query.where(Relation.account_id == account_id)
    ).all()


def standing(relation_id: int) -> Relation:
    """Return a relation that stands; NotFound."""
    found = session.get(Relation, relation_id)
    if found is None or found.ended_at is not None:
        raise NotFound()
    return found
