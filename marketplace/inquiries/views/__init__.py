"""The buyer's side, one noun per file; importing the package hangs the routes on the blueprint."""

from marketplace.inquiries.views import account as account
from marketplace.inquiries.views import asking as asking
from marketplace.inquiries.views import coming_back as coming_back
from marketplace.inquiries.views import muting as muting
from marketplace.inquiries.views import photos as photos
from marketplace.inquiries.views import talk as talk
from marketplace.inquiries.views.blueprint import blueprint as blueprint
