"""Finding a record: what is asked whole matches whole, and nothing is found that is not public."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.certificates.claims import LONGEST_NAME_KEY
from marketplace.certificates.rules import PUBLIC_STATUSES, Status
from marketplace.kit.text import fold, words
from marketplace.listings.rules import WITH_PAGE, State
from marketplace.records import queries
from marketplace.records.queries import search
from marketplace.records.rules import Kind, Question, read_question

TODAY = date(2026, 4, 14)


def found(text: str) -> list[str | None]:
    """The codes of the records that are found by what somebody typed."""
    return [row.code for row in search(read_question(text, {"127.0.0.1"})).certificates]


@pytest.mark.parametrize("status", list(Status))
def test_only_what_was_verified_once_has_a_record_by_whatever_it_is_asked(make, status):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), status=status, code="BTG-7K4P")
    public = status in PUBLIC_STATUSES
    assert (queries.by_code("BTG-7K4P") is not None) == public
    for typed in ("BTG-7K4P", certificate.certificate_no, "siti contoh"):
        assert found(typed) == (["BTG-7K4P"] if public else []), typed


@pytest.mark.parametrize("printed", ["José Ñuñez", "SITI  ÆNIDA", "Ｓｉｔｉ Ｗｉｄｅ", "Łucja-Đewi", "İpek"])
@pytest.mark.parametrize("spell", [str, str.upper, str.lower, fold])
def test_the_printed_name_is_found_in_every_spelling_of_its_letters(make, printed, spell):
    make.certificate(make.artisan(name="Nama Lain"), holder_name=printed, code="BTG-7K4P")
    assert found(spell(printed)) == ["BTG-7K4P"]


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(categories=["L", "M", "Zs"]), min_size=3, max_size=40))
def test_no_printed_name_is_beyond_finding(make, name):
    certificate = make.certificate(holder_name=name, holder_name_folded=fold(name)[:LONGEST_NAME_KEY])
    spelt = words(name)
    if sum(map(len, spelt)) >= 3 and len(" ".join(spelt)) < LONGEST_NAME_KEY:
        asked = search(Question(Kind.NAME, " ".join(spelt[:8])))
        assert certificate in asked.certificates
    make.session.delete(certificate)
    make.session.commit()


def test_every_word_must_be_there_and_signs_of_the_search_language_are_letters(make):
    make.certificate(make.artisan(name="Siti Aminah"), code="BTG-7K4P")
    assert found("aminah siti") == ["BTG-7K4P"]
    assert found("siti rahma") == []
    for name in ("%%%", "s_ti", "s%i", "' or 1=1"):
        assert not search(Question(Kind.NAME, name)).certificates, name


@pytest.mark.parametrize("column", ["certificate_no", "registration_no", "blanko_no"])
def test_each_printed_number_matches_whole(make, column):
    make.certificate(**{f"{column}_key": "1234567890123"}, code="BTG-7K4P")
    assert found("1234 567 890.123") == ["BTG-7K4P"]
    for part in ("123456789012", "234567890123", "12345678901234"):
        assert found(part) == [], part


def test_an_artisan_who_hides_takes_her_number_and_her_page_but_not_the_record(make):
    artisan = make.artisan(
        slug="siti", whatsapp="+6281250000001", whatsapp_public=True, instagram="siti.rajut"
    )
    make.certificate(artisan, code="BTG-7K4P")
    bag = make.listing(artisan, code="AB23CD45EF")
    ways = [
        Question(Kind.PHONE, "+6281250000001"),
        Question(Kind.INSTAGRAM, "siti.rajut"),
        Question(Kind.ARTISAN, "siti"),
        Question(Kind.BAG, bag.code),
    ]
    for asked in ways:
        answer = search(asked)
        assert [row.code for row in answer.certificates] == ["BTG-7K4P"], asked
        assert answer.artisans == [artisan]
    artisan.whatsapp_public = False
    make.session.commit()
    assert search(ways[0]).artisans == []
    artisan.visible = False
    make.session.commit()
    for asked in ways:
        assert search(asked) == queries.Found(asked, [], []), asked
    assert queries.by_code("BTG-7K4P") is not None


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_question_lists_nobody(make, kind):
    make.certificate(make.artisan(whatsapp=None, whatsapp_public=True, instagram=""))
    if kind is not Kind.NAME:  # a name is never empty: shorter ones are Kind.SHORT
        assert search(Question(kind)) == queries.Found(Question(kind), [], [])


@pytest.mark.parametrize("state", list(State))
def test_a_bag_without_a_page_leads_to_nobody(make, state):
    bag = make.listing(state=state, code="AB23CD45EF")
    found_by_bag = search(Question(Kind.BAG, bag.code)).artisans
    assert bool(found_by_bag) == (state in WITH_PAGE)


def test_there_is_no_way_to_list_them_all(make):
    for _ in range(queries.MOST + 2):
        make.certificate(make.artisan(name="Siti Contoh"))
    assert len(search(Question(Kind.NAME, "siti")).certificates) == queries.MOST


def test_a_reader_of_a_lost_record_is_led_to_a_valid_one_of_the_same_holder_only(make):
    artisan = make.artisan()
    old = make.certificate(artisan, valid_until=date(2026, 1, 1), code="BTG-AAAA")
    make.certificate(code="BTG-BBBB")
    make.certificate(artisan, status=Status.SUBMITTED)
    make.certificate(artisan, status=Status.REVOKED, code="BTG-CCCC")
    assert queries.siblings(old, TODAY).valid is None
    new = make.certificate(artisan, valid_until=date(2026, 4, 14), code="BTG-DDDD")
    assert queries.siblings(old, TODAY).valid is new
    assert queries.siblings(old, date(2026, 4, 15)).valid is None, "the day after its last"
    assert queries.siblings(new, TODAY).valid is None, "not itself"


@pytest.mark.parametrize("kind", [Kind.CODE, Kind.NAME, Kind.BAG, Kind.PHONE])
def test_a_search_takes_two_statements_whether_or_not_anybody_is_found(make, session, queries, kind):
    for _ in range(3):
        make.certificate(make.artisan(name="Siti Contoh"))
    session.expunge_all()
    with queries() as asked:
        for certificate in search(Question(kind, "siti")).certificates:
            assert certificate.artisan.place is not None
    assert len(asked) <= 2, asked
