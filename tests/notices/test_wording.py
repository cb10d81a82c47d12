"""Every kind of event has words, in the language of whoever reads them."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from marketplace.notices.rules import KINDS
from marketplace.notices.wording import SENTENCES, sentence


def test_every_kind_has_a_sentence_that_asks_only_for_what_is_kept(app: Flask):
    assert SENTENCES.keys() == KINDS.keys()
    with app.test_request_context("/"), force_locale("en"):
        for name, kind in KINDS.items():
            values = {blank: f"[{blank}]" for blank in (*kind.values, *kind.blanks)}
            words = sentence(name, values)
            assert "%(" not in words
            assert "  " not in words
            for blank in kind.blanks:
                if not (blank == "code" and "bag" in kind.blanks):
                    assert f"[{blank}]" in words, (name, blank)


def test_a_kind_without_words_of_its_own_still_says_that_there_is_news(app: Flask):
    with app.test_request_context("/"), force_locale("en"):
        assert sentence("no_such_letter", {}) == "There is news about your account."


def test_a_blank_that_is_missing_breaks_no_page(app: Flask):
    with app.test_request_context("/"), force_locale("en"):
        assert (
            sentence("report_forwarded", {"code": "BTG-7K4P"}) == "Somebody doubts BTG-7K4P. You can reply."
        )
        assert sentence("inquiry", {}).endswith("asks about .")
