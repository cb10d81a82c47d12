"""The buyer's form behind her link, and the letter that proves who writes.

The proof of the letter stands in the address the letter names and is sent back to it: no page leads there.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.rules import mask_email
from marketplace.extensions import limiter
from marketplace.inquiries.views import sent_photos
from marketplace.kit.errors import Conflict, Invalid, TooMany
from marketplace.order_notes import contacts, links, proofs
from marketplace.order_notes import operations as orders
from marketplace.order_notes.views.blueprint import FLOOD, opened, private
from marketplace.reviews import linking, operations, queries, rights
from marketplace.reviews.rights import Claim
from marketplace.reviews.rules import HIGHEST, LOWEST, Aspect, Lack
from marketplace.reviews.schemas import LinkForm, ReviewForm
from marketplace.reviews.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.row_numbers import row_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.order_notes.models import OrderNote

PLACE = "/orders/<token>/review"
PROVED = f"{PLACE}/<string(length={proofs.LENGTH}):proof>"
OPEN = (Lack.LETTER, Lack.ADDRESS)
"""What a letter can mend."""


@blueprint.get(PLACE)
@public
def write(token: str) -> Response:
    """The form for a review, or how to come to it."""
    return _write(token, "")


@blueprint.get(PROVED)
@public
def write_proved(token: str, proof: str) -> Response:
    """The form, for whoever came by the letter."""
    return _write(token, proof)


@blueprint.post(PLACE)
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def send(token: str) -> Response:
    """Take a review of the account that agreed the note, or another version of it."""
    return _send(token, "")


@blueprint.post(PROVED)
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def send_proved(token: str, proof: str) -> Response:
    """Take a review of whoever came by the letter, or another version of it."""
    return _send(token, proof)


@blueprint.post(f"{PLACE}/link")
@public(form=True)
@limiter.limit(FLOOD)
def ask_link(token: str) -> Response:
    """Send the letter. Whether one goes out is not said: the answer is the same for every address."""
    form, box, note = read_form(LinkForm), toolbox(), _note(token)
    at, wanted = box.clock(), None
    if note.buyer_email is None:
        if form.ok and form.data.email is None:
            form.fail("email", "missing.email")
        if not form.ok:
            return _page(note, token, status=422, asking=form)
        wanted = form.data.email
    try:
        linking.admit(note.id, note.buyer_email or wanted or "", address=request.remote_addr or "", at=at)
    except TooMany as refusal:
        wait = {"minutes": ceil(refusal.retry_after / 60)}
        answer = _page(
            _note(token), token, status=429, refused="review.too_many_letters", details=wait, asking=form
        )
        answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    note = _note(token, lock=True)
    own = links.held(note, token)
    if own is not None and not contacts.may_move(own):
        wanted = None  # a link that was replaced names no new address; one given before still gets its letter
    linking.ask(note, wanted, account_id=_account(), secret=box.settings.secret_key, at=box.clock())
    flash(
        _(
            "If that address may review this order, a letter is on its way there. Look among unwanted mail too."
        ),
        "ok",
    )
    return see_other(url_for(".write", token=token))


def _write(token: str, proof: str) -> Response:
    note = _note(token)
    review = queries.of_note(note.id)
    known: dict[str, object] = {"name": note.buyer_name.split(" ")[0]}
    if review is not None:
        known = {"name": review.name, "words": review.current.words}
        for aspect, mark, why in review.current.marks:
            known |= {aspect.value: mark, f"why_{aspect.value}": why or None}
    return _page(note, token, proof, writing=blank_form(ReviewForm, known))


def _send(token: str, proof: str) -> Response:
    form, note, box = read_form(ReviewForm), _note(token), toolbox()
    orders.buyer_of(note, maybe_actor())
    claim = Claim(_account(), proof)
    if isinstance(rights.find(note, claim, box.settings.secret_key), Lack):
        sent = []  # nothing is stored for whoever may not write
    else:
        sent = sent_photos.receive(form, f"review {note.id}")
    note = _note(token, lock=True)
    if not form.ok:
        return _page(note, token, proof, status=422, writing=form, typed=True)
    said = form.data
    try:
        operations.write(
            note,
            name=said.name,
            marks=said.marks,
            reasons=said.reasons,
            words=said.words,
            claim=claim,
            secret=box.settings.secret_key,
            at=box.clock(),
            stay={number for one in form.values("stay") if (number := row_number(one)) is not None},
            sent=sent,
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(note, token, proof, status=422, writing=form, typed=True)
    except Conflict as refusal:
        return _page(note, token, proof, status=409, refused=refusal.code, writing=form, typed=True)
    flash(_("Thank you. Your review stands on the page of the bag and of the artisan."), "ok")
    return see_other(url_for("order_notes.show", token=token))


def _note(token: str, *, lock: bool = False) -> OrderNote:
    return opened(token, lock=lock)


def _account() -> int | None:
    actor = maybe_actor()
    return actor.id if actor else None


def _page(
    note: OrderNote,
    token: str,
    proof: str = "",
    *,
    status: int = 200,
    refused: str = "",
    details: Mapping[str, object] | None = None,
    writing: Form[ReviewForm] | None = None,
    asking: Form[LinkForm] | None = None,
    typed: bool = False,
) -> Response:
    """The form, or what the right to it lacks. What was `typed` stays on the page, whatever is lacking."""
    found = rights.find(note, Claim(_account(), proof), toolbox().settings.secret_key)
    lack = found if isinstance(found, Lack) else None
    if lack is not None and (lack not in OPEN or proof or typed):
        status, refused = 409, "review.letter_void" if lack in OPEN and proof else lack
    page = render_template(
        "reviews/write.html",
        note=note,
        writes=writing is not None and (lack is None or (typed and lack in OPEN)),
        asks=lack in OPEN,
        ask_way=url_for(".ask_link", token=token),
        mailbox=mask_email(note.buyer_email) if note.buyer_email else "",
        refused=message(refused, details or {}) if refused else "",
        aspects=[(aspect.value, label(aspect)) for aspect in Aspect],
        marks=[("", _("Choose"))] + [(str(mark), _marked(mark)) for mark in range(HIGHEST, LOWEST - 1, -1)],
        back=url_for("order_notes.show", token=token),
        form=writing or blank_form(ReviewForm),
        photos=_photos(note, writing, typed=typed) if writing is not None else [],
        kept=sent_photos.kept_with(writing) if writing is not None else [],
        asking=asking or blank_form(LinkForm),
    )
    return private(make_response(page, status))


def _photos(note: OrderNote, form: Form[ReviewForm], *, typed: bool) -> list[tuple[int, bool]]:
    """(number, whether it is to stay) of each photo that stands with the review now."""
    review = queries.of_note(note.id)
    ticked = set(form.values("stay"))
    return [(one.id, not typed or str(one.id) in ticked) for one in review.photos] if review else []


def _marked(mark: int) -> str:
    words = {5: _("very good"), 4: _("good"), 3: _("fair"), 2: _("poor"), 1: _("bad")}
    return f"{mark}: {words[mark]}"
