"""What can be permitted. Names say the deed, never the role."""

from enum import StrEnum


class Permission(StrEnum):
    EDIT_PROFILE = "edit_profile"
    EDIT_LISTING = "edit_listing"
    SUBMIT_CERTIFICATE = "submit_certificate"
    ANSWER_INQUIRY = "answer_inquiry"
    KEEP_SALES = "keep_sales"
    APPLY_FOR_OPPORTUNITY = "apply_for_opportunity"
    MODERATE_QUESTION = "moderate_question"
    MODERATE_REVIEW = "moderate_review"
    MODERATE_LISTING = "moderate_listing"
    REVIEW_CERTIFICATE = "review_certificate"
    EDIT_REGISTER = "edit_register"
    EDIT_COLLECTION = "edit_collection"
    EDIT_PROGRAMME = "edit_programme"
    EDIT_OPPORTUNITY = "edit_opportunity"
    LIST_HOLDERS = "list_holders"
    DECIDE_APPLICATION = "decide_application"
    IMPORT_ROSTER = "import_roster"
    VIEW_SCAN = "view_scan"
    ISSUE_RESET_CODE = "issue_reset_code"
    INVITE_STAFF = "invite_staff"
    VIEW_JOURNAL = "view_journal"
    MANAGE_ACCOUNTS = "manage_accounts"
    CONFIRM_HOLDER = "confirm_holder"
