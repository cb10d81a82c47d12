"""A changed decision log is shown to those who can do something about it, until it is signed again."""

from __future__ import annotations

from marketplace.access.roles import Role
from marketplace.decision_log.operations import LogChanged, refuse

ALARM = "Log keputusan berubah"


def test_an_admin_is_told_that_the_log_was_changed(client, make, session, sign_in, clock):
    sign_in(client, make.account(Role.ADMIN))
    assert ALARM not in client.get("/desk/accounts").get_data(as_text=True)
    refuse(LogChanged(3), at=clock())
    session.commit()
    page = client.get("/desk/accounts").get_data(as_text=True)
    assert ALARM in page and "14 April 2026, 09.12 WITA" in page


def test_an_officer_finds_it_among_the_entries_of_the_journal(client, make, session, sign_in, clock):
    sign_in(client, make.account(Role.OFFICER))
    refuse(LogChanged(3), at=clock())
    session.commit()
    assert "LOG KEPUTUSAN BERUBAH" in client.get("/desk/journal").get_data(as_text=True)
    assert ALARM not in client.get("/desk/accounts").get_data(as_text=True)
