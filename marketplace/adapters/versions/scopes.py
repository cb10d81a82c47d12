"""What a version is about: everything, what all pages share, or what belongs to one artisan."""

from __future__ import annotations

EVERYTHING = "*"
"""Any shown table: for pages that show what many people did."""
SHARED = "+"
"""Shown tables whose rows belong to no artisan (places, bodies, schemes): every page hangs on them."""
ARTISAN = "a:"


def of_artisan(artisan_id: int) -> str:
    """The scope of all that belongs to one artisan; the triggers put it together in the same way."""
    return f"{ARTISAN}{artisan_id}"
