"""The buyer's pages of disputes; importing the package hangs their routes on the blueprint."""

from marketplace.disputes.views import buyer as buyer
from marketplace.disputes.views.blueprint import blueprint as blueprint
