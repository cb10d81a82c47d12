"""An agreed note as a PDF, for whoever may read its page."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from flask import Response, make_response

from marketplace.extensions import limiter
from marketplace.kit.errors import NotFound
from marketplace.order_notes import papers
from marketplace.order_notes.views.blueprint import NOTE, blueprint, opened, private
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote

PRESSED = "30 per hour"
"""Files of one address: each is drawn anew."""


@blueprint.get(f"{NOTE}/note.pdf")
@public
@limiter.limit(PRESSED)
def note_file(token: str) -> Response:
    """The note as a file, once it is agreed."""
    return private(pdf_of(opened(token)))


def pdf_of(note: OrderNote) -> Response:
    """Draw an agreed note. NotFound before; Unavailable where the press is lost."""
    if note.agreed_at is None:
        raise NotFound()
    box = toolbox()
    photos = []
    for key in papers.photo_keys(note):
        with contextlib.suppress(NotFound), box.public_files.open(key) as file:
            photos.append(file.read())
    made = box.paper.pdf(
        papers.title(note),
        papers.blocks(note, box.today()),
        photos,
        papers.foot(note, box.settings.site_name),
        current_locale(),
    )
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="order-note-{note.code}.pdf"'
    return response
