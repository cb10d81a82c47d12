"""The blueprint of reviews, and what the fields of a review are called where one comes back unsent."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext

from marketplace.reviews.labels import LABELS
from marketplace.reviews.rules import Aspect
from marketplace.web.typed_words import name_fields

blueprint = Blueprint("reviews", __name__)
_ASPECTS = {aspect.value: words for aspect, words in LABELS[0].items()}
name_fields(_ASPECTS | {f"why_{aspect}": lazy_gettext("Why this mark") for aspect in Aspect})
name_fields({"name": lazy_gettext("Name beside the review")})
