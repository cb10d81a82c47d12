"""Pages: one person who registered, for officers: typing her in, cancelling, taking a seat on her word, her link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.registrations import PLACE, unkept
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.phones import whatsapp_link
from marketplace.programmes import queries as cohorts
from marketplace.registrations import attended, attending, operations, queries, roll
from marketplace.registrations.labels import CONSENTS
from marketplace.registrations.rules import LIFECYCLE, Action, Consent
from marketplace.registrations.schemas import RegistrationForm, StrikeForm
from marketplace.registrations.views.blueprint import choices
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import moment
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import absolute_url, see_other

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort
    from marketplace.registrations.models import Registration


@blueprint.get(f"{PLACE}/new")
@requires(Permission.EDIT_PROGRAMME)
def new_registration(programme_id: int, number: int) -> Response:
    """The form for somebody who called, or stands at the counter."""
    return _typing(cohorts.cohort(programme_id, number), blank_form(RegistrationForm))


@blueprint.post(f"{PLACE}/new")
@requires(Permission.EDIT_PROGRAMME)
def type_registration(programme_id: int, number: int) -> Response:
    """Register somebody on her word: in the same order, under the same rules."""
    cohort, form, box = cohorts.cohort(programme_id, number), read_form(RegistrationForm), toolbox()
    if not form.ok:
        return _typing(cohort, form, 422)
    try:
        made, _ = operations.register(
            cohort.id,
            form.data.entry(),
            clock=box.clock,
            timezone=box.settings.timezone,
            locale=box.settings.locale,
            actor=current_actor(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _typing(cohort, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _typing(cohort, form, 409)
    flash(
        gettext("Registered as number %(number)s: %(state)s.", number=made.number, state=label(made.state)),
        "ok",
    )
    return see_other(_address(cohort, made))


@blueprint.get(f"{PLACE}/<int:registration_id>")
@requires(Permission.EDIT_PROGRAMME)
def registration(programme_id: int, number: int, registration_id: int) -> Response:
    """One person: what she said, what can be done, who may be the same."""
    cohort = cohorts.cohort(programme_id, number)
    return _one(cohort, roll.of_cohort(cohort.id, registration_id), blank_form(StrikeForm))


@blueprint.post(f"{PLACE}/<int:registration_id>/cancel")
@requires(Permission.EDIT_PROGRAMME)
def cancel_registration(programme_id: int, number: int, registration_id: int) -> Response:
    """Cancel with a reason, which she reads."""
    cohort, form, box = cohorts.cohort(programme_id, number), read_form(StrikeForm), toolbox()
    found = roll.of_cohort(cohort.id, registration_id)
    if not form.ok:
        return _one(cohort, found, form, 422)
    try:
        operations.strike(
            found, form.data.reason, actor=current_actor(), clock=box.clock, timezone=box.settings.timezone
        )
    except Conflict as refusal:
        return _one(cohort, found, form, 409, refused=refusal.code)
    flash(gettext("The registration is cancelled."), "ok")
    return see_other(_address(cohort, found))


@blueprint.post(f"{PLACE}/<int:registration_id>/accept")
@requires(Permission.EDIT_PROGRAMME)
def accept_registration(programme_id: int, number: int, registration_id: int) -> Response:
    """Note that she said yes on the telephone."""
    cohort, box = cohorts.cohort(programme_id, number), toolbox()
    found, form = roll.of_cohort(cohort.id, registration_id), blank_form(StrikeForm)
    try:
        operations.accept(found, clock=box.clock, actor=current_actor())
    except Conflict as refusal:
        return _one(cohort, found, form, 409, refused=refusal.code)
    flash(gettext("The seat is taken."), "ok")
    return see_other(_address(cohort, found))


@blueprint.post(f"{PLACE}/<int:registration_id>/link")
@requires(Permission.EDIT_PROGRAMME)
def link_registration(programme_id: int, number: int, registration_id: int) -> Response:
    """Make a private link to hand to somebody who left no e-mail address; shown once, kept nowhere."""
    cohort, box = cohorts.cohort(programme_id, number), toolbox()
    found, form = roll.of_cohort(cohort.id, registration_id), blank_form(StrikeForm)
    try:
        token = operations.hand_link(found, actor=current_actor(), at=box.clock())
    except Conflict as refusal:
        return _one(cohort, found, form, 409, refused=refusal.code)
    return _one(cohort, found, form, link=absolute_url("registrations.show", token=token))


def _address(cohort: Cohort, found: Registration) -> str:
    return url_for(
        ".registration",
        programme_id=cohort.programme_id,
        number=cohort.number,
        registration_id=found.id,
    )


def _typing(cohort: Cohort, form: Form[RegistrationForm], status: int = 200) -> Response:
    page = render_template(
        "desk/registrations/new.html", form=form, cohort=cohort, tally=queries.tally(cohort), **choices()
    )
    return unkept(page, status)


def _one(
    cohort: Cohort,
    found: Registration,
    form: Form[StrikeForm],
    status: int = 200,
    *,
    refused: str = "",
    link: str = "",
) -> Response:
    page = render_template(
        "desk/registrations/show.html",
        form=form,
        cohort=cohort,
        found=found,
        hints=roll.hints([found]).get(found.id, []),
        agreed_to=[(CONSENTS[one], getattr(found, f"consent_{one.value}_at")) for one in Consent],
        may_strike=LIFECYCLE.allows(found.state, Action.STRIKE),
        may_accept=LIFECYCLE.allows(found.state, Action.ACCEPT),
        refused=message(refused) if refused else "",
        whatsapp=_draft(found),
        link=link,
        marks=attending.history(found),
        paper=url_for(
            ".attended_paper",
            programme_id=cohort.programme_id,
            number=cohort.number,
            registration_id=found.id,
        )
        if attended.is_ready(found, toolbox().today())
        else "",
        which={"programme_id": cohort.programme_id, "number": cohort.number},
    )
    return unkept(page, status)


def _draft(found: Registration) -> str:
    """A draft for WhatsApp where a seat waits for her answer; it names no link, which is a secret."""
    if found.phone is None or found.offered_until is None:
        return ""
    words = gettext(
        "Hello %(name)s, a seat has become free for you: %(programme)s. Please answer by %(moment)s.",
        name=found.name,
        programme=found.cohort.programme.title,
        moment=moment(found.offered_until),
    )
    return whatsapp_link(found.phone, words)
