"""What becomes of jobs that are done."""

from __future__ import annotations

from marketplace.adapters.jobs.models import JobState
from marketplace.adapters.jobs.pruning import KEPT_DONE, PRUNE, install
from tests.adapters.jobs.conftest import Desk


def test_done_jobs_are_forgotten_after_a_month_and_failed_ones_are_not(desk: Desk) -> None:
    def run(payload: dict[str, object], context: object) -> None:
        if payload.get("bad"):
            raise ValueError

    desk.handlers.register("knit", run, tries=1)
    install(desk.handlers)
    assert desk.handlers.daily == [PRUNE]
    desk.put("knit")
    desk.put("knit", {"bad": True})
    desk.runner.run_all()
    desk.later(seconds=KEPT_DONE.total_seconds() - 60)
    desk.put(PRUNE)
    desk.runner.run_all()
    assert [job.state for job in desk.jobs if job.kind == "knit"] == [JobState.DONE, JobState.FAILED]
    desk.later(seconds=120)
    desk.put(PRUNE)
    desk.runner.run_all()
    assert [job.state for job in desk.jobs if job.kind == "knit"] == [JobState.FAILED]
