"""The buyer's pages of reports of talks; importing the package hangs their routes on the blueprint."""

from marketplace.talk_reports.views import buyer as buyer
from marketplace.talk_reports.views.blueprint import blueprint as blueprint
