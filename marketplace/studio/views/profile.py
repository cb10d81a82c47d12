"""Pages: her profile. The first save opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans import operations, queries
from marketplace.artisans.hour_words import hours_sentence
from marketplace.artisans.labels import away_soon, back_on
from marketplace.artisans.markets import Carriage, Market
from marketplace.artisans.rules import Affiliation, FormOfAddress, Technique
from marketplace.artisans.schemas import PauseForm, ProfileForm, markets_of
from marketplace.inquiries import queries as inquiries
from marketplace.kit.errors import Invalid, Refusal
from marketplace.kit.phones import show_mobile
from marketplace.listings import operations as listings
from marketplace.listings.labels import search_words
from marketplace.pictures import operations as pictures
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form, uploaded_files
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.artisans.models import Artisan


@blueprint.get("/profile")
@requires(Permission.EDIT_PROFILE)
def profile() -> Response:
    """What buyers read of her."""
    artisan = queries.own(current_actor().id)
    return _page(blank_form(ProfileForm, _initial(artisan)), artisan, 200)


@blueprint.post("/profile")
@requires(Permission.EDIT_PROFILE, uploads=True)
def save_profile() -> Response:
    """Save it, all or nothing: a form that is refused asks for the photo again, for files cannot be typed back."""
    actor, box = current_actor(), toolbox()
    form = read_form(ProfileForm)
    stored = None
    for file in uploaded_files("portrait"):
        try:
            stored = pictures.store(box, file.read(box.settings.photo_max_bytes + 1))
        except Refusal as refusal:
            form.errors["portrait"] = message(refusal.code, refusal.details)
    before = queries.own(actor.id)
    if not form.ok:
        return _refused(form, before, sent_photo=stored is not None)
    at = box.clock()
    said = form.data
    account = queries.account_of(actor.id)
    artisan = before or operations.open_profile(account, name=said.name, actor=actor, at=at)
    try:
        operations.edit_profile(
            artisan,
            name=said.name,
            form_of_address=said.form_of_address,
            story=said.story,
            place_code=said.place_code,
            techniques=said.techniques,
            affiliations=said.affiliations,
            affiliation_note=said.affiliation_note,
            whatsapp=said.whatsapp,
            instagram=said.instagram,
            weekly_capacity=said.weekly_capacity,
            served=markets_of(said),
            shown=said.show_profile,
            whatsapp_shown=said.show_whatsapp,
            actor=actor,
            at=at,
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _refused(form, before, sent_photo=stored is not None)
    if stored is not None:
        operations.set_portrait(artisan, pictures.keep(stored, at), actor=actor)
    elif "no_portrait" in request.form:
        operations.set_portrait(artisan, None, actor=actor)
    listings.rebuild_search_texts(artisan.id, search_words)
    flash(gettext("Your profile is saved."), "ok")
    return see_other(url_for(".profile"))


@blueprint.post("/pause")
@requires(Permission.EDIT_PROFILE)
def pause() -> Response:
    """Be away from one day until another, now or later, or back again."""
    actor, box = current_actor(), toolbox()
    artisan = queries.own(actor.id)
    if artisan is None:
        return see_other(url_for(".profile"))
    if "resume" in request.form:
        operations.resume(artisan, actor=actor, at=box.clock(), today=box.today())
        flash(gettext("Welcome back. Buyers see you as usual."), "ok")
        return see_other(url_for(".profile"))
    form = read_form(PauseForm)
    if form.ok:
        try:
            operations.pause(
                artisan,
                form.data.back_on,
                away_from=form.data.away_from,
                actor=actor,
                at=box.clock(),
                today=box.today(),
            )
        except Invalid as refusal:
            form.refused(refusal)
    if not form.ok:
        return _page(blank_form(ProfileForm, _initial(artisan)), artisan, 422, pause_form=form)
    flash(gettext("Your bags stay on show and say when you are back."), "ok")
    return see_other(url_for(".profile"))


def _refused(form: Form[ProfileForm], artisan: Artisan | None, *, sent_photo: bool) -> Response:
    if sent_photo:
        form.fail("portrait", "artisan.portrait_again")
    return _page(form, artisan, 422)


def _page(
    form: Form[ProfileForm], artisan: Artisan | None, status: int, pause_form: Form[PauseForm] | None = None
) -> Response:
    today = toolbox().today()
    page = render_template(
        "studio/profile.html",
        form=form,
        pause_form=pause_form or blank_form(PauseForm),
        artisan=artisan,
        unread=inquiries.tally(artisan.id).waiting if artisan else 0,
        away=back_on(artisan, today) if artisan else None,
        hours=hours_sentence(artisan) if artisan else "",
        planned=away_soon(artisan, today) if artisan else None,
        places=queries.villages(toolbox().settings.regency_code),
        addresses=list(FormOfAddress),
        techniques=list(Technique),
        affiliations=list(Affiliation),
        markets=[(f"market_{market.value}", str(label(market))) for market in Market],
        ways=[(way.value, str(label(way))) for way in Carriage],
    )
    return make_response(page, status)


def _initial(artisan: Artisan | None) -> dict[str, object]:
    if artisan is None:
        account = queries.account_of(current_actor().id)
        return {
            "name": account.name,
            "form_of_address": FormOfAddress.NONE.value,
            "whatsapp": show_mobile(account.phone) if account.phone else None,
        }
    return {
        "name": artisan.name,
        "form_of_address": artisan.form_of_address.value,
        "story": artisan.story,
        "place_code": artisan.place_code,
        "techniques": artisan.techniques,
        "affiliations": artisan.affiliations,
        "affiliation_note": artisan.affiliation_note,
        "whatsapp": show_mobile(artisan.whatsapp) if artisan.whatsapp else None,
        "instagram": f"@{artisan.instagram}" if artisan.instagram else None,
        "show_whatsapp": "1" if artisan.whatsapp_public else None,
        "show_profile": "1" if artisan.visible else None,
        "weekly_capacity": artisan.weekly_capacity,
        **{f"market_{market}": ways for market, ways in (artisan.markets or {}).items()},
    }
