"""Pages of artisans."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("artisans", __name__)
