"""A child's answer, or the refusal its caller raises: the same for every kind of file."""

from __future__ import annotations

from typing import Any

from marketplace.adapters.isolation.children import Children, Lost
from marketplace.kit.errors import Unavailable, Unsupported


def ask(
    children: Children, prefix: str, request: dict[str, Any], data: bytes
) -> tuple[dict[str, Any], list[bytes]]:
    """Return the child's answer.

    Raises Unsupported with the code the child named, or "<prefix>.too_heavy" or "<prefix>.not_readable" for what it
    died of; Unavailable where the machine is to blame.
    """
    try:
        head, blobs = children.ask(request, data)
    except Lost as lost:
        if lost.transient:
            raise Unavailable() from lost
        raise Unsupported(f"{prefix}.{lost.reason}") from lost
    if head.get("error") == "too_heavy":
        raise Unsupported(f"{prefix}.too_heavy")
    if "error" in head:
        raise Unsupported(str(head["error"]), **head["details"])
    return head, blobs
