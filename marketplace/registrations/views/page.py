"""The private page of a registration, for whoever holds its link."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.bodies.labels import own_words
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, Forbidden, Invalid, TooMany
from marketplace.programmes.labels import days_words
from marketplace.programmes.rules import SHOWN
from marketplace.registrations import attended, attending, forgetting, links, operations, queries
from marketplace.registrations.calendar import Event, calendar
from marketplace.registrations.labels import CONSENTS
from marketplace.registrations.rules import OPEN, Consent, State
from marketplace.registrations.schemas import PersonForm, values_of
from marketplace.registrations.views.blueprint import FLOOD, blueprint, choices, private, where_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import message
from marketplace.web.links import absolute_url, see_other

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort
    from marketplace.registrations.models import Registration

PLACE = "/registrations/<token>"


@blueprint.get(PLACE)
@public
def show(token: str) -> Response:
    """Where the registration stands, what can be done about it, and all that is kept."""
    return _show(_opened(token), token)


@blueprint.post(f"{PLACE}/accept")
@public(form=True)
@limiter.limit(FLOOD)
def accept(token: str) -> Response:
    """Say yes to the seat that is offered."""
    found = _opened(token)
    try:
        operations.accept(found, clock=toolbox().clock)
    except Conflict as refusal:
        return _show(_opened(token), token, 409, refusal.code)
    flash(gettext("The seat is yours."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.post(f"{PLACE}/cancel")
@public(form=True)
@limiter.limit(FLOOD)
def cancel(token: str) -> Response:
    """Say no to an offer, give a seat back, or leave the waiting list; by the newest link alone."""
    found, box = _opened(token), toolbox()
    try:
        links.require_newest(found, token)
        operations.withdraw(found, clock=box.clock, timezone=box.settings.timezone)
    except Forbidden as refusal:
        return _show(found, token, 403, refusal.code)
    except Conflict as refusal:
        return _show(_opened(token), token, 409, refusal.code)
    flash(gettext("Your registration is cancelled. Thank you for telling us: somebody else can come."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.get(f"{PLACE}/edit")
@public
def edit(token: str) -> Response:
    """The form with what is kept; Forbidden for whoever came by anything but the newest link."""
    found = _opened(token)
    links.require_newest(found, token)
    return _form(found, token, blank_form(PersonForm, values_of(found)))


@blueprint.post(f"{PLACE}/edit")
@public(form=True)
@limiter.limit(FLOOD)
def change(token: str) -> Response:
    """Correct it, by the newest link alone; the place in the line stays."""
    found, form = _opened(token), read_form(PersonForm)
    if not form.ok:
        return _form(found, token, form, 422)
    entry = form.data.entry()
    try:
        links.require_newest(found, token)
        if operations.moves(found, entry):
            address, at = request.remote_addr or "", toolbox().clock()
            operations.admit_move(found.id, entry, address=address, at=at)
            found = _opened(token)
        operations.change(found, entry, token=token, clock=toolbox().clock)
    except TooMany as refusal:
        form.fail("email", "registration.moves", minutes=ceil(refusal.retry_after / 60))
        response = _form(_opened(token), token, form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    except Invalid as refusal:
        form.refused(refusal)
        return _form(found, token, form, 422)
    except Forbidden as refusal:
        form.fail("form", refusal.code)
        return _form(found, token, form, 403)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".show", token=token))


@blueprint.get(f"{PLACE}/calendar.ics")
@public
def days(token: str) -> Response:
    """The days of the cohort for a calendar; without the link, which opens more than days."""
    found, box = _opened(token), toolbox()
    text = calendar(
        _events(found.cohort), maker=box.settings.site_name, at=box.clock(), timezone=box.settings.timezone
    )
    response = make_response(text)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{found.receipt}.ics"'
    return private(response)


@blueprint.get(f"{PLACE}/attended")
@public
def attended_paper(token: str) -> Response:
    """The certificate of attendance, to print, once the cohort is over."""
    paper = attended.paper(_opened(token), toolbox().today())
    page = render_template("registrations/attended.html", paper=paper, back=url_for(".show", token=token))
    return private(make_response(page))


@blueprint.post(f"{PLACE}/delete")
@public(form=True)
@limiter.limit(FLOOD)
def delete(token: str) -> Response:
    """Forget who this is, at once, by the newest link alone; it opens nothing from then on."""
    found, box = _opened(token), toolbox()
    try:
        links.require_newest(found, token)
    except Forbidden as refusal:
        return _show(found, token, 403, refusal.code)
    cohort = found.cohort
    forgetting.delete_data(found, clock=box.clock, timezone=box.settings.timezone)
    flash(gettext("What was kept about you is deleted, and your registration with it."), "ok")
    if cohort.state in SHOWN and cohort.published_at is not None:
        return see_other(url_for("programmes.cohort", slug=cohort.programme.slug, number=cohort.number))
    return see_other(url_for("pages.programme"))


def _opened(token: str) -> Registration:
    return links.opened(token, toolbox().clock())


def _title(cohort: Cohort) -> str:
    title = own_words(cohort.programme.title, cohort.programme.title_en)
    return gettext("%(title)s: cohort %(number)s", title=title, number=cohort.number)


def _events(cohort: Cohort) -> list[Event]:
    """One event a day of the plan; where nobody wrote a plan down, the first and the last day."""
    host = toolbox().settings.base_url.partition("://")[2]
    rows = [(day.on, day.begins, day.ends, own_words(day.plan, day.plan_en)) for day in cohort.days]
    if not rows:
        rows = [(on, None, None, "") for on in sorted({cohort.first_on, cohort.last_on})]
    return [
        Event(
            uid=f"cohort-{cohort.id}-{on:%Y%m%d}@{host}",
            on=on,
            begins=begins,
            ends=ends,
            title=_title(cohort),
            text=plan,
            place=where_of(cohort),
        )
        for on, begins, ends, plan in rows
    ]


def _show(found: Registration, token: str, status: int = 200, refused: str = "") -> Response:
    box, cohort = toolbox(), found.cohort
    own = links.held(found, token)
    over = found.offered_until is not None and found.offered_until <= box.clock()
    page = render_template(
        "registrations/show.html",
        found=found,
        cohort=cohort,
        title=_title(cohort),
        days=days_words(cohort.first_on, cohort.last_on),
        where=where_of(cohort),
        public_page=cohort.state in SHOWN and cohort.published_at is not None,
        begun=cohort.first_on <= box.today(),
        over=over,
        in_line=queries.place_in_line(found) if found.state is State.WAITING else 0,
        open=found.state in OPEN,
        here_today=found.state is State.SEATED and box.today() in attending.days_of(cohort),
        present_on=attending.present_on(found) if cohort.first_on <= box.today() else [],
        paper=url_for(".attended_paper", token=token) if attended.is_ready(found, box.today()) else "",
        State=State,
        agreed_to=[
            (words, getattr(found, f"consent_{consent.value}_at"))
            for consent, words in ((one, CONSENTS[one]) for one in Consent)
        ],
        refused=message(refused) if refused else "",
        sent="sent" in request.args,
        link=absolute_url(".show", token=token),
        replaced=own is not None and own.replaced_at is not None,
        kept_days=box.settings.registration_days,
        ways={name: url_for(f".{name}", token=token) for name in WAYS},
    )
    return private(make_response(page, status))


WAYS = ("accept", "cancel", "edit", "days", "delete")


def _form(found: Registration, token: str, form: Form[PersonForm], status: int = 200) -> Response:
    page = render_template(
        "registrations/edit.html",
        form=form,
        found=found,
        title=_title(found.cohort),
        token=token,
        **choices(),
    )
    return private(make_response(page, status))
