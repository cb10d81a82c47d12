"""Every type of page the site has, as a table: a new page without a row here fails `test_page_types`."""

from __future__ import annotations

from marketplace.web.errors import PAGES
from tests.journeys.desk_pages import DESK, LSP
from tests.journeys.hands import HANDS
from tests.journeys.hopefuls import OPPORTUNITIES
from tests.journeys.importers import IMPORTS
from tests.journeys.orderers import ORDERS
from tests.journeys.public_pages import DOORS, PUBLIC
from tests.journeys.quarrellers import DISPUTES
from tests.journeys.registrants import REGISTRANTS
from tests.journeys.sights import PageType, at
from tests.journeys.studio_pages import STUDIO
from tests.journeys.wishers import WISHES

NO_PAGES = {
    "artisans.card": "a picture",
    "artisans.swatch": "a drawing",
    "catalogue.suggest": "a part of every page, for its script",
    "decision_log.checkpoint": "a signed note",
    "decision_log.entries": "a tile",
    "decision_log.keys": "plain text",
    "decision_log.old_checkpoint": "a signed note",
    "decision_log.proof": "a proof for programs",
    "decision_log.tile": "a tile",
    "records.card": "a picture",
    "records.record_data": "for programs",
    "records.record_text": "plain text",
    "feeds.artisan_pages": "for machines",
    "feeds.bag_pages": "for machines",
    "feeds.bags_of_json": "for feed readers",
    "feeds.bags_of_rss": "for feed readers",
    "feeds.google": "for a channel",
    "feeds.meta": "for a channel",
    "feeds.new_bags_json": "for feed readers",
    "feeds.new_bags_rss": "for feed readers",
    "feeds.withdrawals_json": "for feed readers",
    "feeds.withdrawals_rss": "for feed readers",
    "feeds.fixed_pages": "for machines",
    "feeds.lists_of_bags": "for machines",
    "feeds.sitemap": "for machines",
    "desk.evidence_page": "a photo",
    "desk.report_evidence": "a photo",
    "desk.scan_page": "a photo",
    "registrations.days": "a calendar file",
    "requests.photo": "a photo",
    "studio.request_photo": "a photo",
    "desk.renewals_list": "a spreadsheet",
    "desk.attendance_file": "a spreadsheet",
    "desk.registrations_file": "a spreadsheet",
    "desk.applicants_file": "a spreadsheet",
    "desk.holders_file": "a spreadsheet",
    "studio.sales_file": "a spreadsheet",
    "favourites.codes": "for the script of hearts",
    "catalogue.count": "numbers for the script of the filters",
    "listings.card": "a picture",
    "listings.by_code": "leads on to the bag's page",
    "listings.whatsapp": "leads on to WhatsApp",
    "pages.healthz": "for machines",
    "pages.worker": "a script",
    "pages.media": "a photo",
    "pages.readyz": "for machines",
    "pages.robots": "for machines",
    "studio.batch_problems": "a spreadsheet",
    "studio.batch_template": "a spreadsheet",
    "studio.certificate_scan": "a photo",
    "studio.talk_photo": "a photo",
    "studio.dispute_photo": "a photo",
    "desk.dispute_evidence": "a photo",
    "desk.talk_report_photo": "a photo",
    "disputes.photo": "a photo",
    "inquiries.photo": "a photo",
    "inquiries.own_photo": "a photo",
    "studio.order_file": "a PDF",
    "order_notes.note_file": "a PDF",
    "studio.payment_picture": "a picture",
    "order_notes.paying_picture": "a picture",
    "reviews.photo": "a photo",
    "desk.order_review_photo": "a photo",
    "studio.photo_tiles": "a part of the editor, for its script",
}
"""What answers a GET and is no page, and what it is instead."""


TROUBLES = tuple(PageType(f"error {status}", "broken", at(f"/broken/{status}")) for status in sorted(PAGES))
TABLE = (
    *PUBLIC,
    *DOORS,
    *REGISTRANTS,
    *ORDERS,
    *DISPUTES,
    *OPPORTUNITIES,
    *WISHES,
    *HANDS,
    *STUDIO,
    *IMPORTS,
    *DESK,
    *LSP,
    *TROUBLES,
)
