"""Days of the installation's calendar as moments."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from marketplace.toolbox import toolbox


def midnight(day: date) -> datetime:
    """Return the moment a day begins where the installation is."""
    return datetime.combine(day, time(), ZoneInfo(toolbox().settings.timezone))
