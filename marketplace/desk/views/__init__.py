"""The officers' pages, one noun per file; importing the package hangs their routes on the blueprint.

Parse, call, render. No query, no rule and no table is written here.
"""

from marketplace.desk.views import appeals as appeals
from marketplace.desk.views import applicants as applicants
from marketplace.desk.views import attendance as attendance
from marketplace.desk.views import bodies as bodies
from marketplace.desk.views import checks as checks
from marketplace.desk.views import collections as collections
from marketplace.desk.views import copies as copies
from marketplace.desk.views import disputes as disputes
from marketplace.desk.views import fair_lists as fair_lists
from marketplace.desk.views import gaps as gaps
from marketplace.desk.views import journal as journal
from marketplace.desk.views import opportunities as opportunities
from marketplace.desk.views import people as people
from marketplace.desk.views import programmes as programmes
from marketplace.desk.views import questions as questions
from marketplace.desk.views import queue as queue
from marketplace.desk.views import reading as reading
from marketplace.desk.views import registrants as registrants
from marketplace.desk.views import registrations as registrations
from marketplace.desk.views import relatives as relatives
from marketplace.desk.views import renewals as renewals
from marketplace.desk.views import reports as reports
from marketplace.desk.views import requests as requests
from marketplace.desk.views import review as review
from marketplace.desk.views import reviews as reviews
from marketplace.desk.views import roster_import as roster_import
from marketplace.desk.views import rosters as rosters
from marketplace.desk.views import scope as scope
from marketplace.desk.views import seconds as seconds
from marketplace.desk.views import takedowns as takedowns
from marketplace.desk.views import talk_reports as talk_reports
from marketplace.desk.views.blueprint import blueprint as blueprint
