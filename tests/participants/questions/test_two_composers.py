"""Two organisers have one question or section open; the second one to save sees what changed."""

import json
import re

import pytest
from django.urls import reverse

from participants.actions.composing_form import compose
from participants.actions.keeping_questions import change_question
from participants.actions.keeping_sections import name_section
from participants.models import FormSection, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(workshop, ask):
    return ask("By train?", kind="choice", section="travel", options=OPTIONS)


OPTIONS = [
    {"code": "o1", "wording": {"en": "Yes", "fr": "Oui"}},
    {"code": "o2", "wording": {"en": "No", "fr": "Non"}},
]


@pytest.fixture
def address(workshop, question):
    return reverse("participants:composer_question", args=[workshop.slug, question.key])


def seen_on(response):
    text = response.content.decode().replace("&quot;", '"')
    return re.search(r'name="seen" value="(.*?)">', text)[1]


def typed(seen, **changes):
    usual = {
        "wording_en": "Do you come by train?",
        "kind": "choice",
        "stage": "registration",
        "audience": "everybody",
        "depends_on": "",
        "condition_of": "",
        "section": "travel",
        "option-rows": "2",
        "option-0-code": "o1",
        "option-0-en": "Yes",
        "option-0-fr": "Oui",
        "option-1-code": "o2",
        "option-1-en": "No",
        "option-1-fr": "Non",
        "seen": seen,
    }
    return usual | changes


def test_second_to_save_a_question_sees_what_changed_and_loses_nothing(
    organiser_client, organiser, workshop, question, address
):
    seen = seen_on(organiser_client.get(address))
    facts = {
        "wording": {"en": "Do you take the train?", "fr": "En train ?"},
        "is_required": True,
        "stage": "after-approval",
        "options": [*OPTIONS, {"code": "", "wording": {"en": "Perhaps"}}],
    }
    change_question(workshop=workshop, key=question.key, facts=facts, by=organiser)

    response = organiser_client.post(address, typed(seen))

    assert response.status_code == 422
    page = response.content.decode()
    assert "Somebody else has changed this since you opened the page." in page
    assert 'value="Do you come by train?"' in page
    assert dict(response.context["newer"]) == {
        "Question (English)": "Do you take the train?",
        "Question (French)": "En train ?",
        "It must be answered": "yes",
        "When it is asked": "Only after approval",
        "Options to choose from": "Yes; No; Perhaps",
    }
    question.refresh_from_db()
    assert question.wording["en"] == "Do you take the train?"


def test_saving_once_more_counts_after_the_change_was_seen(
    organiser_client, organiser, workshop, question, address
):
    seen = seen_on(organiser_client.get(address))
    change_question(workshop=workshop, key=question.key, facts={"is_required": True}, by=organiser)
    refused = organiser_client.post(address, typed(seen))

    response = organiser_client.post(address, typed(seen_on(refused)))

    assert response.status_code == 302
    question.refresh_from_db()
    assert question.wording["en"] == "Do you come by train?"
    assert not question.is_required


def test_small_buttons_of_the_page_do_not_look_anew(
    organiser_client, organiser, workshop, question, address
):
    seen = seen_on(organiser_client.get(address))
    change_question(workshop=workshop, key=question.key, facts={"is_required": True}, by=organiser)

    draft = organiser_client.post(address, typed(seen, **{"option-more": "1"}))

    assert json.loads(seen_on(draft)) == json.loads(seen)


@pytest.mark.parametrize("key", ["family_name", "arrives_on", "gender"])
def test_usual_question_opened_before_the_form_had_rows_can_be_saved(
    organiser_client, organiser, workshop, key
):
    address = reverse("participants:composer_question", args=[workshop.slug, key])
    page = organiser_client.get(address)
    facts = {
        bound.html_name: bound.value()
        for bound in page.context["form"]
        if bound.value() not in (None, False, [])
    }
    compose(workshop=workshop)

    response = organiser_client.post(
        address, facts | {"condition_of": "", "wording_en": "Else", "seen": seen_on(page)}
    )

    assert response.status_code == 302
    assert Question.objects.get(workshop=workshop, key=key).wording == {"en": "Else"}


def test_second_to_save_a_section_sees_what_changed(organiser_client, organiser, workshop):
    address = reverse("participants:composer_section", args=[workshop.slug, "travel"])
    seen = seen_on(organiser_client.get(address))
    name_section(workshop=workshop, key="travel", title={"en": "Your way"}, by=organiser)

    response = organiser_client.post(address, {"title_en": "The journey", "seen": seen})

    assert response.status_code == 422
    assert response.context["newer"] == [("Heading in English", "Your way")]
    assert 'value="The journey"' in response.content.decode()
    assert FormSection.objects.get(workshop=workshop, key="travel").title == {"en": "Your way"}
    again = organiser_client.post(address, {"title_en": "The way", "seen": seen_on(response)})
    assert again.status_code == 302
    assert FormSection.objects.get(workshop=workshop, key="travel").title == {"en": "The way"}
