"""The blueprint of the lists for machines."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("feeds", __name__)
