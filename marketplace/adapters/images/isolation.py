"""A small pool of decoding children: a poison file costs one child, never the process that asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from marketplace.adapters.images.formats import Pass, PictureFormat
from marketplace.adapters.images.inspection import DEFAULT_LIMITS, PictureLimits
from marketplace.adapters.images.results import (
    CardWords,
    Measures,
    PictureFailed,
    PictureMark,
    Rendition,
    RenditionSet,
    ScanPage,
)
from marketplace.adapters.isolation.children import Children, Lost

MODULE = "marketplace.adapters.images.child"
CARD_SECONDS = 5.0


class PicturePool:
    """At most `children` decoders at once; callers in other threads wait their turn.

    The limits are those of `Children`: processor time bounds the work, the clock only ends a child that hangs, so
    that a good photo is not given up because the machine is busy. Cards of shared links, which visitors ask for,
    have a child of their own, and are not waited for long.
    """

    def __init__(
        self,
        children: int = 1,
        limits: PictureLimits = DEFAULT_LIMITS,
        *,
        cpu_seconds: int = 10,
        memory_bytes: int = 1_500_000_000,
        wall_seconds: float = 60.0,
    ) -> None:
        self._limits = [limits.max_bytes, limits.max_pixels, limits.max_side, limits.max_growth]
        self._children = Children(
            MODULE, children, cpu_seconds=cpu_seconds, memory_bytes=memory_bytes, wall_seconds=wall_seconds
        )
        self._card_drawers = Children(
            MODULE,
            1,
            cpu_seconds=cpu_seconds,
            memory_bytes=memory_bytes,
            wall_seconds=CARD_SECONDS,
            patience=CARD_SECONDS,
        )

    def render(self, data: bytes, which: Pass = Pass.FIRST, *, master: bool = False) -> RenditionSet:
        """Return one pass's renditions, and with `master` what to keep of it; raises PictureFailed "picture...."."""
        head, blobs = self._ask({"task": "render", "pass": which, "master": master}, data, "picture")
        kept = blobs.pop() if master else b""
        made = zip(head["renditions"], blobs, strict=True)
        return RenditionSet(
            colour=head["colour"],
            width=head["width"],
            height=head["height"],
            hash=head["hash"],
            marks=tuple(PictureMark(*mark) for mark in head["marks"]),
            measures=Measures(*head["measures"]) if head["measures"] else None,
            renditions=tuple(Rendition(w, h, PictureFormat(name), blob) for (w, h, name), blob in made),
            master=kept,
        )

    def master(self, data: bytes) -> bytes:
        """Return what to keep of an original, a JPEG; raises PictureFailed "picture...."."""
        _, blobs = self._ask({"task": "master"}, data, "picture")
        return blobs[0]

    def scan_pages(self, data: bytes, max_pages: int = 20) -> tuple[ScanPage, ...]:
        """Return viewing pages of a certificate scan.

        Raises PictureFailed "scan....", or a limit's "picture....".
        """
        head, blobs = self._ask({"task": "scan", "max_pages": max_pages}, data, "scan")
        made = enumerate(zip(head["pages"], blobs, strict=True), 1)
        return tuple(
            ScanPage(n, w, h, PictureFormat(name), blob, tuple(marks))
            for n, ((w, h, name, marks), blob) in made
        )

    def shrunk(self, data: bytes, sides: Sequence[int]) -> tuple[Rendition, ...]:
        """Return a photo made small to each of these sides in pixels, without metadata, the largest first.

        Raises PictureFailed "picture....".
        """
        head, blobs = self._ask({"task": "shrunk", "sides": list(sides)}, data, "picture")
        made = zip(head["sizes"], blobs, strict=True)
        return tuple(Rendition(w, h, PictureFormat(name), blob) for (w, h, name), blob in made)

    def card(
        self,
        photo: bytes,
        colour: str,
        words: CardWords,
        focus: tuple[float, float] = (0.5, 0.5),
        knit: Sequence[Sequence[str]] = (),
    ) -> bytes:
        """Return the card of a shared link as a JPEG, with the photo (a JPEG, or b"" for `knit` or the colour alone).

        It is cut around its `focus`, a share of its width and of its height. Raises PictureFailed "picture....".
        """
        request = {"task": "card", "colour": colour, "words": asdict(words), "focus": focus, "knit": knit}
        _, blobs = self._ask(request, photo, "picture", self._card_drawers)
        return blobs[0]

    def close(self) -> None:
        """End the children, each as soon as it is idle."""
        self._children.close()
        self._card_drawers.close()

    def _ask(
        self, request: dict[str, Any], data: bytes, kind: str, children: Children | None = None
    ) -> tuple[dict[str, Any], list[bytes]]:
        try:
            head, blobs = (children or self._children).ask({**request, "limits": self._limits}, data)
        except Lost as lost:
            raise _failure(lost.reason, kind, transient=lost.transient) from lost
        if "error" in head:
            raise _failure(str(head["error"]), kind, transient=False)
        return head, blobs


def _failure(reason: str, kind: str, *, transient: bool) -> PictureFailed:
    """Name the failure as its reader knows it; a scan that is too heavy is one that cannot be read."""
    if "." in reason:
        return PictureFailed(reason, transient=transient)
    return PictureFailed("scan.not_readable" if kind == "scan" else f"picture.{reason}", transient=transient)
