"""What we write to both sides of a thread. The artisan's letter says nothing of how the buyer is reached."""

from __future__ import annotations

from datetime import datetime

from flask_babel import force_locale

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.inquiries.asked import bag_asked
from marketplace.inquiries.models import Message, Thread


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


def receipt_for_buyer(thread: Thread, message: Message, token: str, *, at: datetime) -> None:
    """Send the buyer the private link to the thread."""
    _to_buyer("inquiry_receipt", thread, message, token, at)


def answer_for_buyer(thread: Thread, message: Message, token: str, *, at: datetime) -> None:
    """Send the buyer the answer, with the private link."""
    _to_buyer("answer", thread, message, token, at)


def _to_buyer(template: str, thread: Thread, message: Message, token: str, at: datetime) -> None:
    if thread.buyer_email is None:
        return
    post(
        session(),
        template,
        thread.buyer_email,
        key=f"{template}-{message.id}",
        locale=thread.locale,
        at=at,
        secret=True,
        name=thread.buyer_name,
        artisan=thread.artisan.name,
        bag=_bag(thread, thread.locale),
        price=thread.asked_price,
        body=message.body,
        photos=len(message.photos),
        token=token,
    )


def _bag(thread: Thread, locale: str) -> str:
    """The bag as its reader calls the colour that was asked about."""
    with force_locale(locale):
        return bag_asked(thread)
