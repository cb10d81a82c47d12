"""Pages of listings."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("listings", __name__)
