"""Words of the feed: one sentence for each kind of event, filled when it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, lazy_gettext

from marketplace.notices.rules import Group

SENTENCES: Mapping[str, LazyString] = {
    "inquiry": lazy_gettext("%(buyer)s asks about %(bag)s."),
    "question": lazy_gettext("%(asker)s asks in public about %(bag)s."),
    "question_removed": lazy_gettext("An officer has removed a question from the page of %(bag)s."),
    "renewal_reminder": lazy_gettext("A certificate of yours is about to end."),
    "renewal_digest": lazy_gettext("Certificates of artisans are about to end."),
    "certificate_verified": lazy_gettext("Your certificate %(scheme)s has been matched."),
    "certificate_from_list": lazy_gettext("Your certificate %(scheme)s has come from a list of results."),
    "certificate_changes": lazy_gettext("Something in your certificate %(scheme)s has to be mended."),
    "certificate_rejected": lazy_gettext("Your certificate %(scheme)s was not accepted."),
    "certificate_suspended": lazy_gettext("Your certificate %(scheme)s is suspended for now."),
    "certificate_reinstated": lazy_gettext("Your certificate %(scheme)s counts again."),
    "certificate_revoked": lazy_gettext("The match of your certificate %(scheme)s has been withdrawn."),
    "certificate_reduced": lazy_gettext("Units were taken out of your certificate %(scheme)s."),
    "certificate_restored": lazy_gettext("Units of your certificate %(scheme)s count again."),
    "appeal_receipt": lazy_gettext("Your appeal about the certificate %(scheme)s has come in."),
    "appeal_decided": lazy_gettext("Your appeal about the certificate %(scheme)s is decided."),
    "report_forwarded": lazy_gettext("Somebody doubts %(about)s. You can reply."),
    "report_closed": lazy_gettext("The report about %(about)s is closed."),
    "bag_taken_down": lazy_gettext("An officer has taken down %(bag)s. You can appeal."),
    "bag_stays_down": lazy_gettext("%(bag)s stays taken down."),
    "bag_given_back": lazy_gettext("You can show %(bag)s again."),
    "dispute": lazy_gettext("There is news of the dispute about %(bag)s with %(other)s."),
    "talk_ruled": lazy_gettext(
        "An officer has dealt with a report of your talk with %(other)s about %(bag)s."
    ),
    "talk_ruled_buyer": lazy_gettext(
        "An officer has dealt with a report of your talk with %(other)s about %(bag)s."
    ),
    "opportunity_news": lazy_gettext("There is news of your application: %(title)s."),
    "opportunity_near": lazy_gettext("You can still apply, but not for long: %(title)s."),
    "order_note": lazy_gettext("There is news of the order note about %(bag)s with %(other)s."),
    "custom_request": lazy_gettext("There is news of a request for a bag made by you."),
    "review": lazy_gettext("A buyer has reviewed %(bag)s."),
    "review_ruled": lazy_gettext("An officer has decided on the review of %(bag)s."),
    "review_ruled_author": lazy_gettext("An officer has decided on your review of %(bag)s."),
    "talk_receipt": lazy_gettext("Your message about %(bag)s has reached %(artisan)s."),
    "talk_answer": lazy_gettext("%(artisan)s has answered about %(bag)s."),
    "talk_begun": lazy_gettext("%(artisan)s writes to you about your order of %(bag)s."),
    "talk_link": lazy_gettext("Somebody asked for the way back to your talk with %(artisan)s about %(bag)s."),
    "bought_note": lazy_gettext("There is news of the order note about %(bag)s with %(other)s."),
    "bought_dispute": lazy_gettext("There is news of the dispute about %(bag)s with %(other)s."),
    "bought_receipt": lazy_gettext("%(other)s has your order note about %(bag)s."),
    "request_news": lazy_gettext("There is news of your request for a bag."),
    "review_reply": lazy_gettext("%(artisan)s has replied to your review of %(bag)s."),
    "helper_joined": lazy_gettext("%(helper)s helps in your studio now."),
    "helper_left": lazy_gettext("%(helper)s no longer helps in your studio."),
    "helper_ended": lazy_gettext("You no longer help in the studio of %(artisan)s."),
    "approval_asked": lazy_gettext("%(helper)s has drafted %(bag)s for you. It waits for your approval."),
    "approval_given": lazy_gettext("%(artisan)s has approved %(bag)s. It is on show."),
    "approval_not_given": lazy_gettext("%(artisan)s has answered about %(bag)s. It is not on show."),
    "sign_up_known": lazy_gettext("Somebody tried to sign up with your e-mail address again."),
    "reset": lazy_gettext("A link for a new password was sent to your e-mail address."),
    "reset_code": lazy_gettext("An officer has made a code for a new password for you."),
    "password_changed": lazy_gettext("Your password has been changed."),
    "second_factor_on": lazy_gettext("The second sign-in step is now on."),
    "second_factor_off": lazy_gettext("The second sign-in step is now off."),
}
PUSHED: Mapping[Group, LazyString] = {
    Group.QUESTIONS: lazy_gettext("A new message about a bag"),
    Group.ORDERS: lazy_gettext("News of an order note"),
    Group.REQUESTS: lazy_gettext("News of a request for a bag"),
    Group.REVIEWS: lazy_gettext("News of a review"),
    Group.REMINDERS: lazy_gettext("A certificate is about to end"),
    Group.OPPORTUNITIES: lazy_gettext("A last day to apply is near"),
    Group.DECISIONS: lazy_gettext("A decision that concerns you"),
    Group.SECURITY: lazy_gettext("Something about your account has changed"),
}
"""What a push says: by group, without names or anybody's words, since it lights up on a locked screen."""
_MANY = lazy_gettext("There are new notices for you")
_ANY = lazy_gettext("There is news about your account.")


def pushed(group: Group | None) -> str:
    """Return what a push says in the language at hand; None for one about many."""
    return str(PUSHED[group] if group is not None else _MANY)


def sentence(kind: str, blanks: Mapping[str, Any]) -> str:
    """Return what happened, in the language of whoever reads it now."""
    filled: defaultdict[str, Any] = defaultdict(str, blanks)
    filled["about"] = blanks.get("bag") or blanks.get("code", "")
    return str(SENTENCES.get(kind, _ANY)) % filled
