"""Units by a key: by code or title, and those somebody holds today."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.certificates.unit_keys import known_units, scope_of, unit_key

TODAY = date(2026, 4, 14)
UNIT = "CONTOH000001"


def test_a_unit_is_known_by_its_code_however_spaced_or_by_its_title():
    assert unit_key("CONTOH.000.001", "x") == unit_key("contoh 000 001", "y") == UNIT
    assert unit_key("", "Merajut Tas") == unit_key("", "merajut  tas")


def test_units_to_ask_for_are_those_somebody_holds_today(make, session):
    certificate = make.certificate(units=("Satu", "Dua"))
    certificate.units[1].code = ""
    make.certificate(units=("Satu",), valid_until=TODAY - timedelta(days=1))
    session.commit()
    assert known_units(TODAY) == [
        (UNIT, "CONTOH.000.001 · Satu"),
        (unit_key("", "Dua"), "Dua"),
    ]
    certificate.units[0].withdrawn_on = TODAY
    assert scope_of(certificate.units) == {unit_key("", "Dua"): "Dua"}
