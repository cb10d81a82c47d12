"""Pages: her certificates: the list, one with its history, and the steps she can take."""

from __future__ import annotations

from flask import Response, flash, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.appeals import queries as appeals
from marketplace.certificates import drafts, keeping, operations, queries, scans
from marketplace.certificates.labels import badge_text, deed, headline
from marketplace.certificates.rules import EDITABLE_STATUSES, Status, standing
from marketplace.certificates.rules import Field as Part
from marketplace.rosters import queries as rosters
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture


@blueprint.get("/certificates")
@requires(Permission.SUBMIT_CERTIFICATE)
def certificates() -> str:
    """All her certificates and what each is worth today."""
    today = toolbox().today()
    artisan_id = current_actor().artisan_id
    return render_template(
        "studio/certificates/list.html",
        rows=[(certificate, standing(certificate, today)) for certificate in queries.own_list(artisan_id)],
        has_profile=artisan_id is not None,
        badge_text=badge_text,
        editable=EDITABLE_STATUSES,
        Status=Status,
    )


@blueprint.get("/certificates/<int:certificate_id>")
@requires(Permission.SUBMIT_CERTIFICATE)
def certificate(certificate_id: int) -> str:
    """One certificate: where it stands, what officers said, what she can do."""
    found = queries.own(current_actor().artisan_id, certificate_id)
    worth = standing(found, toolbox().today())
    wishes = queries.wishes(found)
    made = appeals.of_certificate(found.id)
    return render_template(
        "studio/certificates/show.html",
        certificate=found,
        standing=worth,
        badge_text=badge_text,
        headline=headline,
        deed=deed,
        wishes=wishes,
        appealed=bool(made),
        appealable=appeals.appealable(found, made, toolbox().clock()) is not None,
        wished=[Part(name) for name in wishes.fields] if wishes else [],
        editable=found.status in EDITABLE_STATUSES,
        deletable=found.status is Status.DRAFT and not found.decisions,
        from_list=rosters.match_of(found.id) is not None,
        Status=Status,
    )


@blueprint.post("/certificates/<int:certificate_id>/withdraw")
@requires(Permission.SUBMIT_CERTIFICATE)
def withdraw_certificate(certificate_id: int) -> Response:
    """Take a submission back."""
    actor, at = current_actor(), toolbox().clock()
    operations.withdraw(queries.own(actor.artisan_id, certificate_id), actor=actor, at=at)
    flash(gettext("Taken back. You can change it and send it again."), "ok")
    return see_other(url_for(".certificate", certificate_id=certificate_id))


@blueprint.post("/certificates/<int:certificate_id>/delete")
@requires(Permission.SUBMIT_CERTIFICATE)
def delete_certificate(certificate_id: int) -> Response:
    """Forget a draft."""
    actor, at = current_actor(), toolbox().clock()
    drafts.delete_draft(queries.own(actor.artisan_id, certificate_id), actor=actor, at=at)
    flash(gettext("The draft and its photos have been deleted."), "ok")
    return see_other(url_for(".certificates"))


@blueprint.post("/certificates/<int:certificate_id>/scans/<int:scan_id>/retry")
@requires(Permission.SUBMIT_CERTIFICATE)
def retry_scan(certificate_id: int, scan_id: int) -> Response:
    """Prepare a failed scan once more."""
    actor, at = current_actor(), toolbox().clock()
    scans.prepare_again(queries.own_scan(actor.artisan_id, certificate_id, scan_id), actor=actor, at=at)
    flash(gettext("Trying again. Reload this page in a moment."), "ok")
    return see_other(url_for(".certificate", certificate_id=certificate_id))


@blueprint.post("/certificates/<int:certificate_id>/scans/delete")
@requires(Permission.SUBMIT_CERTIFICATE)
def delete_scans(certificate_id: int) -> Response:
    """Have the photos of one certificate deleted now; what was decided stays decided."""
    actor, at = current_actor(), toolbox().clock()
    keeping.forget_on_request(queries.own(actor.artisan_id, certificate_id), actor=actor, at=at)
    flash(gettext("The photos are deleted. Their fingerprint is kept."), "ok")
    return see_other(url_for(".certificate", certificate_id=certificate_id))


@blueprint.get("/certificates/<int:certificate_id>/scans/<int:scan_id>/<int:page>")
@requires(Permission.VIEW_SCAN, writes=True)
def certificate_scan(certificate_id: int, scan_id: int, page: int) -> Response:
    """One viewing page of her own scan; the look is noted in the journal."""
    actor, at = current_actor(), toolbox().clock()
    origin = private_links.opened_from()
    scan = queries.own_scan(actor.artisan_id, certificate_id, scan_id)
    key = scans.look_at(scan, page, why=private_links.needed(origin), actor=actor, at=at)
    return private_picture(key, f"sertifikat-{certificate_id}-{scan.side}-{page}")
