"""When the demonstration's artisans answer: some on weekdays, some every evening, some said nothing."""

from __future__ import annotations

from datetime import time

from marketplace.access.actors import Actor
from marketplace.artisans import hours
from marketplace.artisans.models import Artisan
from marketplace.artisans.weeks import WEEKDAYS, Week

EVERY_DAY: Week = dict.fromkeys(WEEKDAYS, (time(8), time(20)))
WORKDAYS: Week = dict.fromkeys(range(5), (time(8), time(17))) | {5: (time(9), time(12))}
EVENINGS: Week = dict.fromkeys((0, 1, 3, 6), (time(19), time(22)))
KINDS: tuple[Week, ...] = (EVERY_DAY, WORKDAYS, EVENINGS, {})


def keep(artisan: Artisan, number: int, *, actor: Actor) -> None:
    """Write down the hours of one of them; every fourth has said none."""
    week = KINDS[(number - 1) % len(KINDS)]
    hours.keep(artisan, {day: week.get(day, (None, None)) for day in WEEKDAYS}, actor=actor)
