import pytest

from participants.links import token_of
from participants.models import Answer
from tests.participants.questions.test_form import held
from tests.participants.test_personal_form import whole

pytestmark = pytest.mark.django_db


def test_person_takes_along_answers_and_their_history(client, form_url, registration, ask):
    ask("Do you know the guidebook?")
    client.post(form_url, whole(q1="A little"))
    client.post(form_url, whole(q1="By heart"))

    document = client.get(f"/r/{token_of(registration)}/data.json").json()

    (answer,), (change,) = document["answers"], document["changed_answers"]
    assert (answer["question"], answer["answer"]) == ("Do you know the guidebook?", "By heart")
    assert (change["from"], change["to"], change["by"]) == ("A little", "By heart", "participant")


def test_what_only_the_organisers_see_stays_with_them(
    client, form_url, registration, ask, organiser_client
):
    question = ask("Vetted by", is_for_staff=True)
    Answer.objects.create(registration=registration, question=question, value="The embassy")
    client.post(form_url, whole())
    facts = f"/manage/workshops/{registration.workshop.slug}/participants/{registration.pk}/facts/"
    organiser_client.post(facts, {"family_name": "Beridze", "q1": "The ministry"})

    exported = client.get(f"/r/{token_of(registration)}/data.json").content.decode()

    assert held(registration) == {"q1": "The ministry"}
    assert "embassy" not in exported
    assert "ministry" not in exported
