"""What artisans are told: the outcome of an application, and that a deadline is near."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.opportunities.models import Application, Opportunity


def tell_news(application: Application, deed: str, *, at: datetime) -> None:
    """Tell an applicant that she was "chosen" or "not_chosen", or that the opportunity was "withdrawn"."""
    found, account = application.opportunity, application.artisan.account
    tell(
        account,
        "opportunity_news",
        key=f"opportunity-{deed}-{application.id}-{int(at.timestamp())}",
        at=at,
        slug=found.slug,
        title=_title(found, account),
        deed=deed,
        words=found.outcome,
    )


def tell_near(found: Opportunity, artisan: Artisan, *, at: datetime) -> None:
    """Tell an artisan who may apply that the last day is near."""
    tell(
        artisan.account,
        "opportunity_near",
        key=f"opportunity-near-{found.id}-{artisan.id}",
        at=at,
        slug=found.slug,
        title=_title(found, artisan.account),
        until=found.deadline.isoformat(),
    )


def _title(found: Opportunity, account: Account) -> str:
    return found.title_en if account.locale == "en" and found.title_en else found.title
