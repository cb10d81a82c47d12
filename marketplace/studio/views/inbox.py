"""Pages: questions she was asked."""

from __future__ import annotations
