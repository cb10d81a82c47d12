"""Reports about bags in the demonstration, one for each way they can stand; one of them brought its bag down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals.rules import WITHIN
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.reports import operations
from marketplace.reports.models import Report
from marketplace.reports.rules import REPLY_WITHIN, Outcome, Reason, due_on
from marketplace.takedowns import operations as takedowns
from marketplace.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Doubt:
    """One report. `hours` ago it came; what is empty has not happened yet. All times are invented with the rest."""

    reason: Reason
    hours: int
    body: str
    summary: str = ""
    reply: str = ""
    outcome: Outcome | None = None
    sentence: str = ""


DOUBTS = (
    Doubt(
        Reason.STOLEN_PHOTOS,
        100,
        "Foto pertama adalah foto tas buatan saya, saya unggah tahun lalu di akun saya.",
        "Foto pertama tas ini diragukan: katanya milik orang lain. Apakah Anda yang memotretnya?",
        "Fotonya saya ambil dari grup, kirain boleh. Tasnya buatan saya sendiri.",
        Outcome.PROVEN,
        "Foto pertama bukan milik perajin.",
    ),
    Doubt(
        Reason.NOT_AS_DESCRIBED,
        90,
        "Di halaman tertulis ada furing, tas yang saya terima tidak pakai furing.",
        "Pembeli menerima tas tanpa furing, padahal di halaman tertulis pakai furing.",
        "Betul, saya salah mencentang. Sudah saya perbaiki.",
        Outcome.CORRECTED,
        "Keterangan furing sudah diperbaiki.",
    ),
    Doubt(
        Reason.NOT_MADE_BY_MAKER,
        70,
        "Saya lihat tas yang sama persis dijual di toko lain di pasar.",
        "Diragukan bahwa Anda sendiri yang merajut tas ini.",
        "Toko itu membeli dari saya, notanya masih ada.",
        Outcome.NOT_PROVEN,
        "Toko itu membeli dari perajin.",
    ),
    Doubt(
        Reason.COUNTERFEIT,
        60,
        "Motif ini seperti motif merek yang terdaftar, hanya warnanya diganti.",
        "Motif tas ini dikatakan meniru motif merek terdaftar.",
        "Motif ini saya buat dari pola gelombang biasa, ada catatannya.",
    ),
    Doubt(
        Reason.NOT_AS_DESCRIBED,
        40,
        "Ukurannya lebih kecil sekitar lima senti dari yang tertulis di halaman.",
        "Ukuran tas dikatakan lebih kecil dari yang tertulis. Mohon diukur lagi.",
    ),
    Doubt(Reason.PROHIBITED, 20, "Ini taplak meja, bukan tas. Tolong dilihat lagi foto keduanya."),
)
APPEAL = "Foto pertama sudah saya ganti dengan foto tas buatan saya sendiri. Mohon ditampilkan lagi."


def report(box: Toolbox, officer: Actor) -> None:
    """Report one bag of each of the last makers, as far as there are as many."""
    for doubt, listing in zip(DOUBTS, _bags(len(DOUBTS)), strict=False):
        made = _report(box, doubt, listing, officer)
        if made.outcome is Outcome.PROVEN:
            _take_down(box, made, listing, officer)


def _bags(number: int) -> Sequence[Listing]:
    """Return the last bag of each maker, the last makers first: theirs have been on show longest."""
    listings = session.scalars(
        select(Listing).where(Listing.state == State.PUBLISHED).order_by(Listing.id.desc())
    )
    found: dict[int, Listing] = {}
    for listing in listings:
        found.setdefault(listing.artisan_id, listing)
    return list(found.values())[:number]


def _report(box: Toolbox, doubt: Doubt, listing: Listing, officer: Actor) -> Report:
    came = box.clock() - timedelta(hours=doubt.hours)
    due = due_on(box.local(came).date())
    made = operations.receive(
        listing,
        doubt.reason,
        doubt.body,
        sender="demo",
        name="Pelapor Contoh",
        email=None,
        locale="id",
        due=due,
        at=came,
    )
    passed, replied = came + timedelta(hours=6), came + timedelta(hours=16)
    if doubt.summary:
        until = box.local(passed + REPLY_WITHIN).date()
        operations.forward(made, doubt.summary, actor=officer, at=passed, due=due, until=until)
    if doubt.reply:
        operations.reply(made, doubt.reply, actor=_maker(listing), at=replied)
    if doubt.outcome is not None:
        at = replied + timedelta(hours=4)
        operations.close(made, doubt.outcome, doubt.sentence, actor=officer, at=at)
    return made


def _take_down(box: Toolbox, made: Report, listing: Listing, officer: Actor) -> None:
    assert made.closed_at is not None
    at = made.closed_at + timedelta(minutes=20)
    taken = takedowns.take_down(
        listing,
        made.reason,
        "Foto pertama bukan milik Anda. Ganti dengan foto sendiri, lalu tulis banding di halaman ini.",
        actor=officer,
        at=at,
        until=box.local(at + WITHIN).date(),
        report=made,
    )
    takedowns.appeal(taken, APPEAL, actor=_maker(listing), at=at + timedelta(hours=30))


def _maker(listing: Listing) -> Actor:
    return Actor(listing.account_id, Role.ARTISAN, listing.artisan.name, listing.artisan_id)
