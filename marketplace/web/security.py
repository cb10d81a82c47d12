"""What every answer carries for safety, and how long others may keep it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from marketplace.settings import Settings
from marketplace.web.compression import compress
from marketplace.web.doors import door_of
from marketplace.web.identity import session_token
from marketplace.web.kept_pages import CONTROL, keep
from marketplace.web.thrift import tell_caches


class SessionCookie(SecureCookieSessionInterface):
    """Flask's cookie. Looking into it marks an answer as one for this visitor alone; a file that never changes is the
    same for all, and shared caches must see that."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        super().save_session(app, session, response)
        if response.cache_control.immutable:
            response.vary.discard("Cookie")


def policy(settings: Settings) -> str:
    """The Content-Security-Policy: own files only, nothing inline, framed by nobody."""
    media = urlsplit(settings.media_url)
    pictures = "'self' data: blob:" + (f" {media.scheme}://{media.netloc}" if media.netloc else "")
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {pictures}; font-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )


def install(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer of the application."""
    fixed = {
        "Content-Security-Policy": policy(settings),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    }
    if settings.secure:
        fixed["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    app.session_interface = SessionCookie()

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        return _keep(app, response)


def _keep(app: Flask, response: Response) -> Response:
    """Let caches keep public pages and ask before each use; keep everything of a signed-in person to themselves.

    A badge is about today: a copy that need not ask would show a certificate that was revoked a moment ago.
    """
    if "Cache-Control" in response.headers:
        return response
    door = door_of(app, request.endpoint)
    # a message shown once is taken out of its cookie, which is written only after this
    untouched = "Set-Cookie" not in response.headers and not cookie.modified
    stateless = session_token() is None and untouched
    if (
        request.method in ("GET", "HEAD")
        and door is not None
        and door.public
        and stateless
        and response.status_code == 200
    ):
        response.headers["Cache-Control"] = CONTROL
        response.vary.add("Cookie")
        response.vary.add("Accept-Encoding")
        tell_caches(response)
        compress(response, request).add_etag()
        keep(app, response)
        response.make_conditional(request)
        return response
    response.headers["Cache-Control"] = "private, no-store"
    return response
