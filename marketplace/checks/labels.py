"""What methods' sources, outcomes and their consequences are called, for officers and for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext, ngettext

from marketplace.access.roles import Role
from marketplace.certificates.rules import Method
from marketplace.checks.rules import Evidence, Outcome, Seen, is_old, months_old, order
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long

LABELS: Mapping[StrEnum, LazyString] = {
    Outcome.MATCH: lazy_gettext("It matches"),
    Outcome.MISMATCH: lazy_gettext("Something differs"),
    Outcome.NOT_FOUND: lazy_gettext("Not found there"),
    Outcome.SOURCE_UNAVAILABLE: lazy_gettext("The source did not answer"),
}
SOURCES: Mapping[Method, LazyString] = {
    Method.PORTAL_BNSP: lazy_gettext("BNSP portal"),
    Method.QR_SCAN: lazy_gettext("QR code on the certificate"),
    Method.LSP_CONFIRMATION: lazy_gettext("LSP that issued it"),
    Method.CITY_LIST: lazy_gettext("The LSP's result list kept by the city"),
    Method.PHYSICAL_DOCUMENT: lazy_gettext("Original paper"),
}
ADVICE: Mapping[Outcome, LazyString] = {
    Outcome.MATCH: lazy_gettext("The public record shows this day and this way of checking from now on."),
    Outcome.MISMATCH: lazy_gettext(
        "The badge stays as it is. Ask the artisan and the LSP; if the difference is real, suspend the certificate."
        " That is a decision of its own. The public record says only that a check is being looked into."
    ),
    Outcome.NOT_FOUND: lazy_gettext(
        "This proves nothing: lists lag behind, and old series were never entered. Ask the LSP next."
    ),
    Outcome.SOURCE_UNAVAILABLE: lazy_gettext("This proves nothing. Try again another day, or another way."),
}
"""What an officer does next. No outcome changes a standing by itself."""

BY_ROLE: Mapping[Role, LazyString] = {
    Role.OFFICER: lazy_gettext("city officer"),
    Role.ADMIN: lazy_gettext("city officer"),
    Role.LSP: lazy_gettext("staff of the LSP"),
}
MESSAGES: Mapping[str, LazyString] = {
    "check.status": lazy_gettext("A check of this certificate tells nobody anything any more."),
    "check.impossible": lazy_gettext("This way of checking cannot end like that. Choose another outcome."),
    "check.remark": lazy_gettext("Write what differs. Only officers read it."),
    "check.answered": lazy_gettext("Your body has answered for this certificate already."),
    "check.choose_again": lazy_gettext("Choose the file again: it was not kept."),
    "check.source": lazy_gettext("Choose where you looked."),
    "check.outcome": lazy_gettext("Choose what came of it."),
}


def day_words(day: date | None) -> str:
    """Return the day of a check as everybody reads it: an old one begins with its age."""
    if day is None:
        return ""
    today = toolbox().today()
    if not is_old(day, today):
        return date_long(day)
    return ngettext(
        "%(num)d month ago, on %(day)s",
        "%(num)d months ago, on %(day)s",
        months_old(day, today),
        day=date_long(day),
    )


def attempts(evidence: Evidence) -> list[str]:
    """Return what everybody may read of looks that came to nothing, and that something is being looked into.

    What differed is for officers: a difference may be a slip of the pen, or somebody else's.
    """
    lines = [attempt(event) for event in evidence.attempts]
    if evidence.mismatch is not None:
        lines.append(gettext("A check of this record is being looked into."))
    return lines


def attempt(event: Seen) -> str:
    """Return one fruitless look in a sentence that accuses nobody."""
    source, day = SOURCES[event.method], date_long(event.checked_on)
    if event.outcome is Outcome.NOT_FOUND:
        return gettext(
            "%(source)s: not found there on %(day)s; that alone says nothing about authenticity.",
            source=source,
            day=day,
        )
    return gettext("%(source)s: tried on %(day)s; the source did not answer.", source=source, day=day)


def advice(events: Iterable[Seen]) -> LazyString | None:
    """Return what the newest check asks of officers; nothing where there is none."""
    newest = max(events, key=order, default=None)
    return ADVICE[newest.outcome] if newest else None
