"""A worker whose pushes go to a push service on this machine: what runs is the real one, all but the connection."""

from __future__ import annotations

import os
from http.client import HTTPConnection
from threading import Event

from marketplace.adapters.push.keys import PushKeyFile
from marketplace.adapters.push.web import WebPusher
from marketplace.app import create_app
from marketplace.background import make_runner, run
from marketplace.kit.clock import system_clock
from marketplace.settings import Settings


def main() -> None:
    settings = Settings.from_environ(os.environ)
    app, port = create_app(settings), int(os.environ["MARKETPLACE_PUSH_PORT"])
    key = PushKeyFile(settings.push_key_path).load()
    assert key is not None
    app.extensions["toolbox"].pusher = WebPusher(
        key, settings.contact, system_clock, lambda host: HTTPConnection("127.0.0.1", port, timeout=10)
    )
    runner = make_runner(app)
    os.write(1, b"Working on jobs.\n")
    run(app, runner, Event())


if __name__ == "__main__":
    main()
