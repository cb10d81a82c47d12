"""Pages: her certificates: list, form, scans."""

from __future__ import annotations
