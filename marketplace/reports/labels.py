"""Words about reports: reasons, states, outcomes, and the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext, ngettext

from marketplace.certificates.waiting import working_days
from marketplace.reports.rules import Action, Outcome, Reason, State, Subject
from marketplace.web.formatting import date_long

LABELS: Sequence[Mapping[StrEnum, LazyString]] = (
    {
        Subject.RECORD: lazy_gettext("Certification record"),
        Subject.BAG: lazy_gettext("Bag"),
    },
    {
        Reason.NUMBER_WRONG: lazy_gettext("The number or another entry is wrong"),
        Reason.NOT_THIS_PERSON: lazy_gettext("The certificate is not this person's"),
        Reason.NOT_MADE_BY_HOLDER: lazy_gettext("The bags are not made by the holder"),
        Reason.WITHDRAWN_BY_ISSUER: lazy_gettext("The issuer has withdrawn the certificate"),
        Reason.BADGE_MISUSED: lazy_gettext("The badge is used for something it does not cover"),
        Reason.STOLEN_PHOTOS: lazy_gettext("The photos belong to somebody else"),
        Reason.NOT_AS_DESCRIBED: lazy_gettext("The bag is not what the page says"),
        Reason.NOT_MADE_BY_MAKER: lazy_gettext("It was not made by whom the page says"),
        Reason.PROHIBITED: lazy_gettext("It may not be sold, or is no bag"),
        Reason.COUNTERFEIT: lazy_gettext("It copies a protected brand or design"),
        Reason.OTHER: lazy_gettext("Something else"),
    },
    {
        State.RECEIVED: lazy_gettext("Received, an officer reads it"),
        State.WITH_ARTISAN: lazy_gettext("Passed on, the artisan may reply"),
        State.REPLIED: lazy_gettext("The artisan has replied"),
        State.CLOSED: lazy_gettext("Closed"),
    },
    {
        Action.FORWARD: lazy_gettext("Pass on to the artisan"),
        Action.REPLY: lazy_gettext("Send reply"),
        Action.CLOSE: lazy_gettext("Close the report"),
        Action.SET_ASIDE: lazy_gettext("Set aside"),
    },
    {
        Outcome.PROVEN: lazy_gettext("proven"),
        Outcome.NOT_PROVEN: lazy_gettext("not proven"),
        Outcome.CORRECTED: lazy_gettext("corrected"),
        Outcome.OUTSIDE: lazy_gettext("not about this"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "report.body": lazy_gettext("Write what you doubt, and why."),
    "report.few_words": lazy_gettext(
        "Write at least one whole sentence, so that an officer can look into it."
    ),
    "report.reason": lazy_gettext("Choose what you doubt."),
    "report.email": lazy_gettext("This is no e-mail address. Leave it empty if you want no letter."),
    "report.too_many": lazy_gettext(
        "Many reports came in a short time. Your text is still here: send it again in %(minutes)s minutes."
    ),
    "report.summary": lazy_gettext("Write for the artisan what is doubted."),
    "report.reply": lazy_gettext("Write your reply."),
    "report.outcome": lazy_gettext("Choose the outcome."),
    "report.sentence": lazy_gettext("Write the sentence that everybody will read."),
    "report.reply_late": lazy_gettext("The time for a reply is over. An officer decides now."),
    "report.too_early": lazy_gettext(
        "The artisan may still reply. Close it once she has, or once her time is over."
    ),
    "report.own_file": lazy_gettext("This report is about you. A colleague has to deal with it."),
    "report.receipt": lazy_gettext("There is no report with this receipt number."),
    "logged.report.close": lazy_gettext("Report closed"),
}


def due_words(due: date, today: date) -> str:
    """Return by when an outcome is due, and how far away that is; what is late says so first."""
    day = date_long(due)
    if today > due:
        return gettext("Late: it was due on %(day)s", day=day)
    left = working_days(today, due)
    if left == 0:
        return gettext("Due today, %(day)s", day=day)
    return ngettext(
        "Due by %(day)s, in %(num)d working day", "Due by %(day)s, in %(num)d working days", left, day=day
    )
