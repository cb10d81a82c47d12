"""Pages: the form of a certificate, new or in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext, lazy_gettext

from marketplace.access.permissions import Permission
from marketplace.certificates import drafts, queries, scans
from marketplace.certificates.claims import Term, input_of_field
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import EDITABLE_STATUSES, ScanSide
from marketplace.certificates.rules import Field as Part
from marketplace.certificates.schemas import MOST_UNITS, CertificateForm, typed_values
from marketplace.kit.errors import Conflict, Incomplete, Invalid
from marketplace.studio.views.blueprint import blueprint
from marketplace.studio.views.scan_uploads import Uploads, receive
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import date_long
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate

FIRST_ROWS, MORE_ROWS = 6, 6
PAPER_HINTS = {
    Paper.BNSP: lazy_gettext("It says “Badan Nasional Sertifikasi Profesi” and “atas nama BNSP”."),
    Paper.LSK: lazy_gettext("It says “Lembaga Sertifikasi Kompetensi”."),
    Paper.LPK: lazy_gettext("It says that you took part in a training or a course."),
}
PARTS = frozenset(part.value for part in Part)


@blueprint.get("/certificates/new")
@requires(Permission.SUBMIT_CERTIFICATE)
def new_certificate() -> Response:
    """An empty form; who has no profile yet begins there."""
    if current_actor().artisan_id is None:
        flash(gettext("Fill in your profile first, then your certificate."), "ok")
        return see_other(url_for(".profile"))
    return _page(blank_form(CertificateForm), None, Uploads())


@blueprint.post("/certificates/new")
@requires(Permission.SUBMIT_CERTIFICATE, uploads=True)
def create_certificate() -> Response:
    """Begin a certificate: keep it as a draft, or send it at once."""
    return _keep(None)


@blueprint.get("/certificates/<int:certificate_id>/edit")
@requires(Permission.SUBMIT_CERTIFICATE)
def edit_certificate(certificate_id: int) -> Response:
    """The form with what was kept; what the officers have is only shown."""
    certificate = queries.own(current_actor().artisan_id, certificate_id)
    if certificate.status not in EDITABLE_STATUSES:
        return see_other(url_for(".certificate", certificate_id=certificate_id))
    typed = typed_values(queries.claim_of(certificate), certificate.version, date_long)
    return _page(blank_form(CertificateForm, typed), certificate, Uploads())


@blueprint.post("/certificates/<int:certificate_id>/edit")
@requires(Permission.SUBMIT_CERTIFICATE, uploads=True)
def keep_certificate(certificate_id: int) -> Response:
    """Keep what was typed, or send it."""
    return _keep(certificate_id)


def _keep(certificate_id: int | None) -> Response:
    form = read_form(CertificateForm)
    actor, at = current_actor(), toolbox().clock()
    uploads = receive(form, actor.id)
    wish = form.value("do")
    certificate = None if certificate_id is None else queries.own(actor.artisan_id, certificate_id)
    if wish == "units":
        form.errors.clear()
        return _page(form, certificate, uploads)
    if not form.ok:
        return _page(form, certificate, uploads, 422)
    try:
        kept = drafts.keep(
            certificate or queries.owner(actor.artisan_id),
            form.data.claim(),
            uploads.stored.values(),
            consent=form.data.consent,
            send=wish == "send",
            actor=actor,
            at=at,
            version=form.data.version if certificate else None,
        )
    except Invalid as refusal:
        return _refused(form, certificate_id, uploads, refusal)
    except Conflict as refusal:
        if refusal.code != "conflict":
            raise
        form.fail("form", "certificate.changed_elsewhere")
        return _page(form, certificate, uploads, 409)
    if wish == "send":
        flash(
            gettext(
                "Your certificate is being checked, usually 3 working days. You can prepare bags meanwhile."
            ),
            "ok",
        )
        return see_other(url_for(".certificate", certificate_id=kept.id))
    flash(gettext("Draft saved. Officers see it only when you send it."), "ok")
    return see_other(url_for(".edit_certificate", certificate_id=kept.id))


def _refused(
    form: Form[CertificateForm], certificate_id: int | None, uploads: Uploads, refusal: Invalid
) -> Response:
    """Put what the operation found beside the inputs, and show the form with everything typed and sent."""
    if isinstance(refusal, Incomplete) and "consent" in refusal.fields:
        uploads.discard()
    for name, code in refusal.fields.items():
        form.fail(input_of_field(Part(name)) if name in PARTS else name, code)
    certificate = None if certificate_id is None else queries.own(current_actor().artisan_id, certificate_id)
    return _page(form, certificate, uploads, 422)


def _page(
    form: Form[CertificateForm], certificate: Certificate | None, uploads: Uploads, status: int = 200
) -> Response:
    wishes = queries.wishes(certificate) if certificate else None
    typed = max(len(form.values("unit_title")), len(form.values("unit_code")))
    more = MORE_ROWS if form.value("do") == "units" else 0
    return make_response(
        render_template(
            "studio/certificates/form.html",
            form=form,
            certificate=certificate,
            version=certificate.version if certificate else 0,
            wishes=wishes,
            wished={input_of_field(Part(name)) for name in wishes.fields} if wishes else set(),
            wished_parts=[Part(name) for name in wishes.fields] if wishes else [],
            rows=min(MOST_UNITS, max(FIRST_ROWS, typed + more, len(_filled(form)) + 1)),
            most_units=MOST_UNITS,
            kept=uploads.kept,
            present={side: scans.of_side(certificate, side) if certificate else None for side in ScanSide},
            consented=scans.has_consented(current_actor().id),
            Term=Term,
            papers=[(paper.value, label(paper), hint) for paper, hint in PAPER_HINTS.items()],
            action=request.path,
        ),
        status,
    )


def _filled(form: Form[CertificateForm]) -> list[str]:
    return [title for title in form.values("unit_title") if title.strip()]
