"""Pages: one certificate side by side."""

from __future__ import annotations
