"""The artisan's pages, one noun per file; importing the package hangs their routes on the blueprint.

Parse, call, render. No query, no rule and no table is written here.
"""

from marketplace.studio.views import approvals as approvals
from marketplace.studio.views import auto_replies as auto_replies
from marketplace.studio.views import bag_editor as bag_editor
from marketplace.studio.views import batches as batches
from marketplace.studio.views import certificate_form as certificate_form
from marketplace.studio.views import certificates as certificates
from marketplace.studio.views import claim as claim
from marketplace.studio.views import disputes as disputes
from marketplace.studio.views import doubts as doubts
from marketplace.studio.views import gaps as gaps
from marketplace.studio.views import helping as helping
from marketplace.studio.views import home as home
from marketplace.studio.views import hours as hours
from marketplace.studio.views import inbox as inbox
from marketplace.studio.views import listings as listings
from marketplace.studio.views import making_photos as making_photos
from marketplace.studio.views import new_orders as new_orders
from marketplace.studio.views import opportunities as opportunities
from marketplace.studio.views import order_blocks as order_blocks
from marketplace.studio.views import orders as orders
from marketplace.studio.views import paying as paying
from marketplace.studio.views import photo_tiles as photo_tiles
from marketplace.studio.views import prints as prints
from marketplace.studio.views import profile as profile
from marketplace.studio.views import questions as questions
from marketplace.studio.views import quick_replies as quick_replies
from marketplace.studio.views import requests as requests
from marketplace.studio.views import reviews as reviews
from marketplace.studio.views import sales as sales
from marketplace.studio.views import takedowns as takedowns
from marketplace.studio.views import talk_photos as talk_photos
from marketplace.studio.views import talk_reports as talk_reports
from marketplace.studio.views import together as together
from marketplace.studio.views.blueprint import blueprint as blueprint
