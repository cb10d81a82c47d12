"""Lists for machines, one noun per file. Parse, call, answer."""

from marketplace.feeds.views import channels as channels
from marketplace.feeds.views import news as news
from marketplace.feeds.views import sitemaps as sitemaps
from marketplace.feeds.views.blueprint import blueprint as blueprint
