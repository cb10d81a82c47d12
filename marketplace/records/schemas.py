"""What the verification box accepts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.web.forms import Line, Schema


class VerifyForm(Schema):
    """One box for every kind of proof; the kind is found out, not asked."""

    q: Annotated[Line, Field(max_length=200)] = ""
