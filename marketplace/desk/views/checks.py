"""Pages: an officer writes down a check, looks at its evidence, and sees what is to be checked again."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.adapters.images.inspection import PictureLimits, inspect_scan
from marketplace.certificates import queries as certificates
from marketplace.checks import operations, queries, rechecks
from marketplace.checks.labels import BY_ROLE, SOURCES
from marketplace.checks.operations import StoredEvidence
from marketplace.checks.rules import OLD_AFTER_DAYS
from marketplace.checks.schemas import CheckForm
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.review import check_refused
from marketplace.kit.errors import Conflict, Invalid, Refusal
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.forms import Form, read_form, uploaded_files
from marketplace.web.identity import current_actor
from marketplace.web.labels import message
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture


@blueprint.post("/certificates/<int:certificate_id>/checks")
@requires(Permission.REVIEW_CERTIFICATE, uploads=True)
def record_check(certificate_id: int) -> Response:
    """Write down a check; what is wrong with it is said beside the field. The file is stored before the first query."""
    form, actor, box = read_form(CheckForm), current_actor(), toolbox()
    for name in ("source", "outcome"):
        if not form.value(name):
            form.errors.pop(name, None)
            form.fail(name, f"check.{name}")
    stored = _receive(form) if form.ok else None
    if not form.ok:
        return _refused(certificate_id, form)
    data = form.data
    try:
        certificate = certificates.for_review(certificate_id)
        operations.record(
            certificate,
            data.source,
            data.outcome,
            actor=actor,
            at=box.clock(),
            today=box.today(),
            note=data.remark,
            evidence=stored,
        )
    except Refusal as refusal:
        _discard(stored)
        if isinstance(refusal, Invalid):
            form.refused(refusal)
            return _refused(certificate_id, form)
        if isinstance(refusal, Conflict):
            flash(message(refusal.code), "bad")
            return see_other(url_for(".review", certificate_id=certificate_id))
        raise
    flash(gettext("The check is written down."), "ok")
    return see_other(url_for(".review", certificate_id=certificate_id) + "#h-checks")


def _refused(certificate_id: int, form: Form[CheckForm]) -> Response:
    if uploaded_files("evidence"):
        form.fail("evidence", "check.choose_again")
    certificate = certificates.for_review(certificate_id)
    policy.require(current_actor(), Permission.REVIEW_CERTIFICATE, certificate)
    return check_refused(certificate, form)


def _receive(form: Form[CheckForm]) -> StoredEvidence | None:
    """Store the file that came with the form, if one did and it is a picture or a PDF."""
    settings = toolbox().settings
    limits = PictureLimits(settings.scan_max_bytes, settings.photo_max_pixels, settings.photo_max_side)
    for file in uploaded_files("evidence")[:1]:
        data = file.read(settings.scan_max_bytes + 1)
        try:
            found = inspect_scan(data, limits)
        except Refusal as refusal:
            form.fail("evidence", refusal.code, **refusal.details)
            return None
        key = toolbox().private_files.put_unguessable(data, found.format.suffix)
        return StoredEvidence(key, sha256(data).hexdigest(), len(data))
    return None


def _discard(stored: StoredEvidence | None) -> None:
    if stored is not None:
        toolbox().private_files.delete(stored.key)


@blueprint.get("/certificates/<int:certificate_id>/checks/<int:event_id>/<int:page>")
@requires(Permission.REVIEW_CERTIFICATE, writes=True)
def evidence_page(certificate_id: int, event_id: int, page: int) -> Response:
    """One page of the evidence of a check; the look is noted in the journal."""
    why = private_links.needed(private_links.opened_from())
    file = queries.evidence_for_review(certificate_id, event_id)
    key = operations.look_at(file, page, why=why, actor=current_actor(), at=toolbox().clock())
    return private_picture(key, f"bukti-{event_id}-{page}")


@blueprint.get("/rechecks")
@requires(Permission.REVIEW_CERTIFICATE)
def rechecks_due() -> str:
    """Differences to settle, then valid records whose check is old: the most read and the oldest first."""
    after = request.args.get("after", "")
    shown: dict[str, Any] = {
        "found": rechecks.due(after, toolbox().today()),
        "disputes": [] if after else rechecks.disputes(),
    }
    return render_template(
        "desk/rechecks.html",
        **shown,
        after=after,
        days=OLD_AFTER_DAYS,
        visit_days=rechecks.VISITS_OF.days,
        by_role=BY_ROLE,
        sources=SOURCES,
        waiting=submissions.waiting_count(),
    )
