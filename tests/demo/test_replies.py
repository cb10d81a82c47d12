"""The demonstration's quick replies are ones the site would take, with blanks it fills in."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.demo.replies import KEPT, keep
from marketplace.inquiries import replies
from marketplace.inquiries.filling import BLANKS
from marketplace.inquiries.schemas import QuickReplyForm


def test_the_words_pass_the_form_and_use_known_blanks():
    for title, body in KEPT:
        assert QuickReplyForm(title=title, body=body).body == body
        assert {part.split("}")[0] for part in body.split("{")[1:]} <= set(BLANKS)


def test_she_has_two(app, make, session):
    artisan = make.artisan()
    keep(actor=Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id))
    assert [one.title for one in replies.own_list(artisan.id)] == [title for title, _ in KEPT]
