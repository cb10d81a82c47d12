"""What we write about public questions. No letter says how somebody else is reached."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.listings.cards import address
from marketplace.listings.public import has_page
from marketplace.questions.models import Question


def asked(question: Question, *, at: datetime) -> None:
    """Tell the artisan; one who gave no e-mail address reads it in her studio."""
    tell(
        question.listing.artisan.account,
        "question",
        key=f"question-{question.id}",
        at=at,
        asker=question.name,
        bag=question.listing.title,
        body=question.body,
        question_id=question.id,
    )


def answered(question: Question, email: str, *, at: datetime) -> None:
    """Send the answer to whoever asked, at the address that was left for it; the question no longer has it."""
    post(
        session(),
        "question_answered",
        email,
        key=f"question_answered-{question.id}",
        locale=question.locale,
        at=at,
        secret=True,
        name=question.name,
        artisan=question.listing.artisan.name,
        bag=question.listing.title,
        body=question.body,
        answer=question.answer,
        place=address(question.listing) if has_page(question.listing) else None,
    )


def removed(question: Question, *, at: datetime) -> None:
    """Tell the artisan that an officer has removed a question from her bag's page, and why."""
    tell(
        question.listing.artisan.account,
        "question_removed",
        key=f"question_removed-{question.id}",
        at=at,
        bag=question.listing.title,
        reason=question.reason,
        question_id=question.id,
    )
