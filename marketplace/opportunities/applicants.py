"""Who applied, as officers see it: the standing of that day beside today's, and a number only by consent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.certificates.rules import Standing
from marketplace.certificates.speakers import speaking
from marketplace.opportunities import facts, queries
from marketplace.opportunities.eligibility import Verdict, verdict
from marketplace.opportunities.models import Application, Opportunity


@dataclass(frozen=True, slots=True)
class Applicant:
    """`then` is the first certificate of the snapshot, `now` what speaks for her today, by the record `code`."""

    application: Application
    then: dict[str, Any] | None
    now: Standing | None
    code: str | None
    verdict: Verdict

    @property
    def contact(self) -> str | None:
        """Her number, where she lets it be seen for this application and has one."""
        return self.application.artisan.whatsapp if self.application.with_contact else None


def of(found: Opportunity, today: date) -> Sequence[Applicant]:
    """Return everybody whose application was not taken back, the first one first; three queries."""
    rows = queries.applications(found.id)
    records = facts.records_of([row.artisan_id for row in rows])
    result = []
    for row in rows:
        certificates = records[row.artisan_id]
        speaks = speaking(certificates, today)
        result.append(
            Applicant(
                application=row,
                then=row.attached[0] if row.attached else None,
                now=speaks[1] if speaks else None,
                code=speaks[0].code if speaks else None,
                verdict=verdict(found.rule, facts.facts_of(row.artisan, certificates, today)),
            )
        )
    return result
