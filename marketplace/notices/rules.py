"""Which events there are, to which group each belongs, what a row of the feed keeps of it, and where it leads."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Group(StrEnum):
    """Events that are chosen together. `FIXED` ones are not chosen: their letters always go out."""

    QUESTIONS = "questions"
    ORDERS = "orders"
    REQUESTS = "requests"
    REVIEWS = "reviews"
    REMINDERS = "reminders"
    OPPORTUNITIES = "opportunities"
    DECISIONS = "decisions"
    SECURITY = "security"


class Subject(StrEnum):
    """What people without an account get letters about, and end them for: this one thing."""

    TALK = "talk"
    ORDER = "order"
    REQUEST = "request"


class Way(StrEnum):
    """How an event is told besides the feed: letter and push, one of both a day, a push alone, or not at all."""

    NOW = "now"
    DIGEST = "digest"
    DEVICE = "device"
    HERE = "here"


TRADE = (Group.QUESTIONS, Group.ORDERS, Group.REQUESTS, Group.REVIEWS)
"""What buyers and makers are told alike; anybody with an account may buy."""
FIXED = frozenset({Group.DECISIONS, Group.SECURITY})
"""Decisions carry days until which one can reply or appeal; security letters are how a stranger is noticed."""

UNASKED: Mapping[Group, Way] = {Group.OPPORTUNITIES: Way.HERE}
"""How groups are told to who chose nothing, where that is not at once: of these only who asked for it gets letters."""

URGENT = frozenset({Group.SECURITY})
"""Letters that quiet hours do not hold up."""
EVERY_DIGEST = "digest"
"""What the unsubscribe link of a digest ends: the digest, whichever groups it holds."""
MOST_IN_DIGEST = 30
"""Rows named in one digest; the feed has the others."""
MOST_WITHDRAWN = 500
"""Newest events whose letters are looked for in the queue when they are ended; letters wait a night, not longer."""

PUSH_KEPT = timedelta(days=3)
"""How long a push service keeps a push for a browser that is off."""
MOST_REFUSALS = 5
"""After so many refusals in a row a browser is forgotten."""

SHOWN = 20
MOST_COUNTED = 99
"""Unread rows are counted up to here, so that the count in the header stays cheap."""
MAX_BLANK = 200
KEPT = timedelta(days=730)
PRUNED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event: the page it leads to (an endpoint) with the values that page asks for, and its other blanks.

    Nothing else of what a letter is given is kept: tokens and what people wrote stay out of the feed.
    """

    group: Group
    page: str = ""
    values: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()

    def kept(self, given: Mapping[str, Any]) -> dict[str, str | int]:
        """Return what a row keeps: numbers as they are, texts up to `MAX_BLANK` characters."""
        wanted = {name: given[name] for name in (*self.values, *self.blanks) if given.get(name) is not None}
        return {
            name: value if isinstance(value, int) else str(value)[:MAX_BLANK]
            for name, value in wanted.items()
        }

    def leads_to(self, kept: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """Return the page's endpoint and values; None where there is none, or a row lacks what it asks for."""
        if not self.page or not all(kept.get(name, "") != "" for name in self.values):
            return None
        return self.page, {name: kept[name] for name in self.values}


def _certificate(page: str = "studio.certificate") -> Kind:
    return Kind(Group.DECISIONS, page, ("certificate_id",), ("scheme",))


_SECURITY = Kind(Group.SECURITY, "accounts.account")
_HELPERS = Kind(Group.SECURITY, "studio.helpers", (), ("helper",))
_TAKEDOWN = Kind(Group.DECISIONS, "studio.takedown", ("takedown_id",), ("bag",))
_REPORT = Kind(Group.DECISIONS, "studio.report", ("report_id",), ("bag", "code"))
_TALK = Kind(Group.QUESTIONS, "inquiries.own_talk", ("thread_id",), ("artisan", "bag"))
UNKNOWN = Kind(Group.DECISIONS)
"""A kind nobody has named here is told at once and always: deny first means here that nothing gets lost."""

KINDS: Mapping[str, Kind] = {
    "inquiry": Kind(Group.QUESTIONS, "studio.inbox_thread", ("thread_id",), ("buyer", "bag")),
    "question": Kind(Group.QUESTIONS, "studio.question", ("question_id",), ("asker", "bag")),
    "question_removed": Kind(Group.DECISIONS, "studio.question", ("question_id",), ("bag",)),
    "renewal_reminder": Kind(Group.REMINDERS, "studio.certificates"),
    "renewal_digest": Kind(Group.REMINDERS, "desk.renewals"),
    "certificate_verified": _certificate(),
    "certificate_from_list": _certificate(),
    "certificate_changes": _certificate("studio.edit_certificate"),
    "certificate_rejected": _certificate(),
    "certificate_suspended": _certificate(),
    "certificate_reinstated": _certificate(),
    "certificate_revoked": _certificate(),
    "certificate_reduced": _certificate(),
    "certificate_restored": _certificate(),
    "appeal_receipt": _certificate("studio.appeal"),
    "appeal_decided": _certificate("studio.appeal"),
    "report_forwarded": _REPORT,
    "report_closed": _REPORT,
    "bag_taken_down": _TAKEDOWN,
    "bag_stays_down": _TAKEDOWN,
    "bag_given_back": Kind(Group.DECISIONS, "studio.edit_listing", ("code",), ("bag",)),
    "dispute": Kind(Group.DECISIONS, "studio.dispute", ("code", "dispute_id"), ("other", "bag")),
    "opportunity_news": Kind(Group.DECISIONS, "studio.opportunity", ("slug",), ("title",)),
    "opportunity_near": Kind(Group.OPPORTUNITIES, "studio.opportunity", ("slug",), ("title",)),
    "review_ruled": Kind(Group.DECISIONS, "studio.order_review", ("code",), ("bag",)),
    "review_ruled_author": Kind(Group.DECISIONS, "order_notes.of_account", (), ("bag",)),
    "talk_ruled": Kind(Group.DECISIONS, "studio.inbox_thread", ("thread_id",), ("other", "bag")),
    "talk_ruled_buyer": Kind(Group.DECISIONS, "inquiries.own_talk", ("thread_id",), ("other", "bag")),
    "order_note": Kind(Group.ORDERS, "studio.order", ("code",), ("other", "bag")),
    "custom_request": Kind(Group.REQUESTS, "studio.request", ("code",)),
    "review": Kind(Group.REVIEWS, "studio.order", ("code",), ("bag",)),
    "talk_receipt": _TALK,
    "talk_answer": _TALK,
    "talk_begun": _TALK,
    "talk_link": _TALK,
    "bought_note": Kind(Group.ORDERS, "order_notes.of_account", (), ("other", "bag")),
    "bought_dispute": Kind(Group.DECISIONS, "order_notes.of_account", (), ("other", "bag")),
    "bought_receipt": Kind(Group.ORDERS, "order_notes.of_account", (), ("other", "bag")),
    "request_news": Kind(Group.REQUESTS, "requests.of_account"),
    "review_reply": Kind(Group.REVIEWS, "order_notes.of_account", (), ("artisan", "bag")),
    "helper_joined": _HELPERS,
    "helper_left": _HELPERS,
    "approval_asked": Kind(Group.DECISIONS, "studio.approval", ("approval_id",), ("helper", "bag")),
    "approval_given": Kind(Group.DECISIONS, "approvals.asked", (), ("artisan", "bag")),
    "approval_not_given": Kind(Group.DECISIONS, "approvals.asked", (), ("artisan", "bag")),
    "helper_ended": Kind(Group.SECURITY, "helping.studios", (), ("artisan",)),
    "sign_up_known": _SECURITY,
    "reset": _SECURITY,
    "reset_code": _SECURITY,
    "password_changed": _SECURITY,
    "second_factor_on": _SECURITY,
    "second_factor_off": _SECURITY,
}
"""Every event, by its letter where that is its own. A test finds those that features tell and that are missing here."""


def event_of(key: str, at: datetime) -> str:
    """Return what names an event once per account: the letter's key and the day."""
    return f"{key}@{at:%Y%m%d}"


def key_of(event: str) -> str:
    """Return the letter's key in the name of an event."""
    return event.rpartition("@")[0]


def kind_of(name: str) -> Kind:
    """Return the kind of a letter; `UNKNOWN` for one that is not named here."""
    return KINDS.get(name, UNKNOWN)


def choosable(*, makes: bool, staff: bool) -> list[Group]:
    """Return the groups an account chooses about; certificates that end concern makers, and those who work here,
    opportunities makers alone."""
    ends = [Group.REMINDERS] if makes or staff else []
    return [*TRADE, *ends, *([Group.OPPORTUNITIES] if makes else [])]


def kinds_of(group: Group) -> list[str]:
    """Return the kinds of events in a group."""
    return [name for name, kind in KINDS.items() if kind.group is group]


def sign(secret: str, what: str, account_id: int, bound: str) -> str:
    """Return the token of a link that ends letters: the account's number, and proof that we wrote it for this end.

    `bound` ties it to the person and the address: numbers are given anew, and addresses change hands.
    """
    mac = hmac.new(secret.encode(), f"notices:stop:{what}:{account_id}:{bound}".encode(), sha256).digest()
    return f"{account_id}-{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def row_of(token: str) -> int | None:
    """Return the number in a token, proved or not; None where there is none a table counts to."""
    number = token.partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None


def proves(token: str, secret: str, what: str, account_id: int, bound: str) -> bool:
    """Whether a token is the one `sign` writes; compared in constant time."""
    return hmac.compare_digest(
        token.encode("utf-8", "replace"), sign(secret, what, account_id, bound).encode()
    )
