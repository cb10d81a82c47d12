"""Letters as files."""

from __future__ import annotations

import stat
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from marketplace.adapters.mail.folder import FolderMailer
from marketplace.adapters.mail.port import MailFailed
from tests.adapters.mail.test_port import SENDER, letter


def test_each_letter_is_one_readable_file(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail", SENDER)
    mailer.send(letter())
    mailer.send(letter(message_id="reply-2@terajut.id"))
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.name.rpartition("-")[0] for file in files] == ["reply-1", "reply-2"]
    assert message_from_bytes(files[0].read_bytes(), policy=default)["To"] == "sri@contoh.id"


def test_the_same_letter_again_is_still_one_file(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path, SENDER)
    for _ in range(3):
        mailer.send(letter())
    assert list(tmp_path.iterdir()) == [mailer.path_of("reply-1@terajut.id")]


def test_ids_that_look_alike_as_names_do_not_meet(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path, SENDER)
    for key in ("reply-1@a.id", "reply_1@a.id", "reply-1@b.id", "../reply@a.id".replace("/", "-")):
        mailer.send(letter(message_id=key))
    assert len(list(tmp_path.glob("*.eml"))) == 4


def test_the_folder_is_closed_to_other_accounts(tmp_path: Path) -> None:
    FolderMailer(tmp_path / "mail", SENDER).send(letter())
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(MailFailed, match=r"mail\.unreachable") as caught:
        FolderMailer(tmp_path / "mail", SENDER).send(letter())
    assert not caught.value.permanent
