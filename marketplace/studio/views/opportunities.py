"""Pages: what she can apply for, and her applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.bodies.labels import own_words
from marketplace.kit.errors import Conflict, NotFound
from marketplace.opportunities import applying, facts, queries, wording
from marketplace.opportunities.eligibility import verdict
from marketplace.opportunities.rules import STANDING, Answer, takes_more
from marketplace.opportunities.schemas import ApplyForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.artisans.models import Artisan
    from marketplace.opportunities.models import Opportunity


@blueprint.get("/opportunities")
@requires(Permission.APPLY_FOR_OPPORTUNITY)
def opportunities() -> Response:
    """Her applications, what she may apply for, and what her record does not fit, with the reason."""
    artisan = artisans.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    today, place = toolbox().today(), _place(artisan)
    mine = queries.applied_for(artisan.id)
    standing = {row.opportunity_id for row in mine if row.answer is not Answer.TAKEN_BACK}
    known = facts.facts_of(artisan, facts.records_of([artisan.id])[artisan.id], today)
    rows = [
        (found, verdict(found.rule, known)) for found in queries.shown(today).open if found.id not in standing
    ]
    page = render_template(
        "studio/opportunities/list.html",
        mine=[row for row in mine if row.answer is not Answer.TAKEN_BACK],
        fitting=[found for found, says in rows if says.eligible],
        others=[(found, wording.missing(found, says, place)) for found, says in rows if not says.eligible],
        today=today,
        own_words=own_words,
        wording=wording,
    )
    return make_response(page)


@blueprint.get("/opportunities/<slug>")
@requires(Permission.APPLY_FOR_OPPORTUNITY)
def opportunity(slug: str) -> Response:
    """One of them, what her record says to it, and the button; or where her application stands."""
    artisan = _artisan()
    return _show(queries.for_artisan(slug, artisan.id), artisan)


@blueprint.post("/opportunities/<slug>/apply")
@requires(Permission.APPLY_FOR_OPPORTUNITY)
def apply(slug: str) -> Response:
    """Send her application with her record as it stands at this moment."""
    form, artisan, box = read_form(ApplyForm), _artisan(), toolbox()
    found = queries.for_artisan(slug, artisan.id, lock=True)
    at = box.clock()
    try:
        applying.apply(
            found,
            artisan,
            with_contact=form.ok and form.data.with_contact,
            actor=current_actor(),
            at=at,
            today=box.local(at).date(),
        )
    except Conflict as refusal:
        return _show(found, artisan, 409, refusal.code)
    flash(gettext("Your application is sent, with your record of today."), "ok")
    return see_other(url_for(".opportunity", slug=slug))


@blueprint.post("/opportunities/<slug>/take-back")
@requires(Permission.APPLY_FOR_OPPORTUNITY)
def take_back_application(slug: str) -> Response:
    """Take it back; nobody at the desk sees it any more."""
    artisan = _artisan()
    found = queries.for_artisan(slug, artisan.id, lock=True)
    try:
        applying.take_back(found, artisan, actor=current_actor(), at=toolbox().clock())
    except Conflict:
        return _show(found, artisan, 409, "opportunities.decided")
    flash(gettext("Your application is taken back."), "ok")
    return see_other(url_for(".opportunity", slug=slug))


def _artisan() -> Artisan:
    artisan = artisans.own(current_actor().id)
    if artisan is None:
        raise NotFound()
    return artisan


def _place(artisan: Artisan) -> str:
    return artisan.place.name if artisan.place else ""


def _show(found: Opportunity, artisan: Artisan, status: int = 200, refused: str = "") -> Response:
    today = toolbox().today()
    says = applying.verdict_of(found, artisan, today)
    application = queries.application_of(found.id, artisan.id)
    stands = application is not None and application.answer is not Answer.TAKEN_BACK
    page = render_template(
        "studio/opportunities/show.html",
        one=found,
        title=own_words(found.title, found.title_en),
        description=own_words(found.description, found.description_en),
        days=wording.days_words(found.first_on, found.last_on),
        until=wording.until_words(found, today),
        parts=[(words, holds, "") for holds, words in wording.said_to(found, says, _place(artisan))],
        eligible=says.eligible,
        open=takes_more(found.state, found.deadline, today),
        application=application if stands else None,
        waits=application is not None and application.answer in STANDING,
        attached=[(one["code"], one["scheme"], wording.attached_words(one)) for one in application.attached]
        if application is not None and stands
        else [],
        has_number=bool(artisan.whatsapp),
        refused=message(refused) if refused else "",
    )
    return make_response(page, status)
