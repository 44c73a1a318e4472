"""Somebody takes out of the form what another one is just writing in: nothing goes silently."""

import pytest
from django.urls import reverse

from participants.actions.keeping_questions import change_question, remove_question
from participants.actions.keeping_sections import add_section, remove_section, switch_section
from participants.models import Answer, Question, Registration
from tests.participants.questions.conftest import options
from tests.participants.questions.test_form import held
from tests.participants.questions.test_two_composers import seen_on, typed

pytestmark = pytest.mark.django_db


def facts(registration):
    """What any form of this person has filled in."""
    person = registration.person
    return {"family_name": person.family_name, "given_names": "Ada", "email": person.email}


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def opened(client, form_url):
    """The marks of the form as the participant has opened it."""
    return lambda: client.get(form_url).context["seen"]


def test_participant_is_told_what_is_not_asked_any_more_and_the_rest_is_kept(
    client, form_url, registration, workshop, ask, opened
):
    ask("Which exercise?")
    ask("Which book?")
    seen = opened()
    remove_question(workshop=workshop, key="q1", by=None)

    response = client.post(
        form_url,
        facts(registration) | {"q1": "Night <i>drill", "q2": "The guidebook", "seen": seen},
        follow=True,
    )

    assert held(registration) == {"q2": "The guidebook"}
    assert told(response)[0] == (
        "A question of this page is not asked any more, so what you wrote there is not kept:"
        " Night <i>drill"
    )
    assert "Night &lt;i&gt;drill" in response.content.decode()


def test_question_that_others_have_answered_is_named(
    client, form_url, registration, workshop, ask, opened
):
    question = ask("Which exercise?")
    Answer.objects.create(registration=registration, question=question, value="Day drill")
    seen = opened()
    remove_question(workshop=workshop, key="q1", by=None)

    changed = client.post(
        form_url, facts(registration) | {"q1": "Night drill", "seen": seen}, follow=True
    )
    untouched = client.post(
        form_url, facts(registration) | {"q1": "Day drill", "seen": seen}, follow=True
    )

    assert told(changed)[0] == (
        "“Which exercise?” is not asked any more, so what you wrote there is not kept: Night drill"
    )
    assert len(told(untouched)) == 1  # nothing but that it was saved
    assert held(registration) == {"q1": "Day drill"}


def test_section_that_is_off_takes_nothing_silently(
    client, form_url, registration, workshop, ask, opened
):
    ask("Which exercise?")
    seen = opened()
    switch_section(workshop=workshop, key="training", is_on=False, by=None)

    response = client.post(
        form_url, facts(registration) | {"q1": "Night drill", "seen": seen}, follow=True
    )

    assert told(response)[0].startswith("“Which exercise?” is not asked any more")


def test_question_that_does_not_apply_is_not_gone(client, form_url, registration, ask, opened):
    parent = ask("By train?", kind="choice", options=options(a="Yes", b="No"))
    yes, no = (option["code"] for option in parent.options)
    ask("Which train?", depends_on=parent.key, depends_values=[yes])
    seen = opened()

    response = client.post(
        form_url, facts(registration) | {"q1": no, "q2": "IC 705", "seen": seen}, follow=True
    )

    assert len(told(response)) == 1


def test_script_hears_it_beside_the_field(client, form_url, registration, workshop, ask, opened):
    ask("Which exercise?")
    seen = opened()
    remove_question(workshop=workshop, key="q1", by=None)

    said = client.post(
        f"{form_url}autosave/",
        {"names": ["q1", "agency"], "seen": seen, "q1": "Night drill", "agency": "Customs"},
    ).json()

    assert said["saved"] == ["agency"]
    assert said["errors"]["q1"].endswith("is not kept: Night drill")


def test_choice_that_is_gone_is_told_beside_its_field_and_the_others_stay(
    client, form_url, registration, workshop, ask
):
    question = ask("Meals?", kind="choices", options=options(a="Breakfast", b="Lunch", c="Dinner"))
    codes = [option["code"] for option in question.options]
    change_question(workshop=workshop, key="q1", facts={"options": question.options[1:]}, by=None)

    response = client.post(form_url, facts(registration) | {"q1": codes[:2]})

    assert response.context["form"].errors["q1"] == [
        "One that you chose is not offered any more; the others are below."
    ]
    assert response.context["form"]["q1"].value() == codes[:2]


def test_staff_are_told_too(organiser_client, registration, workshop, ask):
    ask("Which exercise?")
    path = reverse("participants:edit_registration", args=[workshop.slug, registration.pk])
    seen = organiser_client.get(path).context["seen"]
    remove_question(workshop=workshop, key="q1", by=None)

    response = organiser_client.post(
        path, facts(registration) | {"q1": "Night drill", "seen": seen}, follow=True
    )

    assert any(words.endswith("Night drill") for words in told(response))


def test_organiser_saves_a_question_that_is_gone_as_a_new_one(organiser_client, workshop, ask):
    question = ask("By train?", kind="choice", section="travel", options=options(a="Yes", b="No"))
    path = reverse("participants:composer_question", args=[workshop.slug, question.key])
    sent = typed(seen_on(organiser_client.get(path)))
    remove_question(workshop=workshop, key=question.key, by=None)

    refused = organiser_client.post(path, sent)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "This question is not in the form any more." in page
    assert 'value="Do you come by train?"' in page
    assert not Question.objects.filter(section__key="travel", key__startswith="q").exists()
    add = reverse("participants:composer_add_question", args=[workshop.slug, "travel"])
    assert f'action="{add}"' in page
    assert organiser_client.post(add, sent).status_code == 302
    saved = Question.objects.get(section__key="travel", key__startswith="q")
    assert saved.wording == {"en": "Do you come by train?"}
    assert [option["wording"]["en"] for option in saved.options] == ["Yes", "No"]


def test_section_removed_under_a_new_question_is_told(organiser_client, workshop, ask):
    ask()
    section = add_section(workshop=workshop, title={"en": "Visits"}, by=None)
    path = reverse("participants:composer_add_question", args=[workshop.slug, section.key])
    remove_section(workshop=workshop, key=section.key, by=None)

    response = organiser_client.post(path, typed("", section=section.key))

    assert response.status_code == 422
    page = response.content.decode()
    assert "This section is not in the form any more." in page
    assert 'value="Do you come by train?"' in page


def test_heading_of_a_section_that_is_gone_is_saved_as_a_new_one(organiser_client, workshop, ask):
    ask()
    section = add_section(workshop=workshop, title={"en": "Visits"}, by=None)
    path = reverse("participants:composer_section", args=[workshop.slug, section.key])
    remove_section(workshop=workshop, key=section.key, by=None)

    response = organiser_client.post(path, {"title_en": "Site visits"})

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Site visits"' in page
    add = reverse("participants:composer_add_section", args=[workshop.slug])
    assert f'action="{add}"' in page


def test_pages_of_what_is_gone_lead_back(organiser_client, workshop, ask):
    ask()
    path = reverse("participants:composer_question", args=[workshop.slug, "q99"])

    assert organiser_client.get(path).status_code == 302
    assert Registration.objects.count() == 0
