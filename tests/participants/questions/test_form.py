"""The participant's page: what is asked, what is required, what is kept."""

import json

import pytest

from participants.actions.keeping_questions import change_question, remove_question, switch_on
from participants.models import Answer, Registration
from tests.participants.questions.conftest import options
from tests.participants.test_personal_form import sentences, whole

pytestmark = pytest.mark.django_db


def held(registration):
    """Key → what the rows of answers hold."""
    rows = Answer.objects.filter(registration=registration).select_related("question")
    return {row.question.key: row.value for row in rows}


@pytest.fixture
def follow_up(ask):
    """A question and another one that only those see who said yes."""
    yes_no = options(yes="Yes", no="No")
    first = ask("Do you know the guidebook?", kind="choice", options=yes_no)
    return ask(
        "Which chapter helped?", depends_on=first.key, depends_values=["yes"], is_required=True
    )


def test_each_kind_of_question_keeps_its_kind_of_answer(client, form_url, registration, ask):
    given = {
        "text": "A word",
        "long-text": "Two\nlines",
        "number": 2.5,
        "date": "2030-01-31",
        "choice": "a",
        "choices": ["a", "b"],
        "country": "UA",
        "phone": "+380 44 1234567",
        "email": "chief@example.org",
        "consent": True,
    }
    for kind in given:
        ask(kind, kind=kind, options=options(a="A", b="B") if kind[:6] == "choice" else [])

    answers = {f"q{number}": value for number, value in enumerate(given.values(), start=1)}
    response = client.post(form_url, {"save": "1", **answers, "q10": "on"})

    assert response.status_code == 302
    assert held(registration) == answers
    page = client.get(form_url).content.decode()
    assert 'value="2030-01-31"' in page
    assert 'value="b"' in page


def test_emptied_answer_is_gone(client, form_url, registration, ask):
    ask("A word?")
    client.post(form_url, {"save": "1", "q1": "A word"})

    client.post(form_url, {"save": "1", "q1": ""})

    assert held(registration) == {}


def test_wrong_answer_stays_typed_and_is_said_beside_the_field(client, form_url, registration, ask):
    ask("Your manager's telephone", kind="phone")
    ask("How many years?", kind="number")

    response = client.post(form_url, {"save": "1", "phone": "mine", "q1": "call me", "q2": "7"})

    assert response.status_code == 422
    sentence = "A telephone number has digits, as in +380 44 492 03 82."
    assert sentences(response) == {"phone": [sentence], "q1": [sentence]}
    assert 'value="call me"' in response.content.decode()
    assert held(registration) == {"q2": 7}


def test_follow_up_is_required_of_those_who_see_it(client, form_url, registration, follow_up):
    response = client.post(form_url, whole(q1="yes"))

    assert sentences(response) == {"q2": ["This field is required."]}
    assert client.post(form_url, whole(q1="no")).status_code == 302
    registration.refresh_from_db()
    assert registration.state == "submitted"


def test_without_script_the_follow_up_stands_there_with_its_condition(client, form_url, follow_up):
    page = client.get(form_url).content.decode()

    assert "Only if your answer to “Do you know the guidebook?” is: Yes." in page
    assert "Which chapter helped?" in page


def test_answer_to_what_is_not_asked_is_not_kept_when_sent(
    client, form_url, registration, follow_up
):
    client.post(form_url, {"save": "1", "q1": "yes", "q2": "The third"})

    client.post(form_url, whole(q1="no", q2="The third"))

    assert held(registration) == {"q1": "no"}


def test_remark_of_staff_outlives_what_the_person_sends(client, form_url, registration, ask):
    first = ask("Do you need a visa?")
    remark = ask("Letter to the consulate", depends_on=first.key, is_for_staff=True)
    Answer.objects.create(registration=registration, question=remark, value="No. 14")

    client.post(form_url, whole())

    assert held(registration) == {"q2": "No. 14"}


def test_second_step_is_asked_after_approval_and_required_then(client, form_url, registration):
    switch_on(workshop=registration.workshop, key="hotel_nights", by=None)
    change_question(
        workshop=registration.workshop,
        key="hotel_nights",
        facts={"stage": "after-approval", "is_required": True},
        by=None,
    )

    assert "Nights at the hotel" not in client.get(form_url).content.decode()
    assert client.post(form_url, whole()).status_code == 302
    Registration.objects.update(state="approved")

    assert "Nights at the hotel" in client.get(form_url).content.decode()
    assert sentences(client.post(form_url, whole())) == {
        "hotel_nights": ["This field is required."]
    }
    assert client.post(form_url, whole(hotel_nights="2")).status_code == 302
    assert held(registration) == {"hotel_nights": 2}


def test_participant_neither_sees_nor_fills_what_is_for_staff(client, form_url, registration, ask):
    ask("Vetted by", is_for_staff=True)

    page = client.get(form_url)
    client.post(form_url, {"save": "1", "q1": "myself"})

    assert "Vetted by" not in page.content.decode()
    assert held(registration) == {}


def test_question_of_others_is_neither_seen_nor_kept(client, form_url, registration, ask):
    ask("What does your delegation need?", audience="heads", is_required=True)

    assert client.post(form_url, whole(q1="A room")).status_code == 302
    assert held(registration) == {}


def test_follow_up_of_a_question_for_others_is_not_asked(client, form_url, ask):
    first = ask("What does your delegation need?", audience="heads")
    ask("And when?", depends_on=first.key)

    assert "And when?" not in client.get(form_url).content.decode()


def test_question_that_was_switched_off_is_not_asked(client, form_url, registration):
    remove_question(workshop=registration.workshop, key="dietary_needs", by=None)

    page = client.get(form_url)
    client.post(form_url, whole(dietary_needs="No nuts"))

    registration.refresh_from_db()
    assert "Food you need" not in page.content.decode()
    assert registration.dietary_needs == ""


def test_form_says_why_it_asks_and_how_long_it_keeps(client, form_url, ask):
    ask("A word?", purpose={"en": "For the statistics."}, retention_weeks=4)

    page = client.get(form_url).content.decode()

    assert "For the statistics." in page
    assert "Erased 4 weeks after the workshop." in page


def test_words_of_organisers_are_never_read_as_html(client, form_url, ask):
    attack = "<script>alert(1)</script>"
    ask(attack, help={"en": attack}, purpose={"en": attack})

    assert attack not in client.get(form_url).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_form_of_a_person_takes_a_handful_of_queries(
    client, form_url, registration, ask, count, django_assert_num_queries
):
    first = ask("First")
    for number in range(count):
        question = ask(f"Question {number}", depends_on=first.key)
        Answer.objects.create(registration=registration, question=question, value="x")

    client.get(form_url)  # the link's first opening is noted
    with django_assert_num_queries(5):
        client.get(form_url)


def stale(client, form_url):
    """The marks of a page that was opened now."""
    return client.get(form_url).context["seen"]


def test_page_left_open_does_not_undo_what_was_typed_elsewhere(client, form_url, registration, ask):
    ask("A word?")
    seen = stale(client, form_url)
    client.post(form_url, {"save": "1", "q1": "newer", "agency": "Customs"})

    response = client.post(form_url, {"save": "1", "seen": seen, "q1": "", "position": "Chief"})

    registration.refresh_from_db()
    assert response.status_code == 302
    assert (held(registration), registration.agency) == ({"q1": "newer"}, "Customs")
    assert registration.position == "Chief"


def test_two_different_answers_ask_which_is_right(client, form_url, registration, ask):
    ask("A word?")
    seen = stale(client, form_url)
    client.post(form_url, {"save": "1", "q1": "newer"})

    response = client.post(form_url, {"save": "1", "seen": seen, "q1": "mine"})

    assert "This was changed meanwhile to “newer”." in sentences(response)["q1"][0]
    assert held(registration) == {"q1": "newer"}
    again = json.loads(response.context["seen"])
    client.post(form_url, {"save": "1", "seen": json.dumps(again), "q1": "mine"})
    assert held(registration) == {"q1": "mine"}


@pytest.mark.parametrize("seen", ["{", "[]", '{"q1": 3}', "x" * 30_000])
def test_marks_that_were_tampered_with_count_for_nothing(client, form_url, registration, ask, seen):
    ask("A word?")

    client.post(form_url, {"save": "1", "seen": seen, "q1": "mine"})

    assert held(registration) == {"q1": "mine"}
