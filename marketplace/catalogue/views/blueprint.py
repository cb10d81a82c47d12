"""The blueprint of the catalogue."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__)
