"""Pages of inquiries."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("inquiries", __name__)
