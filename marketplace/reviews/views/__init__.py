"""Pages of reviews."""

from marketplace.reviews.views import reporting, shown, writing
from marketplace.reviews.views.blueprint import blueprint
from marketplace.reviews.views.shown import install

__all__ = ["blueprint", "install", "reporting", "shown", "writing"]
