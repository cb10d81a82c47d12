"""Letters in a list behave as letters on a wire."""

from __future__ import annotations

import pytest

from marketplace.adapters.mail.memory import MemoryMailer
from tests.adapters.mail.test_port import SENDER, letter


def test_the_same_letter_is_kept_once() -> None:
    mailer = MemoryMailer(SENDER)
    for key in ("a@b.id", "c@b.id", "a@b.id"):
        mailer.send(letter(message_id=key))
    assert [kept.message_id for kept in mailer.letters] == ["a@b.id", "c@b.id"]


def test_a_sender_no_server_would_take_fails_here_too() -> None:
    with pytest.raises(ValueError, match="address"):
        MemoryMailer("Terajut\r\nBcc: x@y.id").send(letter())
