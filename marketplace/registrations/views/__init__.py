"""The pages of whoever registers; importing the package hangs their routes on the blueprint."""

from marketplace.registrations.views import here as here
from marketplace.registrations.views import page as page
from marketplace.registrations.views import registering as registering
from marketplace.registrations.views.blueprint import blueprint as blueprint
