"""Letters as files, for development and for installations without a mail server."""

from __future__ import annotations

import os
import secrets
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path

from marketplace.adapters.mail.port import Letter, MailFailed, compose


class FolderMailer:
    """One `.eml` per message id. A file is whole or not there; a letter sent twice is still one file, the newer one."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        target = self.path_of(letter.message_id)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside = self.folder / f".{secrets.token_hex(8)}.part"
            try:
                with aside.open("wb") as file:
                    file.write(compose(letter, self._sender).as_bytes(policy=SMTP))
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(target)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            raise MailFailed("mail.unreachable", permanent=False) from error

    def path_of(self, message_id: str) -> Path:
        """Return where the letter of that id lies, or would lie."""
        readable = "".join(letter if letter.isalnum() else "-" for letter in message_id.partition("@")[0])[
            :60
        ]
        return self.folder / f"{readable}-{sha256(message_id.encode()).hexdigest()[:16]}.eml"
