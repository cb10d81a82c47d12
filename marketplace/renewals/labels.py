"""What the steps of a renewal are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.renewals.rules import Step

LABELS: Mapping[StrEnum, LazyString] = {
    Step.CONTACTED: lazy_gettext("Has been told in person"),
    Step.PORTFOLIO: lazy_gettext("Portfolio of work is ready"),
    Step.APPLICATION: lazy_gettext("Application form is filled in"),
    Step.FEE: lazy_gettext("Fee is settled"),
    Step.TRANSPORT: lazy_gettext("Way to the test site is settled"),
    Step.REGISTERED: lazy_gettext("Registered with the LSP"),
}
MESSAGES: Mapping[str, LazyString] = {}
