"""Public pages that belong to no single feature, one noun per file.

Parse, call, render. No query, no rule and no table is written here.
"""

from marketplace.pages.views import home as home
from marketplace.pages.views import media as media
from marketplace.pages.views import probes as probes
from marketplace.pages.views import robots as robots
from marketplace.pages.views import texts as texts
from marketplace.pages.views import worker as worker
from marketplace.pages.views.blueprint import blueprint as blueprint
