"""Reporting a review, from anybody: no account, no script."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for

from marketplace.extensions import limiter
from marketplace.order_notes.views.blueprint import FLOOD
from marketplace.reviews import moderating, queries
from marketplace.reviews.rules import Objection
from marketplace.reviews.schemas import ReportForm
from marketplace.reviews.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import label
from marketplace.web.links import see_other

PLACE = "/reviews/<int:review_id>/report"


@blueprint.get(PLACE)
@public
def write_report(review_id: int) -> Response:
    """What is wrong with a review."""
    return _page(review_id, blank_form(ReportForm), 200)


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def report(review_id: int) -> Response:
    """Take it to the officers; the review stays until one of them has looked."""
    form = read_form(ReportForm)
    queries.public(review_id)
    if not form.ok:
        return _page(review_id, form, 422)
    box, where, said = toolbox(), request.remote_addr or "", form.data
    moderating.admit_report(where, at=box.clock())
    moderating.report(
        queries.public(review_id, lock=True),
        said.reason,
        said.words,
        sender=moderating.sender_key(where, box.settings.secret_key),
        at=box.clock(),
    )
    return see_other(url_for(".write_report", review_id=review_id, sent=1))


def _page(review_id: int, form: Form[ReportForm], status: int) -> Response:
    review = queries.public(review_id)
    page = render_template(
        "reviews/report.html",
        review=review,
        back=url_for(".of_artisan", slug=review.artisan.slug),
        reasons=[(reason.value, label(reason)) for reason in Objection],
        sent="sent" in request.args,
        form=form,
    )
    return make_response(page, status)
