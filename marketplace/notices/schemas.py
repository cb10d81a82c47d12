"""What people may send about their feed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from marketplace.web.forms import Schema


class ReadAll(Schema):
    """Up to which row the page was shown."""

    up_to: Annotated[int, Field(ge=1, lt=2**31)]
