"""The bag editor as a browser without script uses it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from marketplace.listings.models import Listing
from tests.proofreading import ProofreadingClient


class Editor:
    """One open editor: posts like a browser without script."""

    def __init__(self, client: ProofreadingClient, bag: Listing, token: str) -> None:
        self.client, self.code, self.token = client, bag.code, token
        self.path = f"/studio/listings/{bag.code}/edit"

    def post(self, *photos: bytes, path: str = "", **fields: Any) -> TestResponse:
        data: MultiDict[str, Any] = MultiDict([("csrf_token", self.token)])
        for name, value in fields.items():
            for entry in value if isinstance(value, list) else [value]:
                data.add(name, entry)
        for number, photo in enumerate(photos, 1):
            data.add("photos", (BytesIO(photo), f"IMG_{number}.jpg", "image/jpeg"))
        answer = self.client.post(path or self.path, data=data, content_type="multipart/form-data")
        answer.request.environ[
            "wsgi.input"
        ].close()  # a large body is a file, which the test client leaves open
        return answer
