"""Assembly: the only file that sees everything. `create_app` reads as a table of contents."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from typing import Any

from flask import Flask, Response, request
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace.access.actors import Actor
from marketplace.accounts import queries as accounts
from marketplace.accounts import sign_ins
from marketplace.adapters.jobs.handlers import Handlers
from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.versions import triggers
from marketplace.artisans import queries as artisans
from marketplace.artisans import showing
from marketplace.catalogue import feeding
from marketplace.certificates import withdrawals
from marketplace.checks import labels as check_labels
from marketplace.database.base import db
from marketplace.database.engine import WRITING, engine_options, prepare
from marketplace.database.session import session, writing
from marketplace.disputes import papers as disputes
from marketplace.extensions import babel, limiter
from marketplace.helping import queries as helping
from marketplace.kit.clock import Clock, system_clock
from marketplace.kit.errors import NotFound
from marketplace.notices import telling
from marketplace.parts import BLUEPRINTS, JOBS, WORDS
from marketplace.questions import views as questions
from marketplace.reports import views as reports
from marketplace.reviews import views as reviews
from marketplace.settings import PROJECT, Settings
from marketplace.toolbox import toolbox
from marketplace.tools import gather
from marketplace.web import (
    content,
    csrf,
    doors,
    errors,
    hosts,
    identity,
    kept_pages,
    labels,
    locale,
    logs,
    row_numbers,
    security,
    templating,
)
from marketplace.web.letters import install as install_letters
from marketplace.web.paths import QuickPaths
from marketplace.web.questions import Questions
from marketplace.web.quiet_tables import QUIET_TABLES, SHOWN_IF
from marketplace.web.static import serve_static
from marketplace.web.whose_rows import WHOSE


class Marketplace(QuickPaths):
    """A Flask that commits in one place: after an unsafe method that answered below 400."""

    def dispatch_request(self) -> Response:
        """Run the view in one transaction; a GET cannot write unless its door says it must leave a row."""
        door = doors.door_of(self, request.endpoint)
        writes = request.method not in doors.SAFE_METHODS or (door is not None and door.writes)
        token = WRITING.set(writes)
        try:
            response = self.make_response(super().dispatch_request())
            if writes and response.status_code < 400:
                session.commit()
                toolbox().wake_workers()
            else:
                session.rollback()
        except BaseException:
            session.rollback()
            raise
        finally:
            WRITING.reset(token)
        return response


def create_app(settings: Settings | None = None, *, clock: Clock = system_clock) -> Flask:
    """Return the application. Raises SettingsError for a configuration that cannot be used."""
    settings = settings or Settings.from_environ(os.environ)
    content.load(settings.content)
    app = Marketplace(
        "marketplace",
        root_path=str(PROJECT / "marketplace"),
        template_folder=str(PROJECT / "templates"),
        static_folder=None,
    )
    _configure(app, settings)
    _open_database(app, settings)
    _gather_tools(app, settings, clock)
    telling.install()
    showing.install()
    withdrawals.install()
    questions.install()
    reports.install()
    reviews.install()
    disputes.install()
    _speak(app)
    identity.install(app, _find_actor)
    csrf.install(app)
    limiter.init_app(app)
    limiter.enabled = not settings.testing  # tests of the limits switch them on
    logs.install(app)
    app.before_request(lambda: _receive(app))
    security.install(app, settings)
    errors.install(app)
    templating.install(app, settings)
    row_numbers.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    doors.check_doors(app)
    _wrap(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        DEBUG=settings.debug,
        MAX_CONTENT_LENGTH=settings.form_memory_max_bytes * 2,
        MAX_FORM_MEMORY_SIZE=settings.form_memory_max_bytes,
        MAX_FORM_PARTS=settings.form_max_parts,
        SESSION_COOKIE_NAME="__Host-flash" if settings.secure else "flash",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        RATELIMIT_ENABLED=True,  # of every application, whatever the switch was left at by another one
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
        BABEL_DEFAULT_LOCALE=settings.locale,
        BABEL_TRANSLATION_DIRECTORIES=str(PROJECT / "marketplace" / "translations"),
    )


def _open_database(app: Flask, settings: Settings) -> None:
    if settings.database_url.startswith("sqlite:///"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database_url)
    db.init_app(app)
    triggers.follow(db.metadata, QUIET_TABLES, WHOSE, SHOWN_IF)
    with app.app_context():
        prepare(db.engine)


def _gather_tools(app: Flask, settings: Settings, clock: Clock) -> None:
    app.extensions["toolbox"] = gather(settings, clock)
    handlers = Handlers()
    for feature in JOBS:
        feature.install(handlers)
    install_letters(handlers)
    app.extensions["handlers"] = handlers


def _speak(app: Flask) -> None:
    babel.init_app(app, locale_selector=locale.locale_of_request)
    for feature in WORDS:
        labels.register(feature.LABELS, feature.MESSAGES)
    app.jinja_env.filters["checked_day"] = check_labels.day_words
    box = app.extensions["toolbox"]
    with app.app_context():  # of which make an index must be is told by the words, among others
        box.search = TantivyEngine(feeding.folder_of(box.settings.search_dir))


TEXT_ALONE = "application/x-www-form-urlencoded"
"""How a form without files arrives: it needs no room for any, and the parser would read all of it at once."""


def _receive(app: Flask) -> None:
    """Check a request before its view runs: address, body size, origin and token, then the door."""
    if "\0" in request.path:  # no name holds it, and PostgreSQL refuses even to look
        raise NotFound()
    door = doors.door_of(app, request.endpoint)
    if door is not None and door.uploads and request.mimetype != TEXT_ALONE:
        request.max_content_length = toolbox().settings.body_max_bytes
    csrf.check(app)
    doors.guard(app)


def _find_actor(token: str) -> Actor | None:
    """Return the person behind a session token. Leaves no transaction open, so that slow work may follow."""
    box = toolbox()
    at = box.clock()
    sign_in = accounts.sign_in_of(token, at)
    if sign_in is None or sign_ins.is_idle(sign_in, at):
        session.rollback()
        return None
    artisan_id, new_notices, helper_id = artisans.artisan_and_news_of(
        sign_in.account_id, helping.acts_as(sign_in.id)
    )
    acting = None
    if helper_id is not None:
        acting, artisan_id = helping.acting(helper_id, sign_in.account_id)
    actor = accounts.actor_of(
        sign_in,
        artisan_id,
        new_notices=new_notices,
        acting=acting,
        second_factor_compulsory=box.settings.staff_second_factor,
    )
    stale = at - sign_in.last_seen_at > sign_ins.SEEN_EVERY
    sign_in_id = sign_in.id
    session.rollback()
    if stale:
        _note_seen(sign_in_id, at)
    return actor


def _note_seen(sign_in_id: int, at: datetime) -> None:
    """Write down that somebody was here; a database that takes no writes now must not keep them from reading."""
    try:
        with writing():
            sign_ins.seen(sign_in_id, at)
    except OperationalError:
        logging.getLogger("marketplace.errors").warning("a visit could not be noted")


def _wrap(app: Flask, settings: Settings) -> None:
    inner: Any = kept_pages.wrap(app, Questions(app, app.wsgi_app))
    inner = locale.LocalePrefix(inner, settings.locale)
    inner = serve_static(inner, settings)
    inner = hosts.KnownHosts(inner, settings.hosts, settings.locale)
    if settings.proxies:
        inner = ProxyFix(inner, x_for=settings.proxies, x_proto=settings.proxies, x_host=0)
    app.wsgi_app = inner  # type: ignore[method-assign]
