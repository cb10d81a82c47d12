"""Collections of the demonstration, as officers put them together: a saved search, and bags pinned before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.artisans.models import Artisan
from marketplace.collections import operations
from marketplace.collections.operations import Entry
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType
from marketplace.listings.shop import on_offer

PINNED = 2
_EVENING = (BagType.CLUTCH, BagType.EVENING, BagType.POUCH)
_EVERY_DAY = (BagType.TOTE, BagType.SHOULDER, BagType.BACKPACK, BagType.LAPTOP)
COLLECTIONS = (
    (
        Entry(
            "Muat laptop, siap ke kantor",
            "Room for a laptop",
            "Tas rajut yang menurut ukurannya muat laptop 13 inci. Ukuran ditulis pembuatnya, selisih 1 sampai 2 cm.",
            "Knitted and crocheted bags that take a 13-inch laptop by their measures, which their makers wrote down.",
            query="fits=laptop_13",
            published=True,
        ),
        _EVERY_DAY,
    ),
    (
        Entry(
            "Kecil untuk ke pesta",
            "Small ones for an evening out",
            "Clutch, dompet, dan tas pesta rajutan tangan.",
            "Clutches, pouches and evening bags made by hand.",
            query="&".join(f"type={kind.value}" for kind in _EVENING),
            published=True,
        ),
        _EVENING,
    ),
)
"""Each with the kinds of bags of which the dearest are pinned."""


def put_together(*, actor: Actor, at: datetime) -> None:
    """Make them all, seen by everybody, of what is on offer."""
    for entry, kinds in COLLECTIONS:
        dearest = (
            select(Listing.code)
            .join(Artisan, Artisan.id == Listing.artisan_id)
            .where(on_offer(), Listing.bag_type.in_(kinds))
            .order_by(Listing.price.desc(), Listing.id)
            .limit(PINNED)
        )
        pins = list(session.scalars(dearest))
        operations.add(replace(entry, pins=pins), actor=actor, at=at)
