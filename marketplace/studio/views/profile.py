"""Pages: her profile."""

from __future__ import annotations
