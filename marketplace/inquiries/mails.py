"""What we write to both sides of a thread. The artisan's letter says nothing of how the buyer is reached."""

from __future__ import annotations

from datetime import datetime

from flask_babel import force_locale

from marketplace.accounts.mails import tell
from marketplace.database.session import session
from marketplace.helping.labels import writer
from marketplace.inquiries import links
from marketplace.inquiries.asked import bag_asked
from marketplace.inquiries.models import Message, Thread
from marketplace.notices import buyers, matters
from marketplace.notices.rules import Subject


def _mute(thread: Thread, muted: bool) -> None:
    thread.muted_by_buyer = muted


TALK = matters.name(
    matters.Matter(
        Subject.TALK,
        lambda number: session.get(Thread, number),
        lambda thread: f"{thread.created_at:%Y%m%d%H%M%S%f}",
        _mute,
    )
)


def question_for_artisan(thread: Thread, message: Message, *, at: datetime) -> None:
    """Tell the artisan, unless she muted the talk; one who gave no e-mail address reads it in her inbox."""
    if thread.muted_by_artisan:
        return
    account = thread.artisan.account
    tell(
        account,
        "inquiry",
        key=f"inquiry-{message.id}",
        at=at,
        buyer=thread.buyer_name,
        bag=_bag(thread, account.locale),
        price=thread.asked_price,
        body=message.body,
        photos=len(message.photos),
        thread_id=thread.id,
    )


def receipt_for_buyer(
    thread: Thread, message: Message, token: str, *, at: datetime, by_itself: str = ""
) -> None:
    """Tell the buyer that it has arrived; a letter to an address carries the private link to the thread.

    `by_itself`: what the artisan's side sent by itself after it.
    """
    _to_buyer("talk_receipt", "inquiry_receipt", thread, message, token, at, by_itself=by_itself)


def answer_for_buyer(thread: Thread, message: Message, token: str, *, at: datetime) -> None:
    """Tell the buyer of the answer; a letter to an address carries the private link."""
    _to_buyer("talk_answer", "answer", thread, message, token, at)


def begun_for_buyer(thread: Thread, message: Message, token: str, *, at: datetime) -> None:
    """Tell the buyer that the artisan began a talk about an order of hers."""
    _to_buyer("talk_begun", "answer", thread, message, token, at, letter="talk_answer", begun="1")


def way_back(thread: Thread, *, at: datetime) -> None:
    """Send the buyer the way into the talk: a new private link beside those there are, or the page of the account.

    Pressed twice within a minute: one letter.
    """
    token = links.give(thread, at=at) if buyers.is_written_to(thread) else ""
    buyers.tell(
        TALK,
        thread,
        "talk_link",
        key=f"talk-link-{thread.id}-{at:%Y%m%d%H%M}",
        at=at,
        thread_id=thread.id,
        artisan=thread.artisan.name,
        bag=_bag(thread, thread.locale),
        where=["inquiries.thread", {"token": token}]
        if token
        else ["inquiries.own_talk", {"thread_id": thread.id}],
    )


def _to_buyer(
    kind: str, outside: str, thread: Thread, message: Message, token: str, at: datetime, **more: str
) -> None:
    buyers.tell(
        TALK,
        thread,
        kind,
        key=f"{outside}-{message.id}",
        at=at,
        outside=outside,
        thread_id=thread.id,
        artisan=_writer(thread, message),
        bag=_bag(thread, thread.locale),
        price=thread.asked_price,
        body=message.body,
        photos=len(message.photos),
        token=token,
        **more,
    )


def _writer(thread: Thread, message: Message) -> str:
    """Whose answer it is, in the buyer's language: nothing a helper wrote is called the artisan's."""
    with force_locale(thread.locale):
        return writer(message.helper, thread.artisan.name)


def _bag(thread: Thread, locale: str) -> str:
    """The bag as its reader calls the colour that was asked about."""
    with force_locale(locale):
        return bag_asked(thread)
