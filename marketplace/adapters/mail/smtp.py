"""Letters through a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from marketplace.adapters.mail.port import Letter, MailFailed, compose


class Tls(StrEnum):
    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """One connection per letter, at most `timeout` seconds for each answer of the server.

    The server cannot tell that a letter is a second one: the same Message-ID lets the receiver's mailbox see it.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = Tls.STARTTLS
    timeout: float = 10.0

    def send(self, letter: Letter) -> None:
        message = compose(letter, self.sender)
        try:
            with self._connection() as server:
                server.send_message(message)
        except smtplib.SMTPNotSupportedError as error:
            raise MailFailed("mail.unsupported", permanent=True) from error
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise MailFailed("mail.refused", permanent=all(code >= 500 for code in codes)) from error
        except smtplib.SMTPDataError as error:
            raise MailFailed("mail.refused", permanent=error.smtp_code >= 500) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailFailed("mail.unreachable", permanent=False) from error

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.tls is Tls.IMPLICIT:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        with server:
            if self.tls is Tls.STARTTLS:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server
