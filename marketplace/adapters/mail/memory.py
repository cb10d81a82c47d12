"""Letters kept in a list, for tests."""

from __future__ import annotations

from marketplace.adapters.mail.port import Letter, compose


class MemoryMailer:
    """Composes every letter as a real mailer would, so that what could not be sent fails here too."""

    def __init__(self, sender: str) -> None:
        self.letters: list[Letter] = []
        self._sender = sender

    def send(self, letter: Letter) -> None:
        compose(letter, self._sender).as_bytes()
        if all(kept.message_id != letter.message_id for kept in self.letters):
            self.letters.append(letter)
