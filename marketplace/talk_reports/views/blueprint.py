"""The blueprint of the buyer's pages, and the reports on the pages of talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from marketplace.inquiries.rules import Side
from marketplace.talk_reports import queries
from marketplace.talk_reports.labels import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marketplace.inquiries.models import Thread
    from marketplace.talk_reports.models import TalkReport

blueprint = Blueprint("talk_reports", __name__)
blueprint.add_app_template_filter(words_of, "talk_report_words")


@blueprint.app_template_global("reports_of_talk")
def _of_talk(thread: Thread, side: str) -> Sequence[TalkReport]:
    """What one side may know of the reports of a talk, newest first."""
    return queries.of_side(thread.id, Side(side))
