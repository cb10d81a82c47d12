"""A served site with the demo data, for real browsers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import ColumnElement, select, true, update
from sqlalchemy.orm import Session

from marketplace.accounts import sign_ins
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.app import create_app
from marketplace.background import make_runner
from marketplace.cli.web_server import WebServer, address_of, bind
from marketplace.database.base import db
from marketplace.database.session import session, writing
from marketplace.demo.loader import load
from marketplace.listings.models import Listing, Photo
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import FINE, LIGHT
from marketplace.settings import Settings
from marketplace.toolbox import Toolbox
from marketplace.web.bare import page_of
from marketplace.web.doors import public
from marketplace.web.errors import page as error_page
from marketplace.web.locale import locale_of_path


class Site:
    """The running site. `work` does what the job queue holds; nothing else does, so no test waits for it."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app = app
        self.url = url

    @property
    def box(self) -> Toolbox:
        found: Toolbox = self.app.extensions["toolbox"]
        return found

    @contextmanager
    def change(self) -> Iterator[Session]:
        """One writing transaction from the other side, for steps that are not the story."""
        with self.app.app_context(), writing() as transaction:
            yield transaction

    def session_of(self, account_id: int) -> str:
        """Sign somebody in without the form; returns the browser's token."""
        with self.change() as transaction:
            account = transaction.get_one(Account, account_id)
            return sign_ins.begin(account, at=self.box.clock(), device="test", second_factor=True)

    def work(self) -> None:
        """Do what is due; the finest renditions are left, for they take seconds and no journey waits for them."""
        with self.app.app_context():
            runner = make_runner(self.app)
            self._put_off(Job.kind == FINE)
            while runner.run_once():
                self._put_off(Job.kind == FINE)

    def letters(self, to: str) -> list[str]:
        """Subject and text of the letters sent to an address, oldest first."""
        self.work()
        sent = self.app.extensions["toolbox"].mailer.letters
        return [f"{letter.subject}\n{letter.text}" for letter in sent if letter.to == to]

    def put_off_jobs(self) -> None:
        """Leave the demo's own pictures and scans for later: they are many, and few journeys look at them."""
        with self.app.app_context():
            self._put_off(true())

    def _put_off(self, which: ColumnElement[bool]) -> None:
        later = self.app.extensions["toolbox"].clock() + timedelta(days=30)
        with writing():
            session.execute(update(Job).where(which, Job.state == JobState.QUEUED).values(run_after=later))

    def prepare_pictures(self, *bags: str) -> None:
        """Make the renditions of these bags' pictures now."""
        with self.app.app_context():
            at = self.app.extensions["toolbox"].clock()
            with writing():
                digests = set(
                    session.scalars(
                        select(Picture.digest)
                        .join(Photo, Photo.picture_id == Picture.id)
                        .join(Listing, Listing.id == Photo.listing_id)
                        .where(Listing.code.in_(bags))
                    )
                )
                for job in session.scalars(
                    select(Job).where(Job.kind == LIGHT, Job.state == JobState.QUEUED)
                ):
                    if job.payload["digest"] in digests:
                        job.run_after = at
            make_runner(self.app).run_all()


@public
def broken(status: int) -> object:
    """An address that is answered with an error page."""
    return error_page(status, "unavailable" if status >= 500 else "bad_request")


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve a site of its own on a free port of this machine, with the demo data in it."""
    bound = bind("127.0.0.1", 0)
    settings = Settings(
        testing=True,
        demo=True,
        secret_key="a secret for journeys only",
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'site.db'}",
        media_dir=folder / "media",
        private_dir=folder / "private",
        mail_url="memory:",
        jobs_in_web=False,
        base_url=address_of(bound),
    )
    app = create_app(settings)
    app.add_url_rule("/broken/<int:status>", "broken", broken)
    with app.app_context():
        db.create_all()
        load(app.extensions["toolbox"], lambda done, total: None)
    site = Site(app, settings.base_url)
    site.put_off_jobs()
    server = WebServer(
        app,
        bound,
        threads=6,
        max_body=settings.body_max_bytes,
        error_page=lambda status, path: page_of(app, status, locale_of_path(path)),
    )
    thread = threading.Thread(target=server.run, name="site")
    thread.start()
    try:
        yield site
    finally:
        server.stop()
        thread.join(30)
        app.extensions["toolbox"].close()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
