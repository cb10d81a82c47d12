"""Two officers, fifty presses of a button at the same moment: one decision, and forty-nine who are told."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Status
from marketplace.checks.models import VerificationEvent
from marketplace.decision_log.models import LogEntry
from tests.desk.conftest import APPROVAL
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
PRESSES = 50
REJECT = {"action": "reject", "reason": "Bukan sertifikat BNSP."}


def press_all(app: Flask, make: Make, sign_in: SignIn, certificate: Certificate) -> Counter[int]:
    """Send approvals and rejections from two officers' browsers at once; return how often each status came back."""
    path, version = f"/desk/certificates/{certificate.id}", certificate.version
    clients = []
    for officer in (make.account(Role.OFFICER), make.account(Role.OFFICER)):
        client = ProofreadingClient(app, app.response_class, use_cookies=True)
        sign_in(client, officer)
        clients.append((client.token(path), client))
    make.session.rollback()
    start, answers = threading.Barrier(PRESSES), Counter[int]()
    lock = threading.Lock()

    def press(number: int) -> None:
        token, signed_in = clients[number % 2]
        tab = ProofreadingClient(app, app.response_class, use_cookies=True)
        tab._cookies = signed_in._cookies  # another tab of the same browser
        form = (APPROVAL, REJECT)[number // 2 % 2] | {"version": version, "csrf_token": token}
        start.wait()
        status = tab.post(path, data=form).status_code
        with lock:
            answers[status] += 1

    threads = [threading.Thread(target=press, args=(number,)) for number in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_fifty_decisions_one_wins(app: Flask, make: Make, sign_in: SignIn) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    answers = press_all(app, make, sign_in, certificate)
    assert answers == {303: 1, 409: PRESSES - 1}
    make.session.expire_all()
    (decision,) = make.session.scalars(select(Decision))
    assert certificate.status is decision.after
    assert decision.after in (Status.VERIFIED, Status.REJECTED)
    assert make.session.scalar(select(func.count()).select_from(LogEntry)) == 1
    lines = select(func.count()).where(JournalEntry.action.startswith("certificate."))
    assert make.session.scalar(lines) == 1
    events = make.session.scalar(select(func.count()).select_from(VerificationEvent))
    assert events == (decision.after is Status.VERIFIED)
