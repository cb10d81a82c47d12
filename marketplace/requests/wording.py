"""A request and its offers in their reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from marketplace.certificates.labels import headline
from marketplace.certificates.models import Certificate
from marketplace.certificates.queries import standing_of_artisans
from marketplace.certificates.rules import Standing
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.snapshots import standing_then
from marketplace.requests.models import CustomRequest, Offer, Part
from marketplace.requests.operations import terms_of
from marketplace.web.formatting import date_long, rupiah
from marketplace.web.labels import label

MAX_DETAILS = 1000
"""Characters of an order note's details."""
SPEAKS = tuple[Standing, Certificate] | None


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer as the buyer compares it; `most` is how many of it can be taken, `record` the code of her record."""

    offer: Offer
    maker: str
    slug: str
    standing: str
    record: str
    rows: Sequence[tuple[str, str]]
    most: int
    late: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A part as the overview names it: who makes it, and how her record stood on the day of agreement."""

    part: Part
    maker: str
    slug: str
    day: date | None
    standing: str
    record: str
    counts: bool


def size(request: CustomRequest) -> str:
    """Return the measures that were written down, "" for none."""
    parts = (
        (gettext("length"), request.length_cm),
        (gettext("depth"), request.width_cm),
        (gettext("height"), request.height_cm),
    )
    return ", ".join(f"{name} {value} cm" for name, value in parts if value)


def facts(request: CustomRequest) -> list[tuple[str, str]]:
    """Return what is wished for, for a list of facts."""
    colour = " · ".join(
        text for text in (str(label(request.colour)) if request.colour else "", request.colour_note) if text
    )
    return [
        (gettext("How many"), str(request.quantity)),
        (gettext("Technique"), str(label(request.technique)) if request.technique else ""),
        (gettext("Kind of bag"), str(label(request.bag_type)) if request.bag_type else ""),
        (gettext("Size"), size(request)),
        (gettext("Colour"), colour),
        (gettext("Material"), str(label(request.material)) if request.material else ""),
        (gettext("Budget for all"), rupiah(request.budget) if request.budget else ""),
        (gettext("Needed by"), date_long(request.needed_on) if request.needed_on else ""),
        (gettext("Open for offers until"), date_long(request.closes_on)),
    ]


def details(request: CustomRequest, offer: Offer) -> str:
    """Return what the order note says about how it is to be made: the wish, and the maker's words."""
    wished = [
        f"{name}: {value}"
        for name, value in (
            (gettext("Size"), size(request)),
            (
                gettext("Colour"),
                request.colour_note or (str(label(request.colour)) if request.colour else ""),
            ),
            (gettext("Material"), str(label(request.material)) if request.material else ""),
        )
        if value
    ]
    lines = [*wished, offer.words, request.words]
    return "\n".join(line for line in lines if line)[:MAX_DETAILS]


def said(request: CustomRequest) -> str:
    """Return the whole request as the first message of a talk."""
    lines = [f"{name}: {value}" for name, value in facts(request) if value]
    return "\n".join([request.words, *lines])


def offer_rows(offer: Offer) -> list[tuple[str, str]]:
    """Return what an offer comes to."""
    whole = terms_of(offer, offer.quantity)
    return [
        (gettext("Price of one"), rupiah(offer.price_each)),
        (gettext("Up to how many"), str(offer.quantity)),
        (gettext("Price for that many"), rupiah(whole.price)),
        (gettext("Deposit"), f"{offer.deposit}%" if offer.deposit else ""),
        (gettext("Ready on"), date_long(offer.ready_on)),
        (gettext("How you get it"), str(label(offer.delivery))),
        (gettext("Who pays the shipping"), str(label(offer.shipping_by)) if offer.shipping_by else ""),
    ]


def offers(request: CustomRequest, today: date) -> list[Offered]:
    """Return the offers that stand, in the order in which they came; one query for what all records say today."""
    standing = [(row, offer) for row in request.recipients if (offer := row.offer) is not None]
    speaks: Mapping[int, SPEAKS] = standing_of_artisans([row.artisan_id for row, _ in standing], today)
    found = [
        Offered(
            offer=offer,
            maker=row.artisan.name,
            slug=row.artisan.slug if row.artisan.visible else "",
            standing=headline(_public(speaks[row.artisan_id])),
            record=_code(speaks[row.artisan_id]),
            rows=offer_rows(offer),
            most=min(offer.quantity, request.remaining),
            late=bool(request.needed_on and offer.ready_on > request.needed_on),
        )
        for row, offer in standing
    ]
    return sorted(found, key=lambda one: (one.offer.made_at, one.offer.id))


def makers(request: CustomRequest) -> list[Made]:
    """Return who makes which part, in the order in which they were taken."""
    return [
        Made(
            part=part,
            maker=part.note.artisan.name,
            slug=part.note.artisan.slug if part.note.artisan.visible else "",
            day=part.note.agreed_on,
            standing=_then(part.note),
            record=(part.note.snapshot.record_code or "") if part.note.snapshot else "",
            counts=part.counts,
        )
        for part in request.parts
    ]


def _then(note: OrderNote) -> str:
    return headline(standing_then(note.snapshot) if note.snapshot else None)


def _public(speaks: SPEAKS) -> Standing | None:
    return speaks[0] if speaks and speaks[0].is_public else None


def _code(speaks: SPEAKS) -> str:
    return (speaks[1].code or "") if speaks and speaks[0].is_public else ""
