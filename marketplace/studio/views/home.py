"""Pages: what awaits her today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, url_for

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.artisans.labels import address_name, back_on
from marketplace.certificates import queries as certificates
from marketplace.certificates.labels import badge_text, headline
from marketplace.certificates.rules import Standing, Status
from marketplace.certificates.speakers import speaking
from marketplace.footfall import queries as footfall
from marketplace.listings import queries as listings
from marketplace.listings.rules import State
from marketplace.order_notes import queries as order_notes
from marketplace.order_notes.rules import overdue
from marketplace.renewals.rules import reached, register_by
from marketplace.reports import queries as reports
from marketplace.reports.rules import State as ReportState
from marketplace.studio import queries
from marketplace.studio.views.blueprint import blueprint
from marketplace.takedowns import queries as takedowns
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate


MOST_TO_FINISH = 5


@blueprint.get("/")
@requires(Permission.EDIT_PROFILE)
def home() -> Response:
    """Her standing, what waits for her, and the way to the next bag; whoever has no profile yet begins with it."""
    artisan = artisans.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    today = toolbox().today()
    papers = certificates.own_list(artisan.id)
    speaks = speaking(papers, today)
    counts, waiting = listings.own_counts(artisan.id), queries.waiting(artisan.id)
    return make_response(
        render_template(
            "studio/home.html",
            artisan=artisan,
            called=address_name(artisan),
            away_until=back_on(artisan, today),
            speaks=speaks,
            register_by=_register_by(speaks[1] if speaks else None),
            standing_text=headline(speaks[1] if speaks else None),
            badge_text=badge_text,
            to_mend=[(paper, _reason(paper)) for paper in papers if paper.status is Status.NEEDS_CHANGES],
            being_checked=any(paper.status is Status.SUBMITTED for paper in papers),
            doubts=reports.passed_on(artisan.id),
            ReportState=ReportState,
            taken_down=takedowns.open_of_artisan(artisan.id) if counts[State.TAKEN_DOWN] else (),
            failed=queries.failed_photos(artisan.id),
            unnamed=queries.bags_without_unit(artisan.id),
            counts=counts,
            fortnights=footfall.fortnights(artisan.id, today, toolbox().settings.timezone),
            states=(State.PUBLISHED, State.DRAFT, State.PAUSED, State.SOLD),
            tally=waiting.inbox,
            asked_in_public=waiting.questions,
            orders_waiting=waiting.orders,
            to_finish=order_notes.to_finish(artisan.id, today, MOST_TO_FINISH + 1),
            most_to_finish=MOST_TO_FINISH,
            overdue=overdue,
            requests_waiting=waiting.requests,
            steps=_first_steps(bool(artisan.place_code and artisan.story), papers, counts),
        )
    )


def _register_by(standing: Standing | None) -> date | None:
    """The day by which to register for a renewal, once the first reminder's day has come."""
    if standing is None or not standing.is_valid or standing.valid_until is None:
        return None
    return register_by(standing.valid_until) if reached(standing.days_left) else None


def _reason(paper: Certificate) -> str:
    """What the officers wrote when they last asked for changes."""
    asked = (one.reason for one in reversed(paper.decisions) if one.after is Status.NEEDS_CHANGES)
    return next(asked, "")


def _first_steps(
    introduced: bool, papers: Sequence[Certificate], counts: dict[State, int]
) -> list[tuple[str, bool]]:
    """The three steps a new artisan begins with; none once all are done."""
    steps = [
        ("profile", introduced),
        ("certificates", any(paper.status is not Status.DRAFT for paper in papers)),
        ("listings", counts[State.PUBLISHED] + counts[State.SOLD] + counts[State.PAUSED] > 0),
    ]
    return [] if all(done for _, done in steps) else steps
