"""The blueprint of the buyer's pages, and the disputes on the pages of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import lazy_gettext

from marketplace.disputes import queries
from marketplace.disputes.labels import words_of
from marketplace.disputes.rules import Category, Ending
from marketplace.order_notes.rules import LIFECYCLE, Action
from marketplace.web.typed_words import name_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marketplace.disputes.models import Dispute
    from marketplace.order_notes.models import OrderNote

blueprint = Blueprint("disputes", __name__)
name_fields(
    {
        "category": lazy_gettext("What is wrong"),
        "ending": lazy_gettext("How it is to be settled"),
        "note": lazy_gettext("What goes with it"),
        "why": lazy_gettext("Why"),
    },
    {"category": Category, "ending": Ending},
)
blueprint.add_app_template_filter(words_of, "dispute_words")


@blueprint.app_template_global("disputes_of_note")
def _of_note(note: OrderNote) -> tuple[Sequence[Dispute], bool]:
    """(the disputes over a note, newest first; whether one may be opened) for the note's page."""
    return queries.of_note(note.id) if note.disputed_at else (), LIFECYCLE.allows(note.state, Action.DISPUTE)


@blueprint.app_template_global("open_disputes_of")
def _open_of(notes: Sequence[OrderNote]) -> Mapping[int, Dispute]:
    """The open dispute of each note that has one, for the board."""
    return queries.open_of([note.id for note in notes if note.disputed_at])
