"""Does the process live, and can it work?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from marketplace.adapters.jobs.queue import enqueue
from marketplace.pages import queries as asked
from marketplace.pages.views.probes import LATE_SECONDS


def test_probes_tell_that_all_is_well(client):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    report = client.get("/readyz")
    assert report.status_code == 200
    assert report.get_json() == {
        "status": "ok",
        "database": "ok",
        "storage": "ok",
        "jobs": "ok",
        "search": "without an index",
        "oldest_job_seconds": None,
    }


def test_readiness_names_the_part_that_failed(client, app, monkeypatch):
    class Broken:
        def prepare(self):
            raise OSError("read-only")

    monkeypatch.setattr(app.extensions["toolbox"], "private_files", Broken())
    report = client.get("/readyz")
    assert report.status_code == 503
    assert report.get_json()["storage"] == "failed"
    assert report.get_json()["database"] == "ok"


def break_database(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("SELECT", {}, Exception("secret-host is down"))

    monkeypatch.setattr(asked.session, "execute", fail)


def test_a_database_that_does_not_answer_is_named_and_the_process_is_not_to_blame(client, monkeypatch):
    break_database(monkeypatch)
    report = client.get("/readyz")
    assert report.status_code == 503
    assert report.get_json()["database"] == "failed"
    assert report.get_json()["storage"] == "ok"
    assert report.get_json()["oldest_job_seconds"] is None
    assert "secret-host" not in report.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("waiting", "said"), [(LATE_SECONDS, "ok"), (LATE_SECONDS + 1, "late")])
def test_a_job_that_waits_long_is_told_but_turns_nobody_away(client, session, clock, waiting, said):
    enqueue(session, "letters.send", {}, at=clock() - timedelta(seconds=waiting))
    session.commit()
    report = client.get("/readyz")
    assert report.status_code == 200
    assert (report.get_json()["jobs"], report.get_json()["oldest_job_seconds"]) == (said, waiting)


def test_no_cache_answers_for_them(client):
    for path in ("/healthz", "/readyz"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
