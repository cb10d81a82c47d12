"""Quick replies of the demonstration's first artisan: one she kept as it was offered, one of her own."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.inquiries import replies

KEPT = (
    ("Stok", "{tas} masih ada. Harganya {harga}."),
    ("Ukuran dan waktu", "Ukuran {tas}: {ukuran}. Kalau dibuat baru, lamanya {lama}."),
)


def keep(*, actor: Actor) -> None:
    """Keep them for her."""
    for title, body in KEPT:
        replies.add(title, body, actor=actor)
