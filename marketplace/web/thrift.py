"""Light pages for who asks for them: the request header `Save-Data: on`, which browsers send on a dear line.

https://wicg.github.io/savedata/ . A page that was made with this in mind says so to caches (`Vary: Save-Data`).
"""

from __future__ import annotations

from flask import Response, g, has_request_context, request

ASKED = "asked_save_data"


def spares_data() -> bool:
    """Whether this visitor is to be sent small pictures; whoever asks makes the answer depend on the header."""
    if not has_request_context():
        return False
    setattr(g, ASKED, True)
    return request.headers.get("Save-Data", "").strip().lower() == "on"


def tell_caches(response: Response) -> None:
    """Let a cache keep the light and the full page apart, where there are two."""
    if g.get(ASKED):
        response.vary.add("Save-Data")
