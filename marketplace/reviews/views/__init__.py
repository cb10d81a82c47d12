"""Pages of reviews."""

from marketplace.reviews.views import shown, writing
from marketplace.reviews.views.blueprint import blueprint
from marketplace.reviews.views.shown import install

__all__ = ["blueprint", "install", "shown", "writing"]
