import datetime

import pytest
from django.core.signing import Signer
from django.utils import timezone

from participants import links
from participants.links import LinkRefused, focal_point_for, new_link, registration_for, token_of
from participants.models import Registration

pytestmark = pytest.mark.django_db


def test_link_opens_its_registration_and_notes_the_first_opening(registration):
    opened = registration_for(token_of(registration))

    assert opened == registration
    assert Registration.objects.get().opened_at is not None


def test_link_is_short_and_says_nothing(registration):
    address = links.registration_link(registration)

    assert len(address) < 80
    assert registration.person.family_name.split()[0] not in address


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "1" + token,
        lambda token: token.replace(".", ""),
        lambda token: "",
        lambda token: "..",
        lambda token: token.upper(),
        lambda token: token + "é",
    ],
)
def test_forged_link_is_unknown(registration, spoil):
    with pytest.raises(LinkRefused) as refused:
        registration_for(spoil(token_of(registration)))

    assert refused.value.is_gone is False


def test_link_of_one_kind_does_not_open_the_other(registration, focal_point):
    for token, look_up in (
        (token_of(registration), focal_point_for),
        (token_of(focal_point), registration_for),
    ):
        with pytest.raises(LinkRefused):
            look_up(token)


def test_new_link_ends_the_old_one(registration):
    old = token_of(registration)
    new_link(registration)

    with pytest.raises(LinkRefused) as refused:
        registration_for(old)

    assert refused.value.is_gone
    assert registration_for(token_of(registration)) == registration


def test_link_ends_six_weeks_after_the_workshop(registration, workshop):
    workshop.ends_on = timezone.now().date() - datetime.timedelta(weeks=6, days=3)
    workshop.starts_on = workshop.ends_on
    workshop.save()
    with pytest.raises(LinkRefused) as refused:
        registration_for(token_of(registration))
    assert (refused.value.is_gone, refused.value.sentence) == (True, "This link has expired.")

    # Sent again after the workshop, it lives six weeks more.
    registration.refresh_from_db()
    links.prolong_link(registration)

    assert registration_for(token_of(registration)) == registration


def test_retired_key_opens_links_sent_before(registration, settings):
    settings.SECRET_KEY_FALLBACKS = []
    old_key = Signer().key
    token = token_of(registration)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [old_key]

    assert registration_for(token) == registration


def test_pages_answer_404_for_unknown_and_410_for_ended_links(client, registration, form_url):
    unknown = client.get("/r/1.abc.def/registration/")
    new_link(registration)
    ended = client.get(form_url)

    assert (unknown.status_code, ended.status_code) == (404, 410)
    assert "has been replaced by a newer one" in ended.content.decode()
    assert "no-store" in ended["Cache-Control"]


@pytest.mark.usefixtures("standing_clock")
def test_trying_links_out_is_slowed_down(client, db):
    answers = [client.get(f"/d/1.abc.{n}/").status_code for n in range(45)]

    assert (answers[0], answers[-1]) == (404, 429)
