"""Naming several people at once: right rows are saved, wrong ones stay, nothing typed is lost."""

import datetime

import pytest

from tests.factories import RegistrationFactory

pytestmark = pytest.mark.django_db


def grid(*rows, **more):
    """What the browser sends for rows of (family name, e-mail, reserve)."""
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, **more}
    for index, (family_name, email, *reserve) in enumerate(rows):
        data |= {
            f"form-{index}-given_names": "Nino" if family_name else "",
            f"form-{index}-family_name": family_name,
            f"form-{index}-email": email,
            f"form-{index}-title": "",
            f"form-{index}-agency": "",
            f"form-{index}-position": "",
        }
        if reserve:
            data[f"form-{index}-as_reserve"] = "on"
    return data


@pytest.fixture
def url(portal):
    return f"{portal}people/several/"


def names(delegation):
    return sorted(delegation.registrations.values_list("person__family_name", flat=True))


def test_all_right_rows_are_saved_and_empty_ones_are_nobody(client, url, portal, delegation):
    response = client.post(
        url, grid(("Beridze", "b@example.org"), ("", ""), ("Lomidze", "l@example.org", True))
    )

    assert (response.status_code, response.url) == (302, portal)
    assert names(delegation) == ["Beridze", "Lomidze"]
    assert delegation.registrations.get(person__family_name="Lomidze").reserve_rank == 1


def test_right_rows_are_saved_and_wrong_ones_stay_with_what_is_wrong(client, url, delegation):
    response = client.post(
        url,
        grid(("Beridze", "b@example.org"), ("Kipiani", "no address"), ("Twice", "B@example.org")),
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert names(delegation) == ["Beridze"]
    assert 'value="Beridze"' not in text
    for words in ('value="Kipiani"', 'value="no address"', 'value="Twice"', "is already named"):
        assert words in text
    assert 'id="id_form-1-email_error"' in text


def test_corrected_rows_are_saved_under_their_old_numbers(client, url, delegation):
    client.post(url, grid(("Beridze", "b@example.org"), ("Kipiani", "wrong")))
    typed = grid(("", ""), ("Kipiani", "k@example.org"))

    client.post(url, {key: typed[key] for key in typed if not key.startswith("form-0-")})

    assert names(delegation) == ["Beridze", "Kipiani"]


def test_rows_beyond_the_seats_and_reserves_stay(client, url, delegation):
    rows = [(f"Name{n}", f"n{n}@example.org") for n in range(5)]

    response = client.post(url, grid(*rows))

    assert response.status_code == 422
    assert names(delegation) == ["Name0", "Name1", "Name2"]
    assert "You can name this person as a reserve." in response.content.decode()


def test_more_rows_keep_what_was_typed(client, url, delegation):
    response = client.post(url, grid(("Beridze", "no address"), more="1"))

    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="no address"' in text
    assert len(response.context["rows"].forms) == 6
    assert names(delegation) == []


@pytest.mark.parametrize("total", ["-1", "x", "", "100000"])
def test_made_up_numbers_of_rows_are_borne(client, url, total):
    for more in ({}, {"more": "1"}):
        data = {**grid(("Beridze", "b@example.org")), "form-TOTAL_FORMS": total, **more}

        assert client.post(url, data).status_code in (200, 302, 422)


def test_links_are_sent_to_seats_when_asked(client, url, workshop):
    client.post(
        url,
        grid(("Beridze", "b@example.org"), ("Lomidze", "l@example.org", True), send_link="on"),
    )

    assert [message.to for message in workshop.messages.all()] == ["b@example.org"]


def test_after_the_deadline_the_grid_says_why_it_is_closed(client, url, delegation):
    delegation.deadline = delegation.workshop.today() - datetime.timedelta(days=1)
    delegation.save()

    for response in (client.get(url), client.post(url, grid(("Beridze", "b@example.org")))):
        assert "Nominations ended on" in response.content.decode()
        assert b"data-grid" not in response.content
    assert names(delegation) == []


def test_grid_offers_a_row_for_each_free_place(client, url, delegation):
    RegistrationFactory(workshop=delegation.workshop, delegation=delegation)

    response = client.get(url)

    rows = response.context["rows"]
    assert len(rows.forms) == 4  # two seats and two reserves
    assert rows.management_form["INITIAL_FORMS"].value() == 0  # else empty rows would be wrong
