"""Pages: one certificate side by side: its scan, its fields, what looks like it, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.certificates import operations, queries, rekeying, renewing, scans
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.labels import badge_text, deed, headline
from marketplace.certificates.likeness import names_agree
from marketplace.certificates.rules import LIFECYCLE, Action, Method, standing
from marketplace.certificates.rules import Field as Part
from marketplace.certificates.schemas import SEEN, DecisionForm
from marketplace.certificates.warnings import warnings_of
from marketplace.checks.schemas import CheckForm
from marketplace.desk import submissions
from marketplace.desk.checking import checks_panel
from marketplace.desk.rereading import must_read_first, rekeying_panel
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.queue import late_ones
from marketplace.desk.views.viewing import viewer
from marketplace.kit.errors import Conflict, Invalid
from marketplace.proposals import operations as proposals
from marketplace.proposals import queries as proposed
from marketplace.proposals.rules import is_open, lapses_at
from marketplace.relatives import queries as relatives
from marketplace.rosters import queries as rosters
from marketplace.toolbox import toolbox
from marketplace.web import private_links
from marketplace.web.doors import requires
from marketplace.web.formatting import date_long, moment
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate
    from marketplace.proposals.models import Proposal


@blueprint.get("/certificates/<int:certificate_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def review(certificate_id: int) -> Response:
    """One certificate, ready to be decided on; first its photo has to be read by somebody who has not seen this."""
    certificate = queries.for_review(certificate_id)
    return review_page(certificate, fresh_form(certificate))


def fresh_form(certificate: Certificate) -> Form[DecisionForm]:
    """Return the form of a decision as it first appears."""
    return blank_form(
        DecisionForm, {"version": certificate.version, "checked_on": date_long(toolbox().today())}
    )


def check_refused(certificate: Certificate, check_form: Form[CheckForm]) -> Response:
    """Return the same page with a form about a check that was refused."""
    typed = {"version": certificate.version, "checked_on": date_long(toolbox().today())}
    return review_page(certificate, blank_form(DecisionForm, typed), 422, check_form)


@blueprint.post("/certificates/<int:certificate_id>")
@requires(Permission.REVIEW_CERTIFICATE)
def decide(certificate_id: int) -> Response:
    """Make a decision; what is wrong with it is said beside the field."""
    form = read_form(DecisionForm)
    actor, box = current_actor(), toolbox()
    certificate = queries.for_review(certificate_id)
    policy.require(actor, Permission.REVIEW_CERTIFICATE, certificate)
    if must_read_first(certificate, actor):
        flash(message("decision.reading"), "warn")
        return see_other(url_for(".read", certificate_id=certificate_id))
    if form.ok and form.data.action is Action.VERIFY and not set(_to_see(certificate)) <= set(form.data.seen):
        form.fail("seen", "decision.seen")
    if not form.ok:
        return review_page(certificate, form, 422)
    data = form.data
    try:
        if data.action in NEEDS_SECOND:
            return _propose(certificate, data)
        operations.decide(
            certificate,
            data.action,
            actor=actor,
            at=box.clock(),
            prefix=box.settings.record_prefix,
            reason=data.reason,
            note=data.note,
            method=data.method if data.action is Action.VERIFY else None,
            checked_on=data.checked_on if data.action is Action.VERIFY else None,
            fields=data.fields if data.action is Action.ASK_CHANGES else (),
            differences=_differences(certificate),
            units=data.chosen_units(),
            version=data.version,
            today=box.today(),
        )
    except Invalid as refusal:
        form.refused(_beside_its_list(refusal, data.action))
        return review_page(certificate, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return review_page(certificate, form, 409)
    flash(gettext("Decided: %(deed)s. The artisan is being told.", deed=deed(data.action)), "ok")
    return see_other(url_for(".review", certificate_id=certificate_id))


def _propose(certificate: Certificate, data: DecisionForm) -> Response:
    """Put a decision that one officer alone may not make before a second one."""
    proposal = proposals.propose(
        certificate,
        data.action,
        ground=data.ground,
        reason=data.reason,
        note=data.note,
        actor=current_actor(),
        at=toolbox().clock(),
        version=data.version,
    )
    until = moment(lapses_at(proposal.proposed_at))
    flash(gettext("Proposed. A second officer has to confirm it by %(moment)s.", moment=until), "ok")
    return see_other(url_for(".review", certificate_id=certificate.id))


@blueprint.get("/certificates/<int:certificate_id>/scans/<int:scan_id>/<int:page>")
@requires(Permission.VIEW_SCAN, writes=True)
def scan_page(certificate_id: int, scan_id: int, page: int) -> Response:
    """One viewing page of a scan; the look is noted in the journal."""
    actor, at = current_actor(), toolbox().clock()
    policy.require(actor, Permission.REVIEW_CERTIFICATE)
    origin = private_links.opened_from()
    scan = queries.scan_for_review(certificate_id, scan_id)
    key = scans.look_at(scan, page, why=private_links.needed(origin), actor=actor, at=at)
    return private_picture(key, f"sertifikat-{certificate_id}-{page}")


def _beside_its_list(refusal: Invalid, action: Action) -> Invalid:
    """Units are chosen from two lists: those that count, and those that were taken out."""
    if action is Action.RESTORE_SCOPE and "units" in refusal.fields:
        refusal.fields["units_back"] = refusal.fields.pop("units")
    return refusal


def _differences(certificate: Certificate) -> list[str]:
    """Name what differs between the paper and what is known of its holder."""
    return [] if names_agree(certificate.holder_name, certificate.artisan.account.name) else ["account_name"]


def _to_see(certificate: Certificate) -> tuple[str, ...]:
    """What must be seen on the photo; nothing where the issuer's own list takes the place of one."""
    return () if not certificate.scans and rosters.match_of(certificate.id) else SEEN


def review_page(
    certificate: Certificate,
    form: Form[DecisionForm],
    status: int = 200,
    check_form: Form[CheckForm] | None = None,
) -> Response:
    """Return the page of one certificate with what was typed into its forms and what is wrong with it.

    Whoever may still read its photo blind is led there instead, from wherever this page would have been shown.
    """
    actor = current_actor()
    if must_read_first(certificate, actor):
        return see_other(url_for(".read", certificate_id=certificate.id))
    lines = submissions.waiting()
    own_file = certificate.account_id == actor.id
    related = not own_file and relatives.are_related(actor.id, certificate.artisan_id)
    now = toolbox().clock()
    proposals_so_far = proposed.about(certificate.id)

    def waits(one: Proposal) -> bool:
        return is_open(one.proposed_at, one.answer, now)

    moves = [
        move.action
        for move in LIFECYCLE.actions(certificate.status)
        if move.permission is Permission.REVIEW_CERTIFICATE
        and not (move.action in NEEDS_SECOND and any(map(waits, proposals_so_far)))
        and policy.allows(actor, move.permission, certificate)
        and not (move.action is Action.VERIFY and rekeying.is_unread(certificate))
        and not (
            move.action is Action.RESTORE_SCOPE and not any(unit.withdrawn_on for unit in certificate.units)
        )
    ]
    return make_response(
        render_template(
            "desk/review.html",
            certificate=certificate,
            standing=standing(certificate, toolbox().today()),
            form=form,
            account_differs=bool(_differences(certificate)),
            differences=[*_differences(certificate), *rekeying.differences(certificate)],
            reading=rekeying_panel(certificate),
            unread=rekeying.is_unread(certificate),
            warnings=warnings_of(certificate),
            moves=moves,
            own_file=own_file,
            related=related,
            proposals=proposals_so_far,
            is_open=waits,
            lapses_at=lapses_at,
            earlier=renewing.candidates(certificate),
            grounds=[(ground.value, label(ground)) for ground in Ground],
            needs_second=NEEDS_SECOND,
            lines=lines,
            late=late_ones(lines),
            waiting=len(lines),
            viewer=viewer(certificate),
            checks=checks_panel(certificate, check_form),
            badge_text=badge_text,
            headline=headline,
            deed=deed,
            Action=Action,
            Method=Method,
            parts=[(part.value, label(part)) for part in Part],
            SEEN=_to_see(certificate),
            listed=rosters.match_of(certificate.id),
        ),
        status,
    )
