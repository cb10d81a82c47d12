"""What two officers do together."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.certificates.rekeying_rules import Reading
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


def type_from_photo(officer: Visitor, paper: Reading) -> None:
    """On the page of an unread photo: type what the paper says, and see both sides."""
    officer.main.locator("#certificate_no").fill(paper.certificate_no)
    officer.main.locator("#holder_name").fill(paper.holder_name)
    officer.main.locator("#issue_date").fill(f"{paper.issue_date:%d-%m-%Y}")
    officer.main.locator("#last_day").fill("3 (tiga) tahun")
    officer.press("Bandingkan")
    officer.reads("Terbaca di foto")
