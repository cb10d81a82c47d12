"""When a talk may be reported again."""

from marketplace.talk_reports.rules import anything_new


def test_a_talk_is_reported_again_only_once_something_new_was_written():
    assert anything_new(None, 1) and anything_new(3, 4)
    assert not anything_new(3, 3)
