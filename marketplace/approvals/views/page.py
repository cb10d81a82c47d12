"""The page on which an artisan answers: the bag as it will be shown, and her own word. One for both ways in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.actors import Actor
from marketplace.approvals import operations, queries
from marketplace.approvals.rules import Means, Outcome, Standing
from marketplace.approvals.schemas import RefusalForm, WordForm
from marketplace.certificates.labels import badge_text
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.listings.alternatives import recorded_words
from marketplace.listings.cards import address, availability_text
from marketplace.listings.choosing import variant_words
from marketplace.listings.details import details
from marketplace.listings.labels import search_words
from marketplace.listings.roles import role_note
from marketplace.listings.rules import WITH_PAGE, MadeBy
from marketplace.listings.schemas import initial
from marketplace.listings.scope import nameable
from marketplace.pictures.rules import PictureState
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import label, message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.approvals.models import Approval
    from marketplace.listings.models import Listing


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page stands: its address, the layout around it, and how who comes there is known."""

    path: str
    layout: str
    means: Means


def private(response: Response) -> Response:
    """Its address may be a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def show(
    approval: Approval,
    place: Place,
    *,
    status: int = 200,
    word: Form[WordForm] | None = None,
    no: Form[RefusalForm] | None = None,
) -> Response:
    """Draw what is asked, or what became of it; the draft itself only while it waits."""
    at, today = toolbox().clock(), toolbox().today()
    listing, standing = approval.listing, queries.standing_of(approval, at)
    waits = standing is Standing.WAITING
    page = render_template(
        "approvals/approval.html",
        approval=approval,
        listing=listing,
        layout=place.layout,
        path=place.path,
        waits=waits,
        told="" if waits else message(f"approval.{standing}"),
        bag=address(listing) if standing is Standing.APPROVED and listing.state in WITH_PAGE else None,
        word=word or blank_form(WordForm, said(listing)),
        no=no or blank_form(RefusalForm),
        availability=availability_text(listing, today) if waits else "",
        rows=details(listing)[1:] if waits else (),
        variants=[variant_words(row) for row in listing.variants] if waits else (),
        photos=_photos(approval) if waits else (),
        makers=[(one.value, str(label(one)), role_note(one)) for one in MadeBy],
        units=[
            (one.unit.id, one.unit.title, badge_text(one.standing))
            for one in (nameable(listing.artisan_id, today) if waits else ())
        ],
    )
    return private(make_response(page, status))


def said(listing: Listing) -> Mapping[str, object]:
    """What she has said of the draft already, as the form shows it."""
    values = initial(listing)
    return {name: values[name] for name in WordForm.model_fields}


def press(approval: Approval, place: Place, *, actor: Actor) -> Response:
    """Do what the button says, once; a second tap on the same leads to what became of it."""
    pressed, at = request.form.get("do", ""), toolbox().clock()
    word, no = blank_form(WordForm), blank_form(RefusalForm)
    try:
        if pressed == "approve":
            word = read_form(WordForm)
            if not word.ok:
                return show(approval, place, status=422, word=word)
            operations.approve(
                approval, word.data.word, actor=actor, means=place.means, at=at, search_words=search_words
            )
        elif pressed == "refuse":
            no = read_form(RefusalForm)
            if not no.ok:
                return show(approval, place, status=422, no=no)
            operations.refuse(approval, no.data.words, actor=actor, means=place.means, at=at)
        elif pressed == "take_over":
            operations.take_over(approval, actor=actor, means=place.means, at=at)
            flash(gettext("The draft is yours. Nobody asks you about it any more."), "ok")
            return see_other(url_for("studio.edit_listing", code=approval.listing.code))
        else:
            raise NotFound()
    except Conflict as refusal:
        if refusal.code == f"approval.{Outcome.APPROVED}" and pressed == "approve":
            return see_other(place.path)
        return show(approval, place, status=409)
    except Invalid as refusal:
        (word if pressed == "approve" else no).refused(refusal)
        return show(approval, place, status=422, word=word, no=no)
    return see_other(place.path)


def _photos(approval: Approval) -> list[tuple[object, str]]:
    """Those buyers would see, with what is read out for them."""
    return [
        (photo.picture, photo.alt or recorded_words(approval.listing, number))
        for number, photo in enumerate(approval.listing.photos, 1)
        if photo.picture.state is not PictureState.FAILED
    ]
