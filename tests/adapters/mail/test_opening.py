"""One address in the settings says which mailer it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.adapters.mail.folder import FolderMailer
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.adapters.mail.opening import mailer_from_url
from marketplace.adapters.mail.smtp import SmtpMailer, Tls
from tests.adapters.mail.test_port import SENDER


def test_memory_and_folders_are_opened() -> None:
    assert isinstance(mailer_from_url("memory:", SENDER), MemoryMailer)
    for url in ("file:/var/mail%20box", "file:///var/mail%20box"):
        mailer = mailer_from_url(url, SENDER)
        assert isinstance(mailer, FolderMailer)
        assert mailer.folder == Path("/var/mail box")


@pytest.mark.parametrize(
    ("url", "port", "tls", "timeout"),
    [
        ("smtp://mail.id", 587, Tls.STARTTLS, 10),
        ("smtp://mail.id?tls=implicit", 465, Tls.IMPLICIT, 10),
        ("smtp://mail.id?tls=none&timeout=2.5", 25, Tls.NONE, 2.5),
        ("smtp://mail.id:2525", 2525, Tls.STARTTLS, 10),
    ],
)
def test_a_server_is_spoken_to_in_secret_unless_told_otherwise(
    url: str, port: int, tls: Tls, timeout: float
) -> None:
    assert mailer_from_url(url, SENDER) == SmtpMailer("mail.id", port, SENDER, tls=tls, timeout=timeout)


def test_name_and_password_may_hold_any_character_and_are_not_shown() -> None:
    mailer = mailer_from_url("smtp://terajut%40mail.id:p%40ss%3A%2F@mail.id", SENDER)
    assert isinstance(mailer, SmtpMailer)
    assert (mailer.user, mailer.password) == ("terajut@mail.id", "p@ss:/")
    assert "p@ss" not in repr(mailer)


@pytest.mark.parametrize(
    "url", ["", "mail.id", "http://secret:word@mail.id", "smtp://", "file://host/x", "smtp://m?tls=x"]
)
def test_other_addresses_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(ValueError, match="not a") as caught:
        mailer_from_url(url, SENDER)
    assert "word" not in str(caught.value)
