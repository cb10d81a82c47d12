"""The blueprint the log's pages and files share."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("decision_log", __name__)
