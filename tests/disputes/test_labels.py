"""Words of disputes."""

from marketplace.disputes.labels import words_of


def test_a_value_of_a_letter_gets_its_words_and_a_strange_one_stays(app):
    with app.test_request_context("/en/"):
        assert words_of("late") == words_of("late") != "late"
        assert words_of("???") == "???"
