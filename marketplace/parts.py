"""What each feature brings to the site: its pages, its words, its jobs. `app` puts them together."""

from __future__ import annotations

from marketplace.accounts import jobs as account_jobs
from marketplace.accounts import labels as account_labels
from marketplace.accounts.views import blueprint as accounts_pages
from marketplace.adapters.jobs import pruning
from marketplace.alerts import jobs as alert_jobs
from marketplace.alerts import labels as alert_labels
from marketplace.alerts.views import blueprint as alert_pages
from marketplace.appeals import labels as appeal_labels
from marketplace.approvals import labels as approval_labels
from marketplace.approvals.views import blueprint as approval_pages
from marketplace.artisans import labels as artisan_labels
from marketplace.artisans.views import blueprint as artisan_pages
from marketplace.batches import jobs as batch_jobs
from marketplace.batches import labels as batch_labels
from marketplace.bodies import labels as body_labels
from marketplace.bodies.views import blueprint as body_pages
from marketplace.catalogue import labels as catalogue_labels
from marketplace.catalogue.views import blueprint as catalogue_pages
from marketplace.certificates import jobs as certificate_jobs
from marketplace.certificates import labels as certificate_labels
from marketplace.checks import jobs as check_jobs
from marketplace.checks import labels as check_labels
from marketplace.checks.views import blueprint as lsp_pages
from marketplace.collections import labels as collection_labels
from marketplace.collections.views import blueprint as collection_pages
from marketplace.decision_log import jobs as log_jobs
from marketplace.decision_log import labels as log_labels
from marketplace.decision_log.views import blueprint as log_pages
from marketplace.desk import labels as desk_labels
from marketplace.desk.views import blueprint as desk_pages
from marketplace.disputes import jobs as dispute_jobs
from marketplace.disputes import labels as dispute_labels
from marketplace.disputes.views import blueprint as dispute_pages
from marketplace.fair_lists import labels as fair_list_labels
from marketplace.fair_lists.views import blueprint as fair_list_pages
from marketplace.favourites import labels as favourite_labels
from marketplace.favourites.views import blueprint as favourite_pages
from marketplace.feeds.views import blueprint as feed_pages
from marketplace.footfall import jobs as footfall_jobs
from marketplace.footfall import labels as footfall_labels
from marketplace.gaps import jobs as gap_jobs
from marketplace.gaps import labels as gap_labels
from marketplace.gaps.views import blueprint as gap_pages
from marketplace.helping import jobs as helping_jobs
from marketplace.helping import labels as helping_labels
from marketplace.helping.views import blueprint as helping_pages
from marketplace.inquiries import jobs as inquiry_jobs
from marketplace.inquiries import labels as inquiry_labels
from marketplace.inquiries.views import blueprint as inquiry_pages
from marketplace.listings import changes
from marketplace.listings import jobs as listing_jobs
from marketplace.listings import labels as listing_labels
from marketplace.listings.views import blueprint as listing_pages
from marketplace.notices import jobs as notice_jobs
from marketplace.notices import labels as notice_labels
from marketplace.notices.views import blueprint as notice_pages
from marketplace.opportunities import jobs as opportunity_jobs
from marketplace.opportunities import labels as opportunity_labels
from marketplace.opportunities.views import blueprint as opportunity_pages
from marketplace.order_notes import jobs as order_note_jobs
from marketplace.order_notes import labels as order_note_labels
from marketplace.order_notes.views import blueprint as order_note_pages
from marketplace.pages.views import blueprint as public_pages
from marketplace.pictures import jobs as picture_jobs
from marketplace.pictures import labels as picture_labels
from marketplace.programmes import labels as programme_labels
from marketplace.programmes.views import blueprint as programme_pages
from marketplace.proposals import labels as proposal_labels
from marketplace.questions import jobs as question_jobs
from marketplace.questions import labels as question_labels
from marketplace.questions import views as questions
from marketplace.records import labels as record_labels
from marketplace.records.views import blueprint as record_pages
from marketplace.registrations import jobs as registration_jobs
from marketplace.registrations import labels as registration_labels
from marketplace.registrations.views import blueprint as registration_pages
from marketplace.relatives import labels as relative_labels
from marketplace.renewals import jobs as renewal_jobs
from marketplace.renewals import labels as renewal_labels
from marketplace.reports import jobs as report_jobs
from marketplace.reports import labels as report_labels
from marketplace.reports import views as reports
from marketplace.requests import jobs as request_jobs
from marketplace.requests import labels as request_labels
from marketplace.requests.views import blueprint as request_pages
from marketplace.reviews import jobs as review_jobs
from marketplace.reviews import labels as review_labels
from marketplace.reviews import views as reviews
from marketplace.rosters import jobs as roster_jobs
from marketplace.rosters import labels as roster_labels
from marketplace.sales import labels as sale_labels
from marketplace.studio import labels as studio_labels
from marketplace.studio.views import blueprint as studio_pages
from marketplace.takedowns import labels as takedown_labels
from marketplace.talk_reports import jobs as talk_report_jobs
from marketplace.talk_reports import labels as talk_report_labels
from marketplace.talk_reports.views import blueprint as talk_report_pages

BLUEPRINTS = (
    public_pages,
    accounts_pages,
    notice_pages,
    artisan_pages,
    helping_pages,
    body_pages,
    programme_pages,
    registration_pages,
    opportunity_pages,
    fair_list_pages,
    record_pages,
    reports.blueprint,
    log_pages,
    listing_pages,
    approval_pages,
    catalogue_pages,
    favourite_pages,
    alert_pages,
    collection_pages,
    inquiry_pages,
    order_note_pages,
    talk_report_pages,
    dispute_pages,
    request_pages,
    reviews.blueprint,
    feed_pages,
    questions.blueprint,
    gap_pages,
    studio_pages,
    desk_pages,
    lsp_pages,
)
WORDS = (
    account_labels,
    notice_labels,
    log_labels,
    picture_labels,
    artisan_labels,
    helping_labels,
    body_labels,
    programme_labels,
    registration_labels,
    certificate_labels,
    roster_labels,
    check_labels,
    listing_labels,
    approval_labels,
    batch_labels,
    catalogue_labels,
    favourite_labels,
    alert_labels,
    collection_labels,
    inquiry_labels,
    order_note_labels,
    talk_report_labels,
    dispute_labels,
    request_labels,
    review_labels,
    sale_labels,
    question_labels,
    gap_labels,
    opportunity_labels,
    fair_list_labels,
    footfall_labels,
    renewal_labels,
    proposal_labels,
    relative_labels,
    report_labels,
    appeal_labels,
    takedown_labels,
    record_labels,
    studio_labels,
    desk_labels,
)
JOBS = (
    pruning,
    account_jobs,
    notice_jobs,
    helping_jobs,
    picture_jobs,
    certificate_jobs,
    check_jobs,
    registration_jobs,
    renewal_jobs,
    report_jobs,
    log_jobs,
    roster_jobs,
    batch_jobs,
    changes,
    listing_jobs,
    alert_jobs,
    inquiry_jobs,
    question_jobs,
    gap_jobs,
    opportunity_jobs,
    footfall_jobs,
    order_note_jobs,
    request_jobs,
    review_jobs,
    dispute_jobs,
    talk_report_jobs,
)
"""Modules whose `install` registers handlers of jobs."""
