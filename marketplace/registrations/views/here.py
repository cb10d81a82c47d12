"""Saying that one is there today: by the registration number and the code that hangs in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from marketplace.bodies.labels import own_words
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, Invalid, TooMany
from marketplace.registrations import attending, queries
from marketplace.registrations.schemas import HereForm
from marketplace.registrations.views.blueprint import FLOOD, blueprint, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort

PLACE = "/programmes/<slug>/<int:number>/here"


@blueprint.get(PLACE)
@public
def here(slug: str, number: int) -> Response:
    """The form; the code in the room leads to it with the code filled in, her page with her number."""
    known = {name: request.args.get(name, "")[:16] for name in ("code", "receipt")}
    return _page(queries.cohort_shown(slug, number), blank_form(HereForm, known))


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def mark_here(slug: str, number: int) -> Response:
    """Note that somebody is there; the page names nobody."""
    form, box = read_form(HereForm), toolbox()
    if not form.ok:
        return _page(queries.cohort_shown(slug, number), form, 422)
    said = form.data
    try:
        attending.admit(said.receipt, address=request.remote_addr or "", at=box.clock())
    except TooMany as refusal:
        form.fail("form", "attendance.too_many")
        response = _page(queries.cohort_shown(slug, number), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    cohort = queries.cohort_shown(slug, number)
    try:
        attending.mark_self(
            cohort,
            said.receipt,
            said.code,
            secret=box.settings.secret_key,
            at=box.clock(),
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(cohort, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(cohort, form, 409)
    return _page(cohort, form, noted=True)


def _page(cohort: Cohort, form: Form[HereForm], status: int = 200, *, noted: bool = False) -> Response:
    page = render_template(
        "registrations/here.html",
        form=form,
        cohort=cohort,
        title=own_words(cohort.programme.title, cohort.programme.title_en),
        held=toolbox().today() in attending.days_of(cohort),
        noted=noted,
    )
    return private(make_response(page, status))
