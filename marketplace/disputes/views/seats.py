"""What both sides do in a dispute, from whichever seat: the buyer's behind her link, the artisan's in the studio."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, redirect, render_template
from flask_babel import gettext as _

from marketplace.disputes import operations, queries
from marketplace.disputes.rules import Action, Category, Ending, steps
from marketplace.disputes.schemas import AcceptForm, OpenForm, ProposeForm, ReplyForm, WithdrawForm
from marketplace.inquiries.views import sent_photos
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.order_notes.rules import LIFECYCLE
from marketplace.order_notes.rules import Action as NoteAction
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.private_files import members_picture

if TYPE_CHECKING:
    from marketplace.disputes.models import Dispute
    from marketplace.inquiries.rules import Side
    from marketplace.order_notes.models import OrderNote
    from marketplace.order_notes.operations import Party

log = logging.getLogger("marketplace.disputes")


@dataclass(frozen=True, slots=True)
class Seat:
    """One side of a note. `find` loads the note (True: locked), `place` is its address, `end` finishes each answer."""

    side: Side
    layout: str
    find: Callable[[bool], OrderNote]
    party: Callable[[OrderNote], Party]
    place: str
    end: Callable[[Response], Response]


def write(seat: Seat) -> Response:
    """The form that opens a dispute; where one is open already, that one."""
    note = seat.find(False)
    going_on = queries.open_of([note.id]).get(note.id)
    if going_on is not None:
        return seat.end(make_response(redirect(f"{seat.place}/disputes/{going_on.id}")))
    return _form(seat, note, blank_form(OpenForm), 200)


def begin(seat: Seat) -> Response:
    """Open it."""
    form, box = read_form(OpenForm), toolbox()
    sent = sent_photos.receive(form, _purpose(seat, seat.find(False).id))
    note = seat.find(True)
    who = seat.party(note)
    if not form.ok:
        return _form(seat, note, form, 422)
    try:
        dispute = operations.begin(
            note,
            form.data.category,
            form.data.words,
            who=who,
            sent=sent,
            days=(box.settings.dispute_reply_days, box.settings.dispute_outcome_days),
            at=box.clock(),
        )
    except Conflict as refusal:
        return _form(
            seat, note, form, 409, "dispute.none" if refusal.code == "lifecycle.illegal" else refusal.code
        )
    flash(_("The dispute is open, and the other side is told."), "ok")
    return see_other(f"{seat.place}/disputes/{dispute.id}")


def show(seat: Seat, dispute_id: int) -> Response:
    """One dispute."""
    return _show(seat, _own(seat, seat.find(False), dispute_id))


def act(seat: Seat, dispute_id: int, action: str) -> Response:
    """Take one step in it. NotFound for what is no step of the two sides."""
    deed = _DEEDS.get(action)
    if deed is None:
        raise NotFound()
    return deed(seat, dispute_id)


def photo(seat: Seat, dispute_id: int, photo_id: int) -> Response:
    """One photo, for either side."""
    found = _own(seat, seat.find(False), dispute_id)
    try:
        key, name = queries.photo_of(found, photo_id)
    except NotFound:
        log.warning("photo %d of dispute %d was asked for, which is not in it", photo_id, dispute_id)
        raise
    response = members_picture(key, name)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _reply(seat: Seat, dispute_id: int) -> Response:
    form, box = read_form(ReplyForm), toolbox()
    _own(seat, seat.find(False), dispute_id)
    sent = sent_photos.receive(form, _purpose(seat, dispute_id))

    def do(found: Dispute, who: Party) -> None:
        operations.reply(
            found,
            form.data.words,
            who=who,
            sent=sent,
            outcome_days=box.settings.dispute_outcome_days,
            at=box.clock(),
        )

    return _done(seat, dispute_id, form, "reply", do, _("Your reply is kept, and the other side is told."))


def _propose(seat: Seat, dispute_id: int) -> Response:
    form, box = read_form(ProposeForm), toolbox()

    def do(found: Dispute, who: Party) -> None:
        said = form.data
        at = box.clock()
        operations.propose(found, said.ending, said.note, who=who, at=at)

    return _done(
        seat,
        dispute_id,
        form,
        "propose",
        do,
        _("Proposed. Nothing of it holds until the other side accepts."),
    )


def _accept(seat: Seat, dispute_id: int) -> Response:
    form, box = read_form(AcceptForm), toolbox()

    def do(found: Dispute, who: Party) -> None:
        operations.accept(found, form.data.seen, who=who, at=box.clock())

    return _done(seat, dispute_id, form, "accept", do, _("Settled between the two of you."))


def _withdraw(seat: Seat, dispute_id: int) -> Response:
    form, box = read_form(WithdrawForm), toolbox()

    def do(found: Dispute, who: Party) -> None:
        operations.withdraw(found, form.data.why, who=who, at=box.clock())

    return _done(seat, dispute_id, form, "withdraw", do, _("You took the dispute back."))


_DEEDS: dict[str, Callable[[Seat, int], Response]] = {
    Action.REPLY.value: _reply,
    Action.PROPOSE.value: _propose,
    Action.ACCEPT.value: _accept,
    Action.WITHDRAW.value: _withdraw,
}


def _done(
    seat: Seat,
    dispute_id: int,
    form: Form[Any],
    tried: str,
    do: Callable[[Dispute, Party], None],
    said: str,
) -> Response:
    note = seat.find(True)
    who = seat.party(note)
    found = _own(seat, note, dispute_id, lock=True)
    if not form.ok:
        return _show(seat, found, 422, form=form, tried=tried)
    try:
        do(found, who)
    except Invalid as refusal:
        form.refused(refusal)
        return _show(seat, found, 422, form=form, tried=tried)
    except Conflict as refusal:
        return _show(seat, found, 409, refusal.code, form=form, tried=tried)
    flash(said, "ok")
    return see_other(f"{seat.place}/disputes/{dispute_id}")


def _own(seat: Seat, note: OrderNote, dispute_id: int, *, lock: bool = False) -> Dispute:
    try:
        return queries.one_of(note, dispute_id, lock=lock)
    except NotFound:
        log.warning(
            "the %s of order note %s asked for dispute %d, which is not its own",
            seat.side,
            note.code,
            dispute_id,
        )
        raise


def _purpose(seat: Seat, number: int) -> str:
    return f"dispute {number} {seat.side}"


def _form(seat: Seat, note: OrderNote, form: Form[OpenForm], status: int, refused: str = "") -> Response:
    allowed = LIFECYCLE.allows(note.state, NoteAction.DISPUTE)
    if not allowed and not refused:
        status, refused = 409, "dispute.none"
    settings = toolbox().settings
    page = render_template(
        "disputes/write.html",
        layout=seat.layout,
        note=note,
        form=form,
        allowed=allowed,
        refused=message(refused) if refused else "",
        kept=sent_photos.kept_with(form),
        categories=[("", _("Choose"))] + [(one.value, label(one)) for one in Category],
        reply_days=settings.dispute_reply_days,
        outcome_days=settings.dispute_outcome_days,
        way=f"{seat.place}/dispute",
        back=seat.place,
    )
    return seat.end(make_response(page, status))


def _show(
    seat: Seat,
    dispute: Dispute,
    status: int = 200,
    refused: str = "",
    *,
    form: Form[Any] | None = None,
    tried: str = "",
) -> Response:
    can = steps(dispute.state, seat.side, dispute.side, dispute.proposed_by)
    page = render_template(
        "disputes/show.html",
        layout=seat.layout,
        note=dispute.note,
        dispute=dispute,
        side=seat.side,
        can={action.value for action in can},
        form=form or blank_form(ReplyForm),
        untried=blank_form(ReplyForm),
        tried=tried,
        kept=sent_photos.kept_with(form) if form else [],
        refused=message(refused) if refused else "",
        endings=[("", _("Choose"))] + [(one.value, label(one)) for one in Ending],
        photo_url=lambda photo_id: f"{seat.place}/disputes/{dispute.id}/photos/{photo_id}",
        over=toolbox().clock() >= dispute.reply_until,
        way=f"{seat.place}/disputes/{dispute.id}",
        back=seat.place,
    )
    return seat.end(make_response(page, status))
