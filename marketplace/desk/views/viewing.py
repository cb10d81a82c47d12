"""Which picture of a certificate an officer looks at, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from marketplace.certificates import scans
from marketplace.certificates.rules import ScanSide

if TYPE_CHECKING:
    from marketplace.certificates.models import Certificate

ZOOMS = ("fit", "150", "250")


def viewer(certificate: Certificate, page_of: str = "desk.review") -> dict[str, Any]:
    """Return which side, page and size the address asks to see; what is not there becomes what is.

    `page_of` is the endpoint on whose page the picture stands.
    """
    sides = [side for side in ScanSide if scans.of_side(certificate, side)]
    wanted = request.args.get("side", "")
    side = next((side for side in sides if side.value == wanted), sides[0] if sides else None)
    scan = scans.of_side(certificate, side) if side else None
    pages = scan.pages if scan else []
    page = next(
        (page for page in pages if str(page["number"]) == request.args.get("page")),
        pages[0] if pages else None,
    )
    zoom = request.args.get("zoom", "")
    return {
        "page_of": page_of,
        "sides": sides,
        "side": side,
        "scan": scan,
        "page": page,
        "zoom": zoom if zoom in ZOOMS else ZOOMS[0],
        "zooms": ZOOMS,
    }
