"""Which tables are shown on no page that is kept, so that writing to them leaves kept pages as they are.

A table that is missing here is taken for a shown one: that costs speed and never truth. The test that crawls the kept
pages (`tests/web/test_kept_crawl.py`) finds a name that should not stand here.
"""

from __future__ import annotations

PEOPLE = {"account", "sign_in", "sign_up", "token", "attempt", "recovery_code", "consent"}
STAFF = {"rekeying", "proposal", "relation", "renewal_reminder", "renewal_step", "takedown", "upholding"}
SCANS = {"scan", "scan_mark", "scan_band", "evidence_file", "report_evidence"}
LISTS = {"roster", "roster_row", "claim_tries", "batch", "batch_row", "batch_file"}
TALKS = {"thread", "message"}
BUYERS = {"favourite", "alert", "alert_reader", "question_flag"}
MACHINERY = {"job", "record_visits", "bag_visits", "retired_rendition", "listing_change", "gap"}
DELETED = {"deleted_photo", "deleted_process_photo", "deleted_workplace_photo"}
LOOKALIKES = {"picture_mark", "picture_band", "picture_copy"}

QUIET_TABLES = frozenset(PEOPLE | STAFF | SCANS | LISTS | TALKS | BUYERS | MACHINERY | DELETED | LOOKALIKES)
