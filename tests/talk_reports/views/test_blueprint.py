"""What pages of talks know of reports."""

from __future__ import annotations


def test_a_page_of_a_talk_finds_its_reports(app, report, thread):
    of_talk = app.jinja_env.globals["reports_of_talk"]
    assert [one.id for one in of_talk(thread, "buyer")] == [report.id]
    assert of_talk(thread, "artisan") == []
