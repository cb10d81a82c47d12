"""Somebody not yet competent is on no page but the officers', whoever asks, in either language."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from werkzeug.routing import IntegerConverter

from marketplace.rosters.models import Roster, RosterRow
from marketplace.rosters.rules import Result
from tests.proofreading import ProofreadingClient
from tests.rosters.lists import a_list, birthday, certificate_no, letters, person

NAME = "Belumia Lulusanti"


@pytest.fixture
def roster(desk) -> Roster:
    return desk.bring(a_list([person(1), person(2), person(3, NAME, "BK")]))


def crawled(client, first: str, most: int = 150) -> dict[str, str]:
    """Follow every path on every page from the first on; returns the texts by path."""
    found: dict[str, str] = {}
    waiting = [first]
    while waiting and len(found) < most:
        path = re.split("[?#]", waiting.pop())[0]
        if path in found or "/sign-out" in path:
            continue
        answer = client.get(path)
        found[path] = answer.get_data().decode("utf-8", "replace")
        if "html" in answer.content_type or "xml" in answer.content_type:
            places = re.findall(r'(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>', found[path])
            links = [re.sub(r"^https?://[^/]+", "", one or other) for one, other in places]
            waiting += [link.replace("&amp;", "&") for link in links if link.startswith("/")]
        if "Location" in answer.headers:
            waiting.append(re.sub(r"^https?://[^/]+", "", answer.headers["Location"]))
    return found


def every_get(app, number: int) -> list[str]:
    """An address for every rule that answers a GET, the officers' left out; its numbers are this one."""
    values = {"slug": "belumia-lulusanti", "piece": "000", "side": "front", "kind": "csv"}
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1:8000")
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint.startswith("desk."):
                continue
            filled = {
                name: number
                if isinstance(rule._converters[name], IntegerConverter)
                else values.get(name, "x")
                for name in rule.arguments
            }
            found.append(adapter.build(rule.endpoint, filled, method="GET"))
    return found


@pytest.fixture
def people(app, studio, make, roster):
    """A visitor, a buyer, an artisan who has claimed, and the very person, with her own account."""
    hers = studio(make.artisan(name=f"Contoh Orang {letters(1)}").account)
    assert hers.claim(certificate_no(1), birthday(1)).status_code == 303
    same_name = make.artisan(name="Orang Lain").account
    return {
        "visitor": app.test_client(),
        "buyer": studio(make.account()).client,
        "claimed": hers.client,
        "another": studio(same_name).client,
    }


@pytest.mark.parametrize("who", ["visitor", "claimed", "another"])
def test_no_page_names_them(app, people, session, roster, who):
    session.rollback()
    row = session.scalars(select(RosterRow).where(RosterRow.result == Result.NOT_YET)).one()
    assert row.holder_name == NAME
    client: ProofreadingClient = people[who]
    texts = crawled(client, "/") | crawled(client, "/en/") | crawled(client, "/sitemap.xml")
    for path in {path for number in (1, row.id, roster.id) for path in every_get(app, number)}:
        texts[path] = client.get(path).get_data().decode("utf-8", "replace")
    assert len(texts) > 40
    named = [path for path, text in texts.items() if "Lulusanti" in text or "lulusanti" in text]
    assert [path for path in named if "lulusanti" not in path] == []


def test_the_officers_doors_are_closed_to_the_others(app, people, roster):
    paths = ["/desk/rosters", f"/desk/rosters/{roster.id}", f"/desk/rosters/{roster.id}?q=Belumia"]
    for client in people.values():
        for path in paths:
            answer = client.get(path)
            assert answer.status_code in (302, 303, 403)
            assert "Lulusanti" not in answer.get_data().decode("utf-8", "replace")


def test_the_check_says_of_them_what_it_says_of_nobody(people):
    found, unknown = (
        people["visitor"].get(f"/verify?q={name}+Lulusanti").text for name in ("Belumia", "Bukania")
    )
    assert re.sub("Belumia.Lulusanti", "", found) == re.sub("Bukania.Lulusanti", "", unknown)
