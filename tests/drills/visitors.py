"""A visitor of the running server: standard library only, one connection per request, cookies kept."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

SECONDS = 60
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "a-line-between-two-parts"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def taken(self) -> bool:
        """Whether the server has said that it has done what it was sent."""
        return 200 <= self.status < 400

    @property
    def place(self) -> str:
        """Where it points to."""
        return self.headers.get("Location", "")

    @property
    def token(self) -> str:
        """The token of the form on the page."""
        found = TOKEN.search(self.text)
        return found.group(1) if found else ""


@dataclass
class Visitor:
    """Somebody with a browser. `network` is the address their requests seem to come from."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    network: str = ""

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(
        self,
        path: str,
        fields: Mapping[str, str],
        photos: Mapping[str, bytes] | None = None,
        name: str = "photos",
    ) -> Answer:
        """Send a form, with files if there are any."""
        if photos is None:
            return self.send("POST", path, urlencode(fields).encode(), {"Content-Type": FORM})
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.send("POST", path, multipart(fields, photos, name), {"Content-Type": kind})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request; raises OSError or http.client.HTTPException where no whole answer came back."""
        where = urlsplit(self.address)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, {**self._headers(), **(headers or {})})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or ():
            self.cookies.update({key: morsel.value for key, morsel in SimpleCookie(line).items()})
        return Answer(response.status, response.headers, text)

    def _headers(self) -> dict[str, str]:
        given = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        given["X-Forwarded-For"] = self.network
        return {name: value for name, value in given.items() if value}


def multipart(fields: Mapping[str, str], files: Mapping[str, bytes], name: str) -> bytes:
    """Write a form as browsers do."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    for file, data in files.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + data + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
