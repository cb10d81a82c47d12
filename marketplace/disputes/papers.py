"""Disputes on the paper of an order note: what was said by whom, and how each ended."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext, ngettext

from marketplace.disputes import queries
from marketplace.disputes.labels import CATEGORIES, DEEDS, ENDINGS, OUTCOMES, STATES
from marketplace.disputes.models import Dispute, DisputeEvent
from marketplace.inquiries.labels import LABELS as SIDES
from marketplace.order_notes.labels import STATES as NOTE_STATES
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.papers import Section, contribute
from marketplace.order_notes.wording import Happening
from marketplace.web.formatting import moment


def install() -> None:
    """Put the disputes on every paper."""
    contribute("disputes", on_paper)


def on_paper(note: OrderNote) -> Sequence[Section]:
    """Return one section for each dispute over a note, the first one first; the officer stays without a name."""
    return [_section(one) for one in queries.told_of(note.id)] if note.disputed_at else []


def _section(dispute: Dispute) -> Section:
    ended = dispute.closed_at
    return Section(
        gettext("Dispute: %(category)s", category=CATEGORIES[dispute.category]),
        [
            (gettext("State of the dispute"), str(STATES[dispute.state])),
            (gettext("The order stood before"), str(NOTE_STATES[dispute.note_state])),
            (gettext("Opened"), moment(dispute.opened_at)),
            (gettext("Reply"), _replied(dispute)),
            (gettext("Outcome due by"), "" if ended else moment(dispute.decide_until)),
            (gettext("Ended"), moment(ended) if ended else ""),
            (gettext("Outcome"), str(OUTCOMES[dispute.outcome]) if dispute.outcome else ""),
        ],
        [_happening(one, dispute) for one in dispute.events],
    )


def _replied(dispute: Dispute) -> str:
    if dispute.replied_at:
        return moment(dispute.replied_at)
    if dispute.closed_at:
        return gettext("None came.")
    return gettext("awaited until %(day)s", day=moment(dispute.reply_until))


def _happening(one: DisputeEvent, dispute: Dispute) -> Happening:
    title = str(DEEDS[one.action])
    if one.outcome:
        title = f"{title}: {OUTCOMES[one.outcome]}"
    if one.ending:
        title = f"{title}: {ENDINGS[one.ending]}"
    photos = sum(photo.event_number == one.number for photo in dispute.photos)
    if photos:
        with_it = ngettext("with %(num)d photo", "with %(num)d photos", photos)
        title = f"{title} ({with_it})"
    who = (
        gettext("%(name)s (%(side)s)", name=one.who, side=SIDES[one.side])
        if one.side
        else gettext("An officer")
    )
    return Happening(title, who, one.at, one.words)
