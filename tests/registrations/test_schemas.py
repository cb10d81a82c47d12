"""What the form takes as people type it, and what it refuses beside the field."""

from __future__ import annotations

import pytest

from marketplace.registrations.rules import Consent, Experience
from marketplace.registrations.schemas import ELSEWHERE, PersonForm, RegistrationForm, values_of
from marketplace.web.forms import read_values
from tests.registrations.conftest import PERSON, PLACE


def read(schema=RegistrationForm, **changes):
    return read_values(schema, PERSON | changes)


def test_a_plain_form_is_an_entry_in_normal_form(app):
    with app.test_request_context():
        form = read(name="  Rina   Contoh ", phone="0812 0000 0099", email=" Rina@Contoh.invalid ")
        entry = form.data.entry()
    assert (entry.name, entry.phone, entry.email) == ("Rina Contoh", "+6281200000099", "rina@contoh.invalid")
    assert (entry.place_code, entry.experience) == (PLACE, Experience.SOME)
    assert entry.consents == frozenset({Consent.DATA})


def test_consents_are_each_for_itself_and_living_elsewhere_is_no_kelurahan(app):
    with app.test_request_context():
        entry = read(consent_photos="1", place_code=ELSEWHERE).data.entry()
    assert entry.consents == {Consent.DATA, Consent.PHOTOS} and entry.place_code is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Kunjungi www.judi.com"}, "name"),
        ({"name": "6474012345678901"}, "name"),
        ({"name": "a" * 121}, "name"),
        ({"phone": "", "email": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"phone": "", "email": "bukan"}, "email"),
        ({"place_code": ""}, "place_code"),
        ({"background": ""}, "background"),
        ({"background": "rich"}, "background"),
        ({"experience": ""}, "experience"),
        ({"note": "NIK saya 6474 0123 4567 8901"}, "note"),
        ({"note": "a" * 501}, "note"),
        ({"consent_data": ""}, "consent_data"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_alone(app, changes, field):
    with app.test_request_context():
        form = read(**changes)
        assert list(form.errors) == [field] and form.errors[field] != "invalid"


def test_what_is_kept_comes_back_as_it_was_and_reads_the_same(app, held, register):
    row = register(
        held(), place_code=PLACE, note="Saya kidal", consents=frozenset({Consent.DATA, Consent.LATER})
    )
    values = {name: str(value) for name, value in values_of(row).items() if value is not None}
    with app.test_request_context():
        entry = read_values(PersonForm, values).data.entry()
    assert (entry.name, entry.email, entry.note, entry.place_code) == (row.name, row.email, row.note, PLACE)
    assert entry.consents == {Consent.DATA, Consent.LATER}
