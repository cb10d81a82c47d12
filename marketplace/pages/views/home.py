"""The front page."""

from __future__ import annotations
