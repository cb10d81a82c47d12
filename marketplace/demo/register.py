"""The register of the demonstration, and what its certificates cover. Names and numbers say that they are samples."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from marketplace.access.actors import Actor
from marketplace.artisans.rules import Technique
from marketplace.bodies import operations
from marketplace.bodies.models import Scheme
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import LicenceStatus, LspType, SchemeKind, Stream
from marketplace.certificates import scope
from marketplace.certificates.models import Certificate
from marketplace.certificates.operations import decide
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action
from marketplace.demo.papers import UNITS
from marketplace.listings.scope import nameable

MEANS = (
    ("Benang dan hakpen dipilih sesuai tas.", "Yarn and hook suit the bag."),
    ("Ukuran dan motif sesuai pola.", "Size and pattern come out as planned."),
    ("Tusukan badan tas rata dan rapat.", "The stitches of the body are even and firm."),
    ("Pegangan dan lapisan terpasang kuat.", "Handle and lining are firmly set."),
    ("Tas diperiksa sebelum dijual.", "The bag is looked over before it is sold."),
)
COVERED = (Technique.CROCHET, Technique.KNIT, Technique.COMBINATION)
"""Macramé is left out on purpose: a certified holder's knotted bags show what lies outside a scope."""
BODY, FINISHING = 3, 5
"""Positions of the unit most bags name, and of the one that was taken out of a certificate."""


def note(actor: Actor, at: datetime, today: date) -> Scheme:
    """Note the sample LSP with its scheme, and a sample training provider without one."""
    lsp = operations.add_body(
        BodyEntry(
            "LSP Contoh",
            Stream.LSP,
            lsp_type=LspType.P3,
            licence_no="BNSP-LSP-000-ID",
            decree="KEP.0000/BNSP/I/2025 (contoh)",
            licence_status=LicenceStatus.ACTIVE,
            directory_url="https://contoh.invalid/lsp",
            checked_on=today,
        ),
        actor=actor,
        at=at,
        today=today,
    )
    operations.add_body(BodyEntry("LPK Contoh", Stream.LPK), actor=actor, at=at, today=today)
    lines = [
        UnitLine(unit.title, unit.code, means=means, means_en=means_en, techniques=frozenset(COVERED))
        for unit, (means, means_en) in zip(UNITS, MEANS, strict=True)
    ]
    entry = SchemeEntry(
        "Pembuatan Tas Rajut (contoh)",
        "Knitted bag making (sample)",
        SchemeKind.KLASTER,
        field="Kerajinan (contoh)",
        units=lines,
    )
    return operations.add_scheme(lsp, entry, actor=actor, at=at)


def link(certificate: Certificate, scheme: Scheme, *, actor: Actor, at: datetime) -> None:
    """Do what an officer does in review: link the paper to the register and copy what its units cover."""
    if certificate.paper is not Paper.BNSP:
        return
    scope.link(certificate, scope.Link(Paper.BNSP, scheme.body, scheme, {}, copy=True), actor=actor, at=at)


def take_out(certificate: Certificate, *, actor: Actor, at: datetime, today: date) -> None:
    """Take one unit out of a certificate."""
    gone = [unit.id for unit in certificate.units if unit.position == FINISHING]
    decide(
        certificate,
        Action.REDUCE_SCOPE,
        actor=actor,
        at=at,
        prefix="",
        reason="LSP menyatakan unit ini tidak lagi termasuk lingkup (contoh).",
        units=gone,
        today=today,
    )


def named(artisan_id: int, technique: Technique, number: int, today: date) -> dict[str, Any]:
    """Return what the maker of a bag would tick: mostly the body, on one bag the unit taken out, on one nothing."""
    hers = nameable(artisan_id, today)
    if not hers:
        return {}
    if number == 1 and technique is Technique.COMBINATION:
        return {"outside_certificate": True}
    wanted = FINISHING if number == 1 and any(one.withdrawn_on for one in hers) else BODY
    return {"units": [one.unit.id for one in hers if one.unit.position == wanted]}
