"""Pages: her bags: list, editor, photos."""

from __future__ import annotations
