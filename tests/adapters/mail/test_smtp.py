"""Letters through a real server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from marketplace.adapters.mail.port import MailFailed
from marketplace.adapters.mail.smtp import SmtpMailer, Tls
from tests.adapters.mail.test_port import SENDER, letter


class Mailbox:
    """What the server was given; `answer` is what it says to the text of a letter, `greeting` to an address."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answer = "250 kept"
        self.greeting = "250 known"

    async def address(
        self, server: Any, session: Any, envelope: Envelope, to: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(to)
        return self.greeting

    async def text(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return self.answer


HOOKS = {"handle_RCPT": Mailbox.address, "handle_DATA": Mailbox.text}
"""The names the server looks for."""


@pytest.fixture
def mailbox() -> Mailbox:
    box: Mailbox = type("Hooked", (Mailbox,), HOOKS)()
    return box


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"terajut", b"p@ss"), handled=False)


@pytest.fixture
def mailer(mailbox: Mailbox) -> Iterator[SmtpMailer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(
        mailbox, hostname="127.0.0.1", port=port, authenticator=authenticate, auth_require_tls=False
    )
    server.start()
    yield SmtpMailer("127.0.0.1", port, SENDER, tls=Tls.NONE, timeout=5)
    server.stop()


def test_a_letter_arrives_as_it_was_written(mailer: SmtpMailer, mailbox: Mailbox) -> None:
    mailer.send(letter(subject="Tas “Ombak”", text="Halo\n.\nsatu titik\n"))
    (envelope,) = mailbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@terajut.invalid", ["sri@contoh.id"])
    assert isinstance(envelope.content, bytes)
    read = message_from_bytes(envelope.content, policy=default)
    assert (read["Subject"], read["Message-ID"]) == ("Tas “Ombak”", "<reply-1@terajut.id>")
    assert read.get_content().replace("\r\n", "\n") == "Halo\n.\nsatu titik\n"


def test_a_name_and_a_password_are_used(mailer: SmtpMailer, mailbox: Mailbox) -> None:
    replace(mailer, user="terajut", password="p@ss").send(letter())
    assert len(mailbox.envelopes) == 1
    with pytest.raises(MailFailed, match=r"mail\.unreachable") as caught:
        replace(mailer, user="terajut", password="wrong").send(letter())
    assert not caught.value.permanent
    assert len(mailbox.envelopes) == 1


@pytest.mark.parametrize(("code", "permanent"), [(550, True), (451, False)])
@pytest.mark.parametrize("at", ["answer", "greeting"])
def test_a_refusal_for_good_is_told_from_one_for_now(
    mailer: SmtpMailer, mailbox: Mailbox, at: str, code: int, permanent: bool
) -> None:
    setattr(mailbox, at, f"{code} no")
    with pytest.raises(MailFailed, match=r"mail\.refused") as caught:
        mailer.send(letter())
    assert caught.value.permanent is permanent


def test_a_server_without_tls_gets_nothing_when_tls_is_wanted(mailer: SmtpMailer, mailbox: Mailbox) -> None:
    for tls in (Tls.STARTTLS, Tls.IMPLICIT):
        with pytest.raises(MailFailed):
            replace(mailer, tls=tls, user="terajut", password="p@ss", timeout=1).send(letter())
    assert mailbox.envelopes == []


def test_a_server_that_hangs_or_is_gone_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hanging = SmtpMailer("127.0.0.1", silent.getsockname()[1], SENDER, tls=Tls.NONE, timeout=0.2)
        with pytest.raises(MailFailed, match=r"mail\.unreachable"):
            hanging.send(letter())
    with pytest.raises(MailFailed, match=r"mail\.unreachable") as caught:
        hanging.send(letter())
    assert not caught.value.permanent
