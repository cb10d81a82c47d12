"""The script beside the pages, and the page it shows without a connection."""

from __future__ import annotations

import re


def test_the_worker_is_served_at_the_root_and_leads_to_its_file(client):
    answer = client.get("/worker.js")
    assert answer.mimetype == "text/javascript"
    assert "Set-Cookie" not in answer.headers
    (file,) = re.findall(r'^importScripts\("(/static/dist/worker\.[0-9a-f]{10}\.js)"\);$', answer.text, re.M)
    script = client.get(file)
    assert script.status_code == 200
    assert "Save-Data" in script.text


def test_the_page_without_a_connection_is_the_same_for_everybody_and_shows_nothing_by_itself(client, make):
    bag = make.listing()
    page = client.get("/offline")
    assert page.headers["Cache-Control"] == "public, no-cache"
    assert bag.title not in page.text and bag.code not in page.text
    assert 'data-zone="Asia/Makassar"' in page.text
    assert "per {time}, luring" in page.text
    assert 'content="noindex"' in page.text
    assert "as of {time}, offline" in client.get("/en/offline").text
