"""What kept questions call places, units and artisans."""

from __future__ import annotations

from marketplace.catalogue.naming import names_of
from marketplace.catalogue.rules import Search
from marketplace.catalogue.schemas import read_search


def search(query):
    return read_search([tuple(pair.split("=")) for pair in query.split("&")]).search


def test_several_searches_are_named_by_one_statement_where_we_know_them(make, session, queries):
    place, shown, hidden = make.place(), make.artisan(), make.artisan(visible=False)
    unit = make.certificate(shown, units=("Merajut badan tas",)).units[0]
    unit.title_en = "Knitting a body"
    session.commit()
    searches = [
        search(f"place={place.code}&unit={unit.code}"),
        search(f"place=11.01&artisan={shown.slug}&artisan={hidden.slug}&artisan=nobody"),
    ]
    with queries() as asked:
        names = names_of(searches)
    assert len(asked) == 1
    assert names == {
        "place": {place.code: place.name},
        "unit": {unit.code: "Merajut badan tas\nKnitting a body"},
        "artisan": {shown.slug: shown.name},
    }


def test_nothing_is_asked_where_nothing_needs_a_name(session, queries):
    with queries() as asked:
        assert names_of([]) == names_of([Search(), search("type=tote")]) == {}
    assert asked == []
