"""How far a ZIP may unfold, told by its directory before anything is inflated."""

from __future__ import annotations

from collections.abc import Collection

RATIO_COUNTS_FROM = 1_000_000
"""A small part may shrink as well as it likes."""


def unfolds_too_far(parts: Collection[tuple[int, int]], *, max_unpacked: int, max_ratio: int) -> bool:
    """Whether the parts, (packed, unpacked) bytes each, are more than may be unpacked, or one is packed too well."""
    if sum(unpacked for _, unpacked in parts) > max_unpacked:
        return True
    return any(
        unpacked > RATIO_COUNTS_FROM and unpacked / max(1, packed) > max_ratio for packed, unpacked in parts
    )
