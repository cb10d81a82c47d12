"""From the one address in the settings to the mailer behind it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from marketplace.adapters.mail.folder import FolderMailer
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.adapters.mail.port import Mailer
from marketplace.adapters.mail.smtp import SmtpMailer, Tls

PORTS = {Tls.STARTTLS: 587, Tls.IMPLICIT: 465, Tls.NONE: 25}


def mailer_from_url(url: str, sender: str) -> Mailer:
    """Open `memory:`, `file:/folder` or `smtp://user:password@host:port?tls=starttls|implicit|none&timeout=10`.

    ValueError, without the password in it, for anything else. TLS is the default; `tls=none` must be said.
    """
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return MemoryMailer(sender)
    if parts.scheme == "file" and parts.path and not parts.netloc:
        return FolderMailer(Path(unquote(parts.path)), sender)
    if parts.scheme == "smtp" and parts.hostname:
        options = parse_qs(parts.query)
        tls = Tls(options.get("tls", [Tls.STARTTLS])[0])
        return SmtpMailer(
            host=parts.hostname,
            port=parts.port or PORTS[tls],
            sender=sender,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
            timeout=float(options.get("timeout", ["10"])[0]),
        )
    raise ValueError(f"not a mail address we can open: {parts.scheme or 'no scheme'}:")
