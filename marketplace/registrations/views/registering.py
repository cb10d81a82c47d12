"""Registering for a cohort: a form on one page, for a telephone, without an account."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request, url_for

from marketplace.bodies.labels import own_words
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, Invalid, TooMany
from marketplace.programmes.labels import days_words
from marketplace.programmes.rules import is_open
from marketplace.registrations import links, operations, queries
from marketplace.registrations.schemas import RegistrationForm
from marketplace.registrations.views.blueprint import FLOOD, blueprint, choices, private, where_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort

PLACE = "/programmes/<slug>/<int:number>/register"


@blueprint.get(PLACE)
@public
def write(slug: str, number: int) -> Response:
    """The form, or from when until when there will be one."""
    return _page(queries.cohort_shown(slug, number), blank_form(RegistrationForm, {"once": links.new_mark()}))


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def register(slug: str, number: int) -> Response:
    """Take a registration: a seat where one is free and nobody waits, else the next place in the line."""
    form, box = read_form(RegistrationForm), toolbox()
    cohort_id = queries.cohort_shown(slug, number).id
    if not form.ok:
        return _page(queries.cohort_shown(slug, number), form, 422)
    entry, address = form.data.entry(), request.remote_addr or ""
    reached = "registration.too_many"
    try:
        operations.admit(entry, address=address, at=box.clock())
        reached = "registration.too_many_here"
        operations.admit_to(cohort_id, address=address, at=box.clock())
    except TooMany as refusal:
        form.fail("form", reached, minutes=ceil(refusal.retry_after / 60))
        response = _page(queries.cohort_shown(slug, number), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    try:
        _, token = operations.register(
            cohort_id,
            entry,
            clock=box.clock,
            timezone=box.settings.timezone,
            locale=current_locale(),
            once=links.mark_of(form.value("once")),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(queries.cohort_shown(slug, number), form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(queries.cohort_shown(slug, number), form, 409)
    return see_other(url_for(".show", token=token, sent=1))


def _page(cohort: Cohort, form: Form[RegistrationForm], status: int = 200) -> Response:
    today = toolbox().today()
    tally = queries.tally(cohort)
    page = render_template(
        "registrations/write.html",
        form=form,
        cohort=cohort,
        title=own_words(cohort.programme.title, cohort.programme.title_en),
        whom=own_words(cohort.eligibility, cohort.eligibility_en),
        days=days_words(cohort.first_on, cohort.last_on),
        where=where_of(cohort),
        open=is_open(cohort.state, cohort.register_from, cohort.register_until, cohort.seats, today),
        free=tally.free,
        waiting=tally.waiting,
        kept_days=toolbox().settings.registration_days,
        **choices(),
    )
    return private(make_response(page, status))
