"""Words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString

LABELS: Mapping[StrEnum, LazyString] = {}
MESSAGES: Mapping[str, LazyString] = {}
