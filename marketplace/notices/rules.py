"""Which events there are, to which group each belongs, what a row of the feed keeps of it, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class Group(StrEnum):
    """Events that are chosen together. `FIXED` ones are not chosen: their letters always go out."""

    QUESTIONS = "questions"
    REMINDERS = "reminders"
    DECISIONS = "decisions"
    SECURITY = "security"


FIXED = frozenset({Group.DECISIONS, Group.SECURITY})
"""Decisions carry days until which one can reply or appeal; security letters are how a stranger is noticed."""

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
_TAKEDOWN = Kind(Group.DECISIONS, "studio.takedown", ("takedown_id",), ("bag",))
_REPORT = Kind(Group.DECISIONS, "studio.report", ("report_id",), ("bag", "code"))
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
    "sign_up_known": _SECURITY,
    "reset": _SECURITY,
    "reset_code": _SECURITY,
    "password_changed": _SECURITY,
    "second_factor_on": _SECURITY,
    "second_factor_off": _SECURITY,
}
"""Every event by its letter. A test finds those that features tell and that are missing here."""


def kind_of(name: str) -> Kind:
    """Return the kind of a letter; `UNKNOWN` for one that is not named here."""
    return KINDS.get(name, UNKNOWN)
