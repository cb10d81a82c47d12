"""The buyer's pages; importing the package hangs their routes on the blueprint."""

from marketplace.requests.views import asking as asking
from marketplace.requests.views import page as page
from marketplace.requests.views.blueprint import blueprint as blueprint
