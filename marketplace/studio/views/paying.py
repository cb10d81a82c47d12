"""Page: how she wants to be paid, in her words and with a picture of hers, a QRIS say."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.inquiries.views import sent_photos
from marketplace.order_notes import paying, queries
from marketplace.order_notes.schemas import PaymentForm
from marketplace.order_notes.views.paying import payment_picture as answer_with
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/payment")
@requires(Permission.ANSWER_INQUIRY)
def payment() -> Response:
    """How she wants to be paid."""
    found = queries.payment_words(current_actor().artisan_id)
    return _payment(blank_form(PaymentForm, {"words": found.words if found else None}), 200)


@blueprint.post("/payment")
@requires(Permission.ANSWER_INQUIRY, uploads=True)
def write_payment() -> Response:
    """Keep it; the day of the change is shown inside notes that were agreed before."""
    form, actor = read_form(PaymentForm), current_actor()
    sent = sent_photos.receive(form, f"payment {actor.artisan_id}")
    if not form.ok:
        return _payment(form, 422)
    paying.write_payment(
        form.data.words,
        actor=actor,
        at=toolbox().clock(),
        picture=sent[-1] if sent else None,
        without_picture=form.data.without_picture,
    )
    flash(_("Saved."), "ok")
    return see_other(url_for(".payment"))


@blueprint.get("/payment/pictures/<int:photo_id>")
@requires(Permission.ANSWER_INQUIRY)
def payment_picture(photo_id: int) -> Response:
    """A picture of her own."""
    return answer_with(paying.own_picture(current_actor().artisan_id, photo_id))


def _payment(form: Form[PaymentForm], status: int) -> Response:
    found = queries.payment_words(current_actor().artisan_id)
    page = render_template(
        "studio/orders/payment.html",
        form=form,
        picture=found.picture if found else None,
        kept=sent_photos.kept_with(form)[-1:],
        paying_url=lambda photo_id: url_for(".payment_picture", photo_id=photo_id),
    )
    return make_response(page, status)
