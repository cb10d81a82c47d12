"""The page on which an artisan sees who helps her, invites, changes and ends."""

from __future__ import annotations

import re

import pytest

from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.helping.models import Helper
from tests.helping.conftest import budi as budi
from tests.helping.conftest import employ as employ
from tests.helping.conftest import invite as invite


@pytest.fixture
def post(browser, client):
    def send(path="/studio/helpers", **fields):
        return client.post(path, data={"csrf_token": client.token("/account"), **fields})

    return send


def test_the_link_is_shown_once_and_kept_nowhere(post, client, session):
    answer = post(contact="budi@contoh.invalid", tasks=["bags", "talks"])
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    link = re.search(r'value="http://127\.0\.0\.1:8000(/helping/invitations/[^"]+)"', page)[1]
    helper = session.query(Helper).one()
    assert helper.may == [Task.BAGS, Task.TALKS] and helper.email == "budi@contoh.invalid"
    assert link.rpartition("/")[2] not in client.get("/studio/helpers").get_data(as_text=True)
    assert client.get(link).status_code == 200


def test_to_a_number_the_link_goes_by_whatsapp(post):
    page = post(contact="0812 0000 9999", tasks=["bags"]).get_data(as_text=True)
    assert "https://wa.me/6281200009999?text=" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"contact": "budi", "tasks": "bags"}, "Tulis alamat surel atau nomor ponsel Indonesia."),
        ({"contact": "", "tasks": "bags"}, "Tulis alamat surel atau nomor ponsel Indonesia."),
        ({"contact": "budi@contoh.invalid"}, "Centang setidaknya satu hal"),
        ({"contact": "budi@contoh.invalid", "tasks": "certificates"}, 'id="tasks-error"'),
        ({"contact": "orang1@contoh.invalid", "tasks": "bags"}, "Ini alamat atau nomor Anda sendiri."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(post, artisan, session, fields, words):
    artisan.account.email = "orang1@contoh.invalid"
    session.commit()
    answer = post(**fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and words in page
    assert f'value="{fields["contact"]}"' in page
    assert session.query(Helper).count() == 0


def test_ten_invitations_a_day_are_enough(post):
    for number in range(10):
        helper = post(contact=f"orang-{number}@lain.invalid", tasks=["bags"])
        assert helper.status_code in (200, 409)
    assert post(contact="budi@contoh.invalid", tasks=["bags"]).status_code == 429


def test_she_changes_what_somebody_may_do_and_ends_it(post, client, artisan, employ, budi, session):
    helper = employ(artisan, budi, Task.BAGS)
    page = client.get("/studio/helpers").get_data(as_text=True)
    assert "Budi Pembantu" in page and "Belum mengerjakan apa pun." in page
    assert post(f"/studio/helpers/{helper.id}/tasks", tasks=["sales"]).status_code == 303
    answer = post(f"/studio/helpers/{helper.id}/tasks")
    assert answer.status_code == 422 and "Centang setidaknya satu hal" in answer.get_data(as_text=True)
    session.expire_all()
    assert helper.may == [Task.SALES]
    assert post(f"/studio/helpers/{helper.id}/end").status_code == 303
    session.expire_all()
    assert helper.ended_at is not None
    page = client.get("/studio/helpers").get_data(as_text=True)
    assert "Berakhir" in page or "Ended" not in page
    assert post(f"/studio/helpers/{helper.id}/end").status_code == 404


def test_another_artisans_helper_is_not_hers(post, make, employ, budi, session):
    helper = employ(make.artisan(), budi)
    assert post(f"/studio/helpers/{helper.id}/end").status_code == 404
    assert post(f"/studio/helpers/{helper.id}/tasks", tasks=["bags"]).status_code == 404
    session.expire_all()
    assert helper.ended_at is None


def test_whoever_has_no_profile_begins_with_it(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    answer = client.get("/studio/helpers")
    assert (answer.status_code, answer.location) == (303, "/studio/profile")


def test_an_invitation_taken_back_is_told_by_its_day_alone(post, client, session):
    post(contact="budi@contoh.invalid", tasks=["bags"])
    post(f"/studio/helpers/{session.query(Helper).one().id}/end")
    page = client.get("/en/studio/helpers").get_data(as_text=True)
    page = client.get("/en/studio/helpers").get_data(as_text=True)  # the first still told it in its message
    assert "budi@contoh.invalid" not in page and "Invitation of 14 April 2026" in page
