"""The buyer's pages; importing the package hangs their routes on the blueprint."""

from marketplace.order_notes.views import notes as notes
from marketplace.order_notes.views import own_link as own_link
from marketplace.order_notes.views import paying as paying
from marketplace.order_notes.views import proposing as proposing
from marketplace.order_notes.views import sheets as sheets
from marketplace.order_notes.views.blueprint import blueprint as blueprint
