"""What officers may send about lists for fairs."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from marketplace.fair_lists.rules import Span
from marketplace.fair_lists.schemas import HoldersQuery, LinkForm
from marketplace.web.forms import _read


def test_whom_it_is_for_is_needed_and_the_rest_is_usual(app):
    with app.test_request_context():
        assert set(_read(LinkForm, MultiDict({"unit": "A"})).errors) == {"given_to"}
        form = _read(LinkForm, MultiDict({"unit": "A", "given_to": "Panitia"}))
        assert form.data.span is Span.MONTH and form.data.place == ""
        assert set(_read(LinkForm, MultiDict({"unit": "A", "given_to": "6474010101990001"})).errors) == {
            "given_to"
        }
        assert _read(HoldersQuery, MultiDict()).data.unit == ""
