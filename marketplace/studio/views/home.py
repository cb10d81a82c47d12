"""Pages: what awaits her today."""

from __future__ import annotations
