"""Talks of the demonstration that were answered within hours, so that it shows how soon an artisan usually answers.

Whoever asks here is called an example, and so is every question: nobody is to take them for real buyers.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries import auto, operations, pace
from marketplace.listings.models import Listing
from marketplace.toolbox import Toolbox

ASKED, WAITED = time(10), timedelta(minutes=25)
TALKS = (
    ("Pertanyaan contoh: apakah tas ini masih ada?", "Jawaban contoh: masih ada."),
    ("Pertanyaan contoh: bisakah dikirim ke Samarinda?", "Jawaban contoh: bisa, dengan kurir."),
    ("Pertanyaan contoh: berapa lama pengerjaannya?", "Jawaban contoh: sekitar dua minggu."),
    ("Pertanyaan contoh: apakah ada warna lain?", "Jawaban contoh: ada, menurut persediaan benang."),
    ("Pertanyaan contoh: bolehkah diambil sendiri?", "Jawaban contoh: boleh, pada jam kerja."),
)
OUTSIDE = "Terima kasih atas pesannya! Saya membalas {jam}."
AWAY = "Saya sedang libur dan membalas lagi pada {kembali}."


def begin(artisan: Artisan, *, actor: Actor, box: Toolbox) -> None:
    """Have five invented buyers ask about her first bag on five days, and her answer; nothing while she has none."""
    bag = session.scalars(
        select(Listing).where(Listing.artisan_id == artisan.id).order_by(Listing.id).limit(1)
    ).one_or_none()
    if bag is None:
        return
    zone = ZoneInfo(box.settings.timezone)
    for number, (question, answer) in enumerate(TALKS, start=1):
        day = box.today() - timedelta(days=2 * number)
        at = datetime.combine(day, ASKED, zone)
        thread, _ = operations.ask(
            bag,
            name=f"Pembeli Contoh {number}",
            email=f"pembeli-contoh-{number}@contoh.invalid",
            phone=None,
            body=question,
            locale="id",
            secret=box.settings.secret_key,
            actor=None,
            at=at,
        )
        operations.answer(thread, answer, actor=actor, at=at + WAITED)
    pace.measure(at=box.clock(), timezone=box.settings.timezone)
    auto.keep(OUTSIDE, AWAY, actor=actor)
