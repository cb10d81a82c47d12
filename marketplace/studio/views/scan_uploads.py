"""Scans that come with a form: looked at, stored, and kept through a refused form, all before the first query."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from marketplace.adapters.images.inspection import PictureLimits, inspect_scan
from marketplace.certificates.rules import ScanSide
from marketplace.certificates.scans import KEPT_SECONDS, StoredScan
from marketplace.kit.errors import Refusal
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form, uploaded_files


@dataclass(frozen=True, slots=True)
class Uploads:
    """What arrived. `kept` are the signed names the refused form carries, so that no file is sent twice."""

    stored: dict[ScanSide, StoredScan] = field(default_factory=dict)
    kept: dict[ScanSide, str] = field(default_factory=dict)

    def discard(self) -> None:
        """Forget the files again: their owner has not agreed to their being kept."""
        for scan in self.stored.values():
            toolbox().private_files.delete(scan.key)
        self.stored.clear()
        self.kept.clear()


def receive(form: Form[Any], account_id: int) -> Uploads:
    """Store the files of a certificate form, and take up those that an earlier, refused form brought.

    What cannot be kept becomes an error beside its field. Nothing is stored without the box of consent, or the form's
    word that it was ticked before, which `scans.attach` does not take on trust.
    """
    uploads = Uploads()
    agreed = bool(form.value("consent") or form.value("consented"))
    for side in ScanSide:
        name = f"scan_{side}"
        for file in uploaded_files(name)[:1]:
            if not agreed:
                form.fail("consent", "certificate.consent")
                continue
            try:
                uploads.stored[side] = _store(side, file.read(toolbox().settings.scan_max_bytes + 1))
            except Refusal as refusal:
                form.fail(name, refusal.code, **refusal.details)
        if side not in uploads.stored and agreed:
            kept = _read(form.value(f"kept_{side}"), side, account_id)
            if kept is not None:
                uploads.stored[side] = kept
    for side, scan in uploads.stored.items():
        uploads.kept[side] = _sign(scan, account_id)
    return uploads


def _store(side: ScanSide, data: bytes) -> StoredScan:
    settings = toolbox().settings
    limits = PictureLimits(settings.scan_max_bytes, settings.photo_max_pixels, settings.photo_max_side)
    found = inspect_scan(data, limits)
    key = toolbox().private_files.put_unguessable(data, found.format.suffix)
    return StoredScan(side, key, sha256(data).hexdigest(), len(data))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="kept scan")


def _sign(scan: StoredScan, account_id: int) -> str:
    return str(_signer().dumps([account_id, scan.side, scan.key, scan.digest, scan.bytes]))


def _read(token: str, side: ScanSide, account_id: int) -> StoredScan | None:
    if not token:
        return None
    try:
        owner, signed_side, key, digest, size = _signer().loads(token, max_age=KEPT_SECONDS)
    except (BadData, ValueError):
        return None
    if owner != account_id or signed_side != side or not toolbox().private_files.exists(key):
        return None
    return StoredScan(side, key, digest, size)
