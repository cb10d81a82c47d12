"""Pages: accounts, reset codes, invitations."""

from __future__ import annotations
