import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participants.models import Answer, Photograph, Registration
from tests.participants.questions.test_form import held
from tests.participants.test_uploads import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(client, form_url):
    """Send what the script sends: the fields that changed, by name."""

    def send(seen="{}", **values):
        data = {"names": list(values), "seen": seen, **values}
        return client.post(f"{form_url}autosave/", data)

    return send


def test_changed_fields_are_kept_and_nothing_else_is_touched(save, registration, ask):
    ask("A word?")
    Registration.objects.update(position="Chief")

    said = save(q1="half a sent", agency="Customs").json()

    registration.refresh_from_db()
    assert held(registration) == {"q1": "half a sent"}
    assert (registration.agency, registration.position) == ("Customs", "Chief")
    assert (said["saved"], said["errors"]) == (["agency", "q1"], {})
    assert registration.state == "invited"


def test_wrong_field_gets_its_sentence_and_the_others_are_kept(save, registration):
    said = save(email="nonsense", agency="Customs").json()

    registration.refresh_from_db()
    assert said["errors"] == {"email": "Enter a valid email address."}
    assert registration.agency == "Customs"


def test_departure_is_judged_by_the_arrival_that_is_stored(save, registration):
    save(arrives_on="2030-12-12")

    said = save(departs_on="2030-12-11").json()

    assert said["errors"] == {"departs_on": "The departure is before the arrival."}


def test_unticked_boxes_are_kept_too(save, client, form_url, registration):
    Registration.objects.update(consents_to_list=True)

    client.post(f"{form_url}autosave/", {"names": ["consents_to_list"]})

    registration.refresh_from_db()
    assert registration.consents_to_list is False


def test_second_device_is_told_and_its_later_word_counts(save, client, form_url, registration, ask):
    ask("A word?")
    seen = client.get(form_url).context["seen"]
    save(seen=seen, q1="on the phone")

    said = save(seen=seen, q1="on the desk").json()

    assert "changed meanwhile to “on the phone”" in said["errors"]["q1"]
    assert held(registration) == {"q1": "on the phone"}
    seen = json.dumps({**json.loads(seen), **said["seen"]})
    save(seen=seen, q1="on the desk")
    assert held(registration) == {"q1": "on the desk"}


def test_photograph_is_kept_as_it_was_cut(save, registration):
    content = picture(size=(200, 200))

    said = save(
        photograph=SimpleUploadedFile("me.jpg", content, "image/jpeg"),
        **{"crop-photograph": "0.5 0 0.4"},
    ).json()

    assert said["uploaded"] == ["photograph"]
    stored = Photograph.objects.get(registration=registration)
    with stored.file.open() as kept:
        assert Image.open(kept).size == (80, 100)


def test_photograph_is_judged_by_its_content(save):
    said = save(photograph=SimpleUploadedFile("me.jpg", b"GIF89a", "image/jpeg")).json()

    assert said["errors"]["photograph"].startswith("This file cannot be read.")
    assert not Photograph.objects.exists()


def test_closed_form_says_so(save, registration):
    Registration.objects.update(state="rejected")

    response = save(agency="Customs")

    assert response.status_code == 409
    assert "ask the organisers" in response.json()["closed"]


def test_unknown_names_are_nobodys_answers(save):
    assert save(state="approved", q99="x").json()["saved"] == []
    assert not Answer.objects.exists()
