"""Pages: what waits for a decision, what was sent back, what was decided."""

from __future__ import annotations

from collections import Counter

from flask import render_template, request

from marketplace.access.permissions import Permission
from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import standing
from marketplace.certificates.waiting import PROMISED_WORKING_DAYS, Arrival, is_late
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.disputes import queries as disputes
from marketplace.talk_reports import queries as talk_reports
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import day_of

LONGEST_SEARCH = 200


@blueprint.get("")
@requires(Permission.REVIEW_CERTIFICATE)
def queue() -> str:
    """Everything submitted, the longest waiting first; one kind of it if asked for."""
    lines = submissions.waiting()
    wanted = request.args.get("kind", "")
    kind = next((arrival for arrival in Arrival if arrival.value == wanted), None)
    open_ones, late, talks = submissions.numbers(
        *disputes.counted(toolbox().clock()), talk_reports.open_number()
    )
    return render_template(
        "desk/queue.html",
        lines=[line for line in lines if kind is None or line.arrival is kind],
        late=late_ones(lines),
        kind=kind,
        counts=Counter(line.arrival for line in lines),
        Arrival=Arrival,
        waiting=len(lines),
        days=PROMISED_WORKING_DAYS,
        disputes=(open_ones, late),
        reported_talks=talks,
    )


@blueprint.get("/returned")
@requires(Permission.REVIEW_CERTIFICATE)
def returned() -> str:
    """What artisans were asked to change and have not sent again."""
    return render_template(
        "desk/queue_returned.html", lines=submissions.sent_back(), waiting=submissions.waiting_count()
    )


@blueprint.get("/decided")
@requires(Permission.REVIEW_CERTIFICATE)
def decided() -> str:
    """Find what was decided: by name, record code or number."""
    words = request.args.get("q", "")[:LONGEST_SEARCH].replace("\0", " ")
    after = request.args.get("after", "")
    before_id = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else None
    found, next_id = submissions.decided(words, before_id=before_id)
    today = toolbox().today()
    return render_template(
        "desk/queue_decided.html",
        rows=[(certificate, standing(certificate, today)) for certificate in found],
        next_id=next_id,
        words=words.strip(),
        badge_text=badge_text,
        waiting=submissions.waiting_count(),
    )


def late_ones(lines: list[submissions.Submission]) -> set[int]:
    """Return the numbers of those that have waited longer than artisans were told."""
    today = toolbox().today()
    return {line.id for line in lines if is_late(day_of(line.submitted_at) or today, today)}
