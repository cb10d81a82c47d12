"""Public questions in the demonstration, dealt out over the bags; some wait, some are hidden or were reported."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.access.actors import Actor
from marketplace.listings.models import Listing
from marketplace.questions import operations
from marketplace.questions.rules import FlagReason

ASKED = (
    ("Rina", "Muat laptop 13 inci?", "Muat, asal tanpa sarung tebal. Kalau dengan sarung agak sempit."),
    ("Pembeli dari Samarinda", "Bisa dikirim ke Samarinda?\nBerapa hari?", "Bisa, biasanya dua hari."),
    ("Ayu", "Warnanya luntur kalau dicuci?", "Tidak, asal dicuci tangan dengan air dingin."),
    ("M.", "Is the strap long enough to wear it across the body?", "Yes, up to about 1,75 m tall."),
    ("Wati", "Bisa dibuat sedikit lebih kecil?", ""),
    ("Dian", "Ada kantong di dalam?", "Ada satu, tanpa ritsleting."),
    ("Penanya", "Talinya bisa dilepas?", ""),
)


def ask(listing: Listing, number: int, *, actor: Actor, at: datetime) -> None:
    """Have none, one or three questions asked about a bag, and answered by its maker where there is an answer."""
    for step in range(3 if number == 0 else number not in (2, 6)):
        name, body, answer = ASKED[(2 * number + step) % len(ASKED)]
        moment = at + timedelta(minutes=20 + 7 * step)
        question = operations.ask(
            listing, name=name, body=body, email=None, sender=f"demo {step}", locale="id", at=moment
        )
        if answer:
            operations.answer(question, answer, actor=actor, at=moment + timedelta(hours=1))
        if number == 4:
            operations.flag(question, FlagReason.UNTRUE, sender="demo", at=moment + timedelta(hours=2))
        if number == 5:
            operations.hide(question, actor=actor, at=moment + timedelta(hours=3))
