"""Which tables are shown on no page that is kept, so that writing to them leaves kept pages as they are.

A table that is missing here is taken for a shown one: that costs speed and never truth. The test that crawls the kept
pages (`tests/web/test_kept_crawl.py`) finds a name that should not stand here.
"""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE = {"account", "sign_in", "sign_up", "token", "attempt", "recovery_code", "consent"}
HELPERS = {"helper", "helper_deed", "acting_session", "approval"}
STAFF = {"rekeying", "proposal", "relation", "renewal_reminder", "renewal_step", "takedown", "upholding"}
RULINGS = {"review_report", "review_ruling"}
SCANS = {"scan", "scan_mark", "scan_band", "evidence_file", "report_evidence"}
LISTS = {"roster", "roster_row", "claim_tries", "batch", "batch_row", "batch_file"}
TALKS = {
    "thread",
    "thread_link",
    "thread_block",
    "message",
    "message_photo",
    "quick_reply",
    "reply_time",
    "auto_reply",
}
ORDERS = {
    "order_note",
    "order_note_link",
    "order_note_version",
    "order_note_event",
    "order_note_snapshot",
    "order_note_picture",
    "order_note_payment",
    "payment_picture",
    "payment_words",
    "review_address",
}
SALES = {"sale", "sale_version"}
REQUESTS = {
    "custom_request",
    "request_link",
    "request_recipient",
    "request_offer",
    "request_part",
    "request_photo",
}
REGISTRATIONS = {"registration", "registration_link", "attendance"}
BUYERS = {"favourite", "alert", "alert_reader", "alert_told", "question_flag"}
OPPORTUNITIES = {"application", "opportunity_nudge", "fair_list"}
DISPUTES = {"dispute", "dispute_event", "dispute_photo", "talk_report", "talk_ruling"}
MACHINERY = {
    "job",
    "record_visits",
    "bag_visits",
    "whatsapp_clicks",
    "retired_rendition",
    "listing_change",
    "alert_followed",
    "alert_sight",
    "alert_entry",
    "gap",
}
DELETED = {"deleted_photo", "deleted_process_photo", "deleted_workplace_photo"}
LOOKALIKES = {"picture_mark", "picture_band", "picture_copy"}
TOLD = {"notice", "letter_wishes", "push_subscription"}

QUIET_TABLES = frozenset(
    PEOPLE
    | HELPERS
    | TOLD
    | STAFF
    | SCANS
    | LISTS
    | TALKS
    | ORDERS
    | SALES
    | RULINGS
    | DISPUTES
    | OPPORTUNITIES
    | REQUESTS
    | REGISTRATIONS
    | BUYERS
    | MACHINERY
    | DELETED
    | LOOKALIKES
)

SHOWN_IF: Mapping[str, str] = {
    "question": "{row}.state <> 'waiting'",
    "report": "{row}.outcome IS NOT NULL",
}
"""Of some tables not every row is shown: a question once it was dealt with (how many were hidden is said too), a report
once something came of it. A change of a row that was not and is not seen leaves kept pages as they are."""
