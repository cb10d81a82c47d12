"""Words about notices and letters. What the rows of the feed say: `wording`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.notices.rules import Group, Subject, Way

LABELS: Mapping[StrEnum, LazyString] = {
    Group.QUESTIONS: lazy_gettext("Questions and talks about bags"),
    Group.ORDERS: lazy_gettext("Order notes"),
    Group.REQUESTS: lazy_gettext("Requests for bags"),
    Group.REVIEWS: lazy_gettext("Reviews and replies to them"),
    Group.REMINDERS: lazy_gettext("Certificates that are about to end"),
    Group.OPPORTUNITIES: lazy_gettext("Opportunities you can apply for, when the last day is near"),
    Group.DECISIONS: lazy_gettext("Decisions, and what you can reply to or appeal until a certain day"),
    Group.SECURITY: lazy_gettext("Password, sign-in and second sign-in step"),
    Subject.TALK: lazy_gettext("this talk"),
    Subject.ORDER: lazy_gettext("this order note"),
    Subject.REQUEST: lazy_gettext("this request for a bag"),
    Way.NOW: lazy_gettext("At once"),
    Way.DIGEST: lazy_gettext("Once a day, all in one"),
    Way.DEVICE: lazy_gettext("No letter, a notice on my devices"),
    Way.HERE: lazy_gettext("No letter, only here"),
}
MESSAGES: Mapping[str, LazyString] = {
    "quiet.both": lazy_gettext("Choose both the beginning and the end of the quiet hours, or neither."),
    "quiet.same": lazy_gettext("The quiet hours begin and end at the same hour. Choose two different ones."),
}
