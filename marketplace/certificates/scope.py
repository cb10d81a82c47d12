"""What a certificate reaches: its link into the register, the techniques of its units, and units taken away.

The printed strings are never touched: a link stands beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.audit import operations as journal
from marketplace.bodies.models import Body, Scheme
from marketplace.bodies.rules import Stream
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.kit.text import fold, normal_key

PAPER_OF: Mapping[Stream, Paper] = {
    Stream.LSP: Paper.BNSP,
    Stream.LSK: Paper.LSK,
    Stream.LPK: Paper.LPK,
}


@dataclass(frozen=True, slots=True)
class Link:
    """What an officer found a certificate to be: which paper, whose, by which scheme, and what its units cover.

    `techniques` by the number of the unit's row; a unit that is not named keeps what it has. `copy` takes the
    techniques of the scheme's units of the same code or title instead.
    """

    paper: Paper | None
    body: Body | None
    scheme: Scheme | None
    techniques: Mapping[int, frozenset[Technique]]
    copy: bool = False


def link(
    certificate: Certificate, wanted: Link, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Keep an officer's findings, with what stood there before in the journal.

    The kind of paper can be corrected until the certificate has been decided on, never afterwards. Raises Conflict
    (`version`), Forbidden (their own certificate), Invalid naming "paper", "body" or "scheme".
    """
    if certificate.account_id == actor.id:
        raise Forbidden("decision.own_file")
    policy.require(actor, Permission.REVIEW_CERTIFICATE, certificate)
    if version is not None and certificate.version != version:
        raise Conflict()
    _require_fitting(certificate, wanted)
    if wanted.copy and wanted.scheme and not certificate.units:
        _take_units(certificate, wanted.scheme)
    before = _facts(certificate)
    certificate.paper, certificate.body, certificate.linked_scheme = wanted.paper, wanted.body, wanted.scheme
    copied = from_scheme(certificate.units, wanted.scheme) if wanted.copy and wanted.scheme else {}
    for unit in certificate.units:
        _cover(unit, {**wanted.techniques, **copied}.get(unit.id, unit.techniques))
    certificate.updated_at = at
    session.flush()
    after = _facts(certificate)
    changes = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    if changes:
        journal.record(
            "certificate.link",
            "certificate",
            certificate.id,
            actor=actor,
            at=at,
            details={"changes": changes},
        )


def _take_units(certificate: Certificate, scheme: Scheme) -> None:
    """Give a certificate without units those of its scheme: an issuer's list often names the scheme alone."""
    certificate.units.extend(
        Unit(position=position, code=unit.code, title=unit.title, title_en=unit.title_en)
        for position, unit in enumerate(scheme.units, start=1)
    )
    session.flush()


def _require_fitting(certificate: Certificate, wanted: Link) -> None:
    wrong: dict[str, str] = {}
    if wanted.paper is not certificate.paper and certificate.status is not Status.SUBMITTED:
        wrong["paper"] = "scope.paper_is_decided"
    if wanted.body and wanted.paper and PAPER_OF[wanted.body.stream] is not wanted.paper:
        wrong["body"] = "scope.other_stream"
    if wanted.scheme and (wanted.body is None or wanted.scheme.body_id != wanted.body.id):
        wrong["scheme"] = "scope.other_body"
    if wanted.copy and wanted.scheme is None:
        wrong["scheme"] = "scope.no_scheme"
    if wrong:
        raise Invalid(wrong)


def _facts(certificate: Certificate) -> dict[str, object]:
    units = {f"unit {unit.position}": sorted(unit.techniques) for unit in certificate.units}
    return {
        "paper": certificate.paper,
        "body": certificate.body.id if certificate.body else None,
        "scheme": certificate.linked_scheme.id if certificate.linked_scheme else None,
        **units,
    }


def _cover(unit: Unit, techniques: frozenset[Technique]) -> None:
    """Keep the rows that stay, so that an unchanged choice writes nothing."""
    there = unit.techniques
    unit.covered[:] = [row for row in unit.covered if row.technique in techniques]
    unit.covered.extend(UnitTechnique(technique=technique) for technique in sorted(techniques - there))


def from_scheme(units: Sequence[Unit], scheme: Scheme) -> dict[int, frozenset[Technique]]:
    """Return, by row, the techniques of the scheme's unit with the same code, or else with the same title."""
    by_code = {normal_key(unit.code): unit.techniques for unit in scheme.units if normal_key(unit.code)}
    by_title = {fold(unit.title): unit.techniques for unit in scheme.units}
    found: dict[int, frozenset[Technique]] = {}
    for unit in units:
        techniques = by_code.get(normal_key(unit.code)) or by_title.get(fold(unit.title))
        if techniques is not None:
            found[unit.id] = techniques
    return found


def withdraw(
    certificate: Certificate, units: Collection[int], on: date, *, actor: Actor, at: datetime
) -> None:
    """Take units out of the scope from this day on; the caller writes the decision.

    Raises Invalid "units" for a row that is not this certificate's or was withdrawn before, and where no unit would be
    left: a certificate without scope is to be revoked.
    """
    standing = {unit.id: unit for unit in certificate.units if unit.withdrawn_on is None}
    if not set(units) <= set(standing):
        raise Invalid({"units": "scope.not_a_unit"})
    if len(set(units)) == len(standing):
        raise Invalid({"units": "scope.last_unit"})
    taken = [standing[number] for number in sorted(set(units))]
    for unit in taken:
        unit.withdrawn_on = on
    _note(certificate, "certificate.units_withdrawn", taken, actor=actor, at=at)


def restore(certificate: Certificate, units: Collection[int], *, actor: Actor, at: datetime) -> None:
    """Put units back that were taken out, by mistake or for a time; the caller writes the decision.

    Raises Invalid "units" for a row that is not this certificate's or is not out of the scope.
    """
    out = {unit.id: unit for unit in certificate.units if unit.withdrawn_on is not None}
    if not set(units) <= set(out):
        raise Invalid({"units": "scope.not_taken_out"})
    back = [out[number] for number in sorted(set(units))]
    for unit in back:
        unit.withdrawn_on = None
    _note(certificate, "certificate.units_restored", back, actor=actor, at=at)


def _note(
    certificate: Certificate, action: str, units: Sequence[Unit], *, actor: Actor, at: datetime
) -> None:
    details = {"positions": [unit.position for unit in units]}
    journal.record(action, "certificate", certificate.id, actor=actor, at=at, details=details)
