"""The command that makes the key of notices to browsers."""

from __future__ import annotations

from click.testing import CliRunner

from marketplace.adapters.push.keys import PushKeyFile
from marketplace.cli.push_key import push_key


def test_it_writes_a_key_once(tmp_path):
    path = tmp_path / "push.key"
    made = CliRunner().invoke(push_key, [str(path)])
    assert made.exit_code == 0, made.output
    public = PushKeyFile(path).load().public
    again = CliRunner().invoke(push_key, [str(path)])
    assert again.exit_code == 1
    assert "there already" in again.output
    assert PushKeyFile(path).load().public == public


def test_a_place_nobody_can_write_to_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    answer = CliRunner().invoke(push_key, [str(tmp_path / "file" / "push.key")])
    assert answer.exit_code == 1
    assert "Error:" in answer.output
