"""The log's public pages and files, one noun per file.

Parse, call, render. The files are those of C2SP tlog-tiles, for programs that check the log; the pages are for people.
"""

from marketplace.decision_log.views import files as files
from marketplace.decision_log.views import pages as pages
from marketplace.decision_log.views.blueprint import blueprint as blueprint
