"""After sending: what may still be changed, until when, and what is kept of it."""

import datetime

import pytest

from participants.actions.keeping_questions import change_question
from participants.models import AnswerChange, Registration
from tests.participants.questions.test_form import held
from tests.participants.test_personal_form import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(client, form_url, registration):
    """A registration that was sent and approved."""
    client.post(form_url, whole())
    Registration.objects.update(state="approved")
    registration.refresh_from_db()
    return registration


def allow(workshop, **settings):
    for name, value in settings.items():
        setattr(workshop, name, value)
    workshop.save()


def history():
    rows = AnswerChange.objects.order_by("pk")
    return [(row.question_key, row.old, row.new, row.actor) for row in rows]


def test_corrections_end_with_the_workshops_date(client, form_url, approved, workshop):
    allow(workshop, corrections_until=datetime.date(2020, 1, 31))

    page = client.post(form_url, whole(dietary_needs="No nuts"))

    approved.refresh_from_db()
    assert "Corrections were possible until 31 January 2020." in page.content.decode()
    assert approved.dietary_needs == ""


def test_who_has_not_been_approved_may_register_after_that_date(
    client, form_url, registration, workshop
):
    allow(workshop, corrections_until=datetime.date(2020, 1, 31))

    assert client.post(form_url, whole()).status_code == 302


def test_new_name_after_approval_asks_for_a_new_approval_and_keeps_the_seat(
    client, form_url, approved, workshop
):
    allow(workshop, reapproves_changes=True)

    client.post(form_url, whole(given_names="Anna", dietary_needs="No nuts"))

    approved.refresh_from_db()
    change = approved.state_changes.latest("pk")
    assert (approved.state, approved.holds_seat) == ("submitted", True)
    assert (approved.person.given_names, approved.dietary_needs) == ("Anna", "No nuts")
    assert (change.actor, change.reason) == ("participant", "Changed after approval: Given names")


def test_other_corrections_need_no_approval(client, form_url, approved, workshop):
    allow(workshop, reapproves_changes=True)

    client.post(form_url, whole(dietary_needs="No nuts"))

    approved.refresh_from_db()
    assert (approved.state, approved.dietary_needs) == ("approved", "No nuts")


def test_own_question_that_decides_is_fixed_after_approval(
    client, form_url, registration, ask, workshop
):
    ask("Your rank?", is_critical=True)
    client.post(form_url, whole(q1="Major"))
    Registration.objects.update(state="approved")

    client.post(form_url, whole(q1="General"))
    autosaved = client.post(f"{form_url}autosave/", {"names": ["q1"], "q1": "General"}).json()

    assert held(registration) == {"q1": "Major"}
    assert autosaved["errors"] == {}
    assert registration.answer_changes.count() == 0


def test_workshop_decides_that_a_built_in_answer_does_not_decide(
    client, form_url, approved, workshop
):
    change_question(workshop=workshop, key="title", facts={"is_critical": False}, by=None)

    client.post(form_url, whole(title="Colonel"))

    approved.person.refresh_from_db()
    assert approved.person.title == "Colonel"


def test_changes_after_sending_are_kept_with_who_made_them(
    client, form_url, registration, ask, organiser, workshop
):
    ask("A word?")
    client.post(form_url, whole(q1="first"))
    assert history() == []

    client.post(form_url, whole(q1="second", agency="Customs"))
    client.force_login(organiser)
    client.post(
        f"/manage/workshops/{workshop.slug}/participants/{registration.pk}/facts/",
        {"family_name": "Beridze", "email": "ana@example.org", "given_names": "Ana"}
        | {"name_in_own_script": "ანა ბერიძე", "agency": "Customs", "position": "Head of unit"}
        | {"certificate_language": "fr", "q1": ""},
    )

    assert sorted(history()) == [
        ("agency", "Patrol Police", "Customs", "participant"),
        ("q1", "first", "second", "participant"),
        ("q1", "second", None, "user"),
    ]
    assert AnswerChange.objects.get(actor="user").by == organiser
    assert held(registration) == {}


@pytest.fixture
def staff_page(workshop, registration):
    return f"/manage/workshops/{workshop.slug}/participants/{registration.pk}/"


def test_staff_read_answers_and_changes(
    client, form_url, registration, ask, organiser_client, staff_page
):
    ask("Do you know the guidebook?")
    client.post(form_url, whole(q1="By heart"))
    client.post(form_url, whole(q1="A little", agency="Customs"))

    page = organiser_client.get(staff_page).content.decode()

    assert "Do you know the guidebook?" in page
    assert page.count("A little") == 2
    assert page.count("By heart") == 1
    assert "Patrol Police" in page


def test_staff_fill_what_only_they_see(registration, ask, organiser_client, staff_page):
    ask("Vetted by", is_for_staff=True, is_required=True)

    organiser_client.post(f"{staff_page}facts/", {"family_name": "Beridze", "q1": "The embassy"})

    assert held(registration) == {"q1": "The embassy"}
    assert "The embassy" in organiser_client.get(staff_page).content.decode()


def test_answers_of_a_protected_person_are_shown_with_the_name_only(
    client, form_url, registration, ask, organiser_client, staff_page
):
    ask("Your nickname?")
    client.post(form_url, whole(q1="The Fox"))
    client.post(form_url, whole(q1="The Wolf"))
    Registration.objects.update(is_protected=True, alias="Participant 7")

    hidden = organiser_client.get(staff_page).content.decode()
    shown = organiser_client.post(f"{staff_page}name/").content.decode()

    assert "The Fox" not in hidden
    assert "The Wolf" not in hidden
    assert "The Fox" in shown


@pytest.mark.parametrize("count", [1, 8])
def test_staff_page_takes_as_many_queries_for_many_answers(
    client, form_url, registration, ask, organiser_client, staff_page, count,
    django_assert_num_queries,
):  # fmt: skip
    for number in range(count):
        ask(f"Question {number}")
    keys = [f"q{number}" for number in range(1, count + 1)]
    client.post(form_url, whole(**dict.fromkeys(keys, "first")))
    client.post(form_url, whole(**dict.fromkeys(keys, "second")))

    organiser_client.get(staff_page)
    with django_assert_num_queries(20):
        organiser_client.get(staff_page)


def facts_page(staff_page):
    return f"{staff_page}facts/"


def test_staff_do_not_overwrite_what_the_person_wrote_meanwhile(
    client, form_url, registration, ask, organiser_client, staff_page
):
    ask("A word?")
    seen = organiser_client.get(facts_page(staff_page)).context["seen"]
    client.post(form_url, {"save": "1", "q1": "by the person", "agency": "Customs"})
    stale = {"family_name": registration.person.family_name, "seen": seen, "q1": "by staff"}

    response = organiser_client.post(facts_page(staff_page), stale)

    registration.refresh_from_db()
    assert "“by the person”" in response.context["form"].errors["q1"][0]
    assert (held(registration), registration.agency) == ({"q1": "by the person"}, "Customs")


@pytest.fixture
def own_page(form_url):
    return form_url.removesuffix("registration/")


def test_own_page_asks_for_the_second_step(client, own_page, form_url, approved, ask):
    ask("Your flight?", stage="after-approval")
    ask("Your hotel?", stage="after-approval", is_required=True)

    assert "2 questions are asked only now." in client.get(own_page).content.decode()
    client.post(form_url, {"save": "1", "q2": "At the river"})
    assert "asked only now" not in client.get(own_page).content.decode()


def test_own_page_asks_nothing_before_the_approval(client, own_page, form_url, ask):
    ask("Your flight?", stage="after-approval")
    client.post(form_url, whole())

    assert "asked only now" not in client.get(own_page).content.decode()
