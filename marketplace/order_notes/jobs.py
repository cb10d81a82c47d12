"""Work on order notes that is left for later: pictures for paying are copied, links and pictures nobody needs go."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.images.results import Rendition
from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.storage.expected import register
from marketplace.inquiries.jobs import prepare_copies
from marketplace.order_notes import links, paying
from marketplace.order_notes.models import PaymentPicture
from marketplace.order_notes.rules import PAYMENT_SIDE

FORGET_LINKS = "order-notes.forget-links"


def install(handlers: Handlers) -> None:
    """Register the handlers, and which files order notes have."""
    register(paying.named_files, PaymentPicture)
    handlers.register(paying.PREPARE, prepare_picture, tries=3, lease_seconds=90)
    handlers.register(FORGET_LINKS, forget_links, daily=True)


def prepare_picture(payload: dict[str, Any], context: JobContext) -> None:
    """Make the copy of a picture that is shown, or write down why that cannot be done; what was sent is deleted."""
    prepare_copies(PaymentPicture, int(payload["picture_id"]), [PAYMENT_SIDE], context, _keep)


def _keep(row: PaymentPicture, keys: list[str], view: Rendition) -> None:
    row.view_key, row.width, row.height = keys[0], view.width, view.height


def forget_links(payload: dict[str, Any], context: JobContext) -> None:
    """Forget links that were replaced long ago, and how to pay where no note needs it any more.

    No picture is waited for that nobody prepares any more.
    """
    with context.finishing():
        paying.give_up(context.at)
        links.prune(context.at)
        paying.forget(context.at)
