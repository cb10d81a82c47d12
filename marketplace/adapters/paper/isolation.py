"""One child that draws sheets, so that neither a long text nor the library weighs on the process that asked."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.adapters.isolation.children import Children, Lost
from marketplace.adapters.paper.sheets import Block
from marketplace.kit.errors import Unavailable

MODULE = "marketplace.adapters.paper.child"
WAIT_SECONDS = 20.0


class PaperPress:
    """Draws one PDF after the other; who has waited for long hears that it is busy."""

    def __init__(self, *, cpu_seconds: int = 5, memory_bytes: int = 500_000_000) -> None:
        self._children = Children(
            MODULE,
            1,
            cpu_seconds=cpu_seconds,
            memory_bytes=memory_bytes,
            wall_seconds=WAIT_SECONDS,
            patience=WAIT_SECONDS,
        )

    def pdf(
        self, title: str, blocks: Sequence[Block], pictures: Sequence[bytes], foot: str, language: str
    ) -> bytes:
        """Return the sheets; `pictures` are JPEGs of our own making. Raises Unavailable where the child is lost."""
        request = {
            "title": title,
            "blocks": [(one.kind, one.text, one.label) for one in blocks],
            "sizes": [len(one) for one in pictures],
            "foot": foot,
            "language": language,
        }
        try:
            head, blobs = self._children.ask(request, b"".join(pictures))
        except Lost as lost:
            raise Unavailable() from lost
        if "error" in head:
            raise Unavailable()
        return blobs[0]

    def close(self) -> None:
        """End the child once it is idle."""
        self._children.close()
