"""Words of reports of talks."""

from marketplace.talk_reports.labels import words_of


def test_a_value_of_a_letter_gets_its_words_and_a_strange_one_stays(app):
    with app.test_request_context("/en/"):
        assert words_of("warned") == words_of("warned") != "warned"
        assert words_of("???") == "???"
