"""Giving out lists for fairs: as a file, or by a link that ends and can be taken back. Each stands in the journal."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.certificates.unit_keys import known_units
from marketplace.database.session import session
from marketplace.fair_lists import queries
from marketplace.fair_lists.models import FairList
from marketplace.fair_lists.rules import MOST_LINKS, Span, ends
from marketplace.kit.errors import Invalid
from marketplace.kit.tokens import digest, new_token


def give(
    given_to: str,
    unit_key: str,
    place_code: str | None,
    span: Span,
    *,
    actor: Actor,
    at: datetime,
    today: date,
) -> tuple[FairList, str]:
    """Make a link; returns its row and its token, which is kept nowhere.

    Raises Invalid for no such unit or place, and while as many work as officers are shown: each can be taken back.
    """
    policy.require(actor, Permission.LIST_HOLDERS)
    titles = dict(known_units(today))
    wrong = {} if unit_key in titles else {"unit": "choice"}
    if place_code and queries.place_name(place_code) is None:
        wrong["place"] = "choice"
    if not wrong and len(queries.out(at)) >= MOST_LINKS:
        wrong["given_to"] = "fair_list.too_many"
    if wrong:
        raise Invalid(wrong)
    token = new_token()
    row = FairList(
        digest=digest(token),
        given_to=given_to,
        unit_key=unit_key,
        unit_title=titles[unit_key],
        place_code=place_code,
        given_by=actor.name,
        given_at=at,
        expires_at=ends(span, at),
    )
    session.add(row)
    session.flush()
    details = {"unit": row.unit_title, "place": place_code, "until": row.expires_at.isoformat()}
    journal.record("fair_list.give", "fair_list", row.id, actor=actor, at=at, details=details)
    return row, token


def revoke(row: FairList, *, actor: Actor, at: datetime) -> None:
    """Take a link back: from this moment on it leads nowhere. Taken back before, it stays so."""
    policy.require(actor, Permission.LIST_HOLDERS)
    if row.revoked_at is None:
        row.revoked_at = at
        session.flush()
        journal.record("fair_list.revoke", "fair_list", row.id, actor=actor, at=at)


def note_file(unit_key: str, place_code: str | None, rows: int, *, actor: Actor, at: datetime) -> None:
    """Write down that somebody took a list as a file, of what, and how many were on it."""
    policy.require(actor, Permission.LIST_HOLDERS)
    details = {"unit": unit_key, "place": place_code, "rows": rows}
    journal.record("fair_list.file", "fair_list", 0, actor=actor, at=at, details=details)
