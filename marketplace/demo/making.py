"""Photos of the making in the demonstration: close views of two designs, and of one workplace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from marketplace.access.actors import Actor
from marketplace.artisans import workplace
from marketplace.artisans.models import Artisan
from marketplace.listings import making_of as making
from marketplace.listings.models import Listing
from marketplace.pictures import captioned
from marketplace.pictures.operations import StoredPicture

OF_BAGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ombak-a": (
        ("ombak-2", "Gelombang dirajut baris demi baris, satu warna sekali jalan."),
        ("ombak-3", "Badan tas hampir selesai, gagang mulai dipasang."),
        ("ombak-4", "Percobaan warna pertama, sebelum benang laut datang."),
    ),
    "kepang-a": (
        ("kepang-3", "Kepangan dirapatkan sebelum baris berikutnya."),
        ("kepang-2", "Gagang kulit dijahit di tepi."),
        ("kepang-4", "Label perajin dijahit terakhir."),
    ),
}
"""By a bag's first photo: which photos, and what is written under them."""
OF_WORK = (
    ("petak-b", "Potongan petak disusun di meja sebelum disambung."),
    ("bulat-b", "Contoh warna untuk pesanan bulan ini."),
    ("jala-a", "Tas jala pertama yang saya jual, masih saya pakai ke pasar."),
)


def of_bag(
    listing: Listing, cover: str, stored: Mapping[str, StoredPicture], *, actor: Actor, at: datetime
) -> None:
    """Add the photos of a bag's making where there are some."""
    rows = making.own(listing, actor=actor)
    for number, (name, caption) in enumerate(OF_BAGS.get(cover, ())):
        moment = at - timedelta(hours=3 - number, minutes=11 * number)
        captioned.add(rows, making.new(), stored[name], at=moment).caption = caption


def of_workplace(
    artisan: Artisan, stored: Mapping[str, StoredPicture], *, actor: Actor, at: datetime
) -> None:
    """Add the photos of a workplace."""
    rows = workplace.own(artisan, actor=actor)
    for number, (name, caption) in enumerate(OF_WORK):
        moment = at - timedelta(minutes=20 - number)
        captioned.add(rows, workplace.new(), stored[name], at=moment).caption = caption
