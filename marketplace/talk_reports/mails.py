"""Letters about reports of talks: to both sides, once there is an outcome."""

from __future__ import annotations

from typing import Any

from marketplace.accounts.mails import tell
from marketplace.inquiries import links
from marketplace.inquiries.asked import bag_asked
from marketplace.inquiries.mails import TALK
from marketplace.inquiries.rules import Side
from marketplace.notices import buyers
from marketplace.talk_reports.models import TalkReport, TalkRuling


def ruled(report: TalkReport, ruling: TalkRuling) -> None:
    """Tell both sides the outcome, and the officer's words; who left a number alone reads it on the talk's page."""
    thread, at = report.thread, ruling.decided_at
    said: dict[str, Any] = {
        "bag": bag_asked(thread),
        "category": report.category.value,
        "outcome": ruling.outcome.value,
        "words": ruling.words,
        "thread_id": thread.id,
    }
    tell(
        thread.artisan.account,
        "talk_ruled",
        key=f"talk-ruled-{ruling.id}",
        at=at,
        other=thread.buyer_name,
        mine=report.side is Side.ARTISAN,
        where=["studio.inbox_thread", {"thread_id": thread.id}],
        **said,
    )
    outside = buyers.is_written_to(thread)
    buyers.tell(
        TALK,
        thread,
        "talk_ruled_buyer",
        key=f"talk-ruled-buyer-{ruling.id}",
        at=at,
        letter="talk_ruled",
        other=thread.artisan.name,
        mine=report.side is Side.BUYER,
        where=["inquiries.thread", {"token": links.rotate(thread, at=at)}]
        if outside
        else ["inquiries.own_talk", {"thread_id": thread.id}],
        **said,
    )
