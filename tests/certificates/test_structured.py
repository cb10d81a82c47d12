"""A certificate for machines is the person's, on the days `standing` calls it valid, and on no other."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status, standing
from marketplace.certificates.structured import person

TODAY = date(2026, 4, 14)
BASE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def told(*certificates, today=TODAY):
    return person("Siti", f"{BASE}/artisans/siti", [(one, standing(one, today)) for one in certificates])


def test_a_valid_one_is_told_in_both_words_with_issuer_term_and_check(make):
    certificate = make.certificate(code="BTG-7K4P")
    node = told(certificate)
    credential, certification = node["hasCredential"], node["hasCertification"]
    assert credential["@type"] == "EducationalOccupationalCredential"
    assert certification["@type"] == "Certification"
    for each in (credential, certification):
        assert each["name"] == "Pembuatan Tas Rajut"
        assert each["url"] == f"{BASE}/c/BTG-7K4P"
        assert (each["validFrom"], each["expires"]) == ("2025-10-31", "2028-10-31")
    assert (
        credential["recognizedBy"]
        == certification["issuedBy"]
        == {
            "@type": "Organization",
            "name": "LSP Contoh",
        }
    )
    assert certification["certificationIdentification"] == "BTG-7K4P"
    assert certification["auditDate"] == "2025-11-10"


def test_of_several_each_valid_one_is_told(make):
    artisan = make.artisan()
    valid = [make.certificate(artisan) for _ in range(2)]
    gone = make.certificate(artisan, status=Status.REVOKED)
    node = told(*valid, gone)
    assert [one["url"] for one in node["hasCredential"]] == [f"{BASE}/c/{one.code}" for one in valid]
    assert gone.code not in json.dumps(node)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_nothing_is_left_of_what_is_not_valid(make, status):
    assert told(make.certificate(status=status)) == {
        "@type": "Person",
        "@id": f"{BASE}/artisans/siti#person",
        "name": "Siti",
        "url": f"{BASE}/artisans/siti",
    }


@pytest.mark.parametrize("paper", [Paper.LSK, Paper.LPK])
def test_a_training_paper_is_no_certification(make, paper):
    assert "hasC" not in json.dumps(told(make.certificate(paper=paper)))


def test_it_is_there_from_its_first_day_to_its_last(make):
    certificate = make.certificate()
    day = timedelta(days=1)
    first, last = certificate.issue_date, certificate.valid_until
    there = {
        at: "hasCredential" in told(certificate, today=at) for at in (first - day, first, last, last + day)
    }
    assert list(there.values()) == [False, True, True, False]


def test_an_issuer_nobody_named_is_left_out(make):
    node = told(make.certificate(body_name=""))
    assert "recognizedBy" not in node["hasCredential"] and "issuedBy" not in node["hasCertification"]
