"""What runs beside the pages on devices that asked for it (`static/js/worker.js`), and the page it shows offline.

A browser lets a worker look after the addresses below its own only, so it is served at the root, whatever its file is
called.
"""

from __future__ import annotations

from flask import Response, json, make_response, render_template

from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.assets import asset
from marketplace.web.doors import public


@blueprint.get("/worker.js")
@public
def worker() -> Response:
    """Lead to today's script; browsers ask again at least once a day."""
    answer = make_response(f"importScripts({json.dumps(asset('js/worker.js'))});\n")
    answer.content_type = "text/javascript; charset=utf-8"
    return answer


@blueprint.get("/offline")
@public(kept=True)
def offline() -> str:
    """Hold the places for what a browser keeps itself."""
    return render_template("pages/offline.html", zone=toolbox().settings.timezone)
