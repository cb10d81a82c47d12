"""What the buyer's page of a talk is made of, whichever way she came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marketplace.accounts.rules import mask_email
from marketplace.artisans.hour_words import answers_again, pace_sentence
from marketplace.artisans.labels import address_name, back_on
from marketplace.certificates.labels import badge_text
from marketplace.certificates.queries import standing_of_artisans
from marketplace.inquiries.asked import asked
from marketplace.inquiries.rules import Side
from marketplace.inquiries.scams import cautions_of
from marketplace.inquiries.views.blueprint import arrived, draft_key
from marketplace.inquiries.whatsapp import to_artisan
from marketplace.kit.phones import mask_phone
from marketplace.listings.cards import address, availability_text
from marketplace.listings.rules import WITH_PAGE
from marketplace.toolbox import toolbox

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread


def shown(thread: Thread) -> dict[str, Any]:
    """Return the values of `inquiries/thread.html` that hang on the talk alone."""
    today, maker = toolbox().today(), thread.artisan
    return {
        "thread": thread,
        "draft_key": draft_key(thread, Side.BUYER),
        "arrived": arrived(thread, Side.BUYER),
        "bag": thread.listing,
        "asked": asked(thread),
        "bag_has_page": thread.listing.state in WITH_PAGE and maker.visible,
        "address": address(thread.listing),
        "available": availability_text(thread.listing, today),
        "called": address_name(maker),
        "away_until": back_on(maker, today),
        "pace": pace_sentence(maker),
        "again": answers_again(maker, toolbox().clock()),
        "worth": standing_of_artisans([maker.id], today)[maker.id],
        "badge_text": badge_text,
        "whatsapp": to_artisan(thread),
        "cautions_of": cautions_of,
        "reached": mask_email(thread.buyer_email)
        if thread.buyer_email
        else mask_phone(thread.buyer_phone or ""),
    }
