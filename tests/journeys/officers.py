"""What two officers do together."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.demo.people import OFFICERS
from tests.journeys.conftest import DESK
from tests.journeys.people import Visitor


def propose_to_revoke(officer: Visitor) -> None:
    """On the page of a certificate, with a reason typed: say why, and ask for a second officer."""
    officer.main.locator("summary", has_text="Cabut").click()
    officer.main.locator("[name=ground]").select_option("issuer")
    officer.main.get_by_role("button", name="Usulkan: Cabut").click()


def second(visit: Callable[..., Visitor], case: str) -> None:
    """A colleague finds the proposal in the list and confirms it."""
    colleague = visit(DESK)
    colleague.sign_in(OFFICERS[1][1])
    colleague.open("/desk/proposals")
    colleague.main.locator(f'a[href^="{case}"]').first.click()
    colleague.main.locator("#proposal summary").click()
    colleague.main.get_by_role("button", name="Benarkan: Cabut").click()
    colleague.reads("Dibenarkan")
