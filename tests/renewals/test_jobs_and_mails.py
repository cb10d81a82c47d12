"""The daily job, and the letters as they arrive."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.access.roles import Role
from marketplace.background import make_plan

TODAY = date(2026, 4, 14)


def test_the_day_brings_the_letters_in_each_readers_language(app, make, session, jobs, outbox, clock):
    account = make.account(Role.ARTISAN, email="siti@contoh.invalid", name="Siti")
    make.certificate(make.artisan(account), valid_until=TODAY + timedelta(days=30))
    make.account(Role.OFFICER, email="officer@contoh.invalid", locale="en")
    session.commit()
    assert make_plan(app).look() == len(app.extensions["handlers"].daily)
    jobs.run_all()
    assert make_plan(app).look() == 0
    by_address = {letter.to: letter for letter in outbox.letters}
    mine = by_address["siti@contoh.invalid"]
    assert mine.subject == "Sertifikat Anda berakhir 14 Mei 2026"
    assert "paling lambat 14 April 2026" in mine.text
    digest = by_address["officer@contoh.invalid"]
    assert digest.subject == "1 certificate ends soon"
    assert "valid until 14 May 2026" in digest.text
    assert "/en/desk/renewals" in digest.text
    clock.now += timedelta(days=1)
    assert make_plan(app).look() > 0
    sent = len(outbox.letters)
    jobs.run_all()
    assert len(outbox.letters) == sent
