"""A record's life as a reader sees it: only what was recorded, in the order it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from marketplace.certificates.labels import issued_by
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import EXPIRING_DAYS, VERIFYING, Action, Method, Standing, StandingKind
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.kit.dates import add_months
from marketplace.records.doubts import Doubt, told
from marketplace.web.formatting import date_long, day_of
from marketplace.web.labels import label

RENEWAL_MONTHS = 3
MOST_CHECKS = 6
"""So many of the later matches are told, the newest ones: the page stays small."""
PUBLIC_ACTIONS = {
    Action.SUSPEND: "warn",
    Action.REINSTATE: "ok",
    Action.REVOKE: "bad",
    Action.REDUCE_SCOPE: "warn",
    Action.RESTORE_SCOPE: "ok",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line on the red thread. `todo` is what has not happened yet."""

    title: str
    when: str
    kind: str = "ok"
    todo: bool = False


def history(
    certificate: Certificate,
    standing: Standing,
    events: Sequence[VerificationEvent] = (),
    doubts: Sequence[Doubt] = (),
) -> list[Step]:
    """Return the steps from issue to today, and the next one where the certificate still runs.

    `events` are the checks, oldest first. A decision's own check is told with it, later matches by themselves.
    """
    matches = [event for event in events if event.outcome is Outcome.MATCH]
    decided = {decision.made_at for decision in certificate.decisions}
    own = {event.made_at: event.checked_on for event in matches}
    later = [event for event in matches if event.made_at not in decided][-MOST_CHECKS:]
    dated: list[tuple[datetime, Step]] = [
        (event.made_at, Step(gettext("Checked again"), _how(event.checked_on, event.method)))
        for event in later
    ]
    dated += [(doubt.at, Step(*told(doubt))) for doubt in doubts]
    steps = [
        Step(
            gettext("Paper issued") if standing.is_training else gettext("Certificate issued"),
            _issued(certificate),
        )
    ]
    for decision in certificate.decisions:
        if decision.action in VERIFYING:
            day = own.get(decision.made_at) or certificate.checked_on or day_of(decision.made_at)
            step = Step(gettext("Checked by city staff"), _how(day, decision.method))
            dated.append((decision.made_at, step))
        elif decision.action in PUBLIC_ACTIONS:
            title = {
                Action.SUSPEND: gettext("Suspended"),
                Action.REINSTATE: gettext("Reinstated"),
                Action.REVOKE: gettext("Revoked"),
                Action.REDUCE_SCOPE: gettext("Units taken out"),
                Action.RESTORE_SCOPE: gettext("Units given back"),
            }[decision.action]
            ground = str(label(decision.ground)) if decision.ground else ""
            when = " · ".join(filter(None, (date_long(day_of(decision.made_at)), ground)))
            dated.append((decision.made_at, Step(title, when, PUBLIC_ACTIONS[decision.action])))
    steps += [step for _, step in sorted(dated, key=lambda pair: pair[0])]
    return steps + _ending(standing)


def _how(day: date | None, method: Method | None) -> str:
    return " · ".join(filter(None, (date_long(day), str(label(method)) if method else "")))


def _issued(certificate: Certificate) -> str:
    return " · ".join(
        filter(None, (date_long(certificate.issue_date), certificate.issue_place, issued_by(certificate)))
    )


def _ending(standing: Standing) -> list[Step]:
    if standing.valid_until is None:
        return []
    if standing.kind is StandingKind.EXPIRED:
        return [Step(gettext("Expired"), date_long(standing.expired_since), "gone")]
    if standing.is_valid:
        since: date = add_months(standing.valid_until, -RENEWAL_MONTHS)
        when = gettext("from %(day)s", day=date_long(since))
        return [
            Step(
                gettext("Renewal due"),
                when,
                "warn" if standing.days_left <= EXPIRING_DAYS else "ok",
                todo=True,
            )
        ]
    return []
