"""`serve`: prepare what is missing, then answer requests."""

from __future__ import annotations

import gc
import os
import socket
import threading
from dataclasses import replace

import click

from marketplace.background import start_counting, start_thread
from marketplace.cli.database_errors import database_told
from marketplace.cli.first_start import prepare
from marketplace.cli.opening import Opening, pass_opening
from marketplace.cli.supervisor import Role, Supervisor, fork, wait_for
from marketplace.cli.web_server import WebServer, address_of, bind
from marketplace.cli.worker import work
from marketplace.settings import Settings
from marketplace.web.bare import page_of
from marketplace.web.locale import locale_of_path

JOB_SECONDS = 10.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="Threads in each of them."
)
@click.option("--no-worker", is_flag=True, help="Leave the jobs to `worker` commands started elsewhere.")
@pass_opening
@click.pass_context
def serve(
    context: click.Context,
    opening: Opening,
    host: str,
    port: int,
    processes: int,
    threads: int,
    no_worker: bool,
) -> None:
    """Serve the site until SIGTERM or Ctrl-C; requests that have begun are answered first.

    A database that is behind is migrated. A brand-new installation is filled with demo data, unless MARKETPLACE_DEMO
    is off. With several processes, jobs are done in one more process of their own.
    """
    if processes > 1 and not hasattr(os, "fork"):
        raise click.UsageError("This system cannot serve with several processes; use --threads.")
    jobs = opening.settings.jobs_in_web and not no_worker
    bound = bind(host, port)
    opening.change(_with_address(opening.settings, bound))
    if processes == 1:
        prepare(context, opening)
        _answer(opening, bound, threads, jobs=jobs, announce=True)
        return
    code = wait_for(fork(lambda: _prepare(context, opening)))
    if code:
        raise SystemExit(code)
    roles: list[Role] = [_web_role(opening, bound, threads, number) for number in range(processes)]
    if jobs:
        roles.append(lambda first: work(opening))
    Supervisor(roles, at_stop=bound.close).run()


def _prepare(context: click.Context, opening: Opening) -> None:
    with database_told():
        prepare(context, opening)


def _with_address(settings: Settings, bound: socket.socket) -> Settings:
    """Without a configured base URL, links in letters lead to where the site is served now."""
    if settings.production or settings.base_url != Settings.base_url:
        return settings
    return replace(settings, base_url=address_of(bound))


def _web_role(opening: Opening, bound: socket.socket, threads: int, number: int) -> Role:
    return lambda first: _answer(opening, bound, threads, jobs=False, announce=first and number == 0)


def _answer(opening: Opening, bound: socket.socket, threads: int, *, jobs: bool, announce: bool) -> None:
    app = opening.app()
    gc.collect()
    gc.freeze()  # what the application is made of lives as long as the process: no collection need look at it again
    server = WebServer(
        app,
        bound,
        threads=threads,
        max_body=opening.settings.body_max_bytes,
        error_page=lambda status, path: page_of(app, status, locale_of_path(path)),
    )
    server.stop_on_signals()
    stop_jobs = start_thread(app) if jobs else None
    stop_counting = start_counting(app)
    if announce:
        click.echo(f"Serving on {address_of(bound)}")
    server.run()
    if stop_jobs is not None:
        stop_jobs.set()
        app.extensions["toolbox"].wake_workers()
        _wait_for_thread("jobs")
        _wait_for_thread("search")
    stop_counting.set()
    _wait_for_thread("visits")
    app.extensions["toolbox"].close()


def _wait_for_thread(name: str) -> None:
    """Let a job that has begun come to its end; one cut short would only run again later."""
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(JOB_SECONDS)
