"""The journal's entries in words."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from marketplace.desk.actions import ACTIONS, words_for


def told(app, locale):
    with app.test_request_context("/"), force_locale(locale):
        return {action: str(words_for(action)) for action in ACTIONS}


def test_no_two_deeds_are_called_the_same_and_each_language_has_its_own_words(app):
    indonesian, english = told(app, "id"), told(app, "en")
    for words in (indonesian, english):
        assert len(set(words.values())) == len(words)
        assert all(words.values())
    same = [action for action in ACTIONS if indonesian[action] == english[action]]
    assert same == []


@pytest.mark.parametrize("action", ["certificate.dance", "", "<b>", "certificate.verify "])
def test_a_deed_without_words_is_shown_by_its_code_never_hidden(app, action):
    with app.test_request_context("/"):
        assert words_for(action) == action
