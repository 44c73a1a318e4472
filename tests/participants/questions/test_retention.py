import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from participants.actions.erasing import erase_what_is_due
from participants.actions.keeping_questions import change_question, remove_question, switch_on
from participants.models import Answer, AnswerChange, Erasure, Photograph, Registration
from participants.questions.retention import periods_of
from tests.factories import RegistrationFactory, WorkshopFactory

pytestmark = pytest.mark.django_db

ENDED = datetime.date(2020, 1, 31)
BEFORE = datetime.datetime(2020, 2, 27, 21, 59, tzinfo=datetime.UTC)  # 23:59 in Kyiv
AFTER = datetime.datetime(2020, 2, 27, 22, 0, tzinfo=datetime.UTC)


@pytest.fixture
def workshop(db):
    return WorkshopFactory(starts_on=ENDED, ends_on=ENDED)


@pytest.fixture
def answered(workshop, ask):
    """A registration with an answer of four weeks, one for good, and a file."""
    registration = RegistrationFactory(workshop=workshop, dietary_needs="No nuts")
    short, long = ask("Short", retention_weeks=4), ask("Long")
    upload = ask("Upload", kind="file", retention_weeks=4)
    Answer.objects.create(registration=registration, question=short, value="secret")
    Answer.objects.create(registration=registration, question=long, value="stays")
    row = Answer(registration=registration, question=upload, value="cv.pdf")
    row.file.save("cv.pdf", ContentFile(b"%PDF-"))
    AnswerChange.objects.create(
        registration=registration, question_key="q1", old="older secret", new="secret"
    )
    return registration


def test_answers_are_erased_when_their_period_ends(answered, django_capture_on_commit_callbacks):
    held = Answer.objects.get(question__key="q3").file
    assert erase_what_is_due(now=BEFORE) == []

    with django_capture_on_commit_callbacks(execute=True):
        erase_what_is_due(now=AFTER)

    assert list(Answer.objects.values_list("value", flat=True)) == ["stays"]
    assert not held.storage.exists(held.name)
    change = AnswerChange.objects.get()
    assert (change.old, change.new, change.erased_at) == (None, None, AFTER)


def test_erasure_leaves_one_receipt_without_anybody_in_it(answered):
    erase_what_is_due(now=AFTER)
    erase_what_is_due(now=AFTER)

    receipts = Erasure.objects.order_by("question_key").values_list(
        "question_key", "wording", "retention_weeks", "answers", "files", "changes"
    )
    assert list(receipts) == [("q1", "Short", 4, 1, 0, 1), ("q3", "Upload", 4, 1, 1, 0)]
    assert "secret" not in str(list(Erasure.objects.values()))


def test_usual_form_forgets_food_and_journey_some_weeks_after_the_workshop(workshop):
    registration = RegistrationFactory(
        workshop=workshop, dietary_needs="No nuts", arrives_on=ENDED, agency="Police"
    )
    Photograph.objects.create(registration=registration, file="photographs/none.jpg")

    erase_what_is_due(now=timezone.now())

    registration.refresh_from_db()
    assert (registration.dietary_needs, registration.arrives_on) == ("", None)
    assert registration.agency == "Police"
    assert not Photograph.objects.exists()


def test_people_and_consent_are_never_erased_by_question(workshop):
    registration = RegistrationFactory(workshop=workshop, consents_to_list=True)

    erase_what_is_due(now=timezone.now())

    registration.refresh_from_db()
    assert registration.consents_to_list
    assert registration.person.email


def test_retired_questions_are_erased_as_well(answered, workshop):
    remove_question(workshop=workshop, key="q1", by=None)

    erase_what_is_due(now=AFTER)

    assert not Answer.objects.filter(question__key="q1").exists()


def test_food_is_erased_although_it_is_not_asked_any_more(workshop):
    registration = RegistrationFactory(workshop=workshop, dietary_needs="No nuts")
    remove_question(workshop=workshop, key="dietary_needs", by=None)

    erase_what_is_due(now=timezone.now())

    registration.refresh_from_db()
    assert registration.dietary_needs == ""


def test_invented_people_keep_their_answers(answered, workshop):
    workshop.contains_invented_people = True
    workshop.save()

    assert erase_what_is_due(now=AFTER) == []


def test_other_workshops_keep_their_answers(answered):
    other = RegistrationFactory(workshop=WorkshopFactory(), dietary_needs="No fish")

    erase_what_is_due(now=timezone.now())

    other.refresh_from_db()
    assert other.dietary_needs == "No fish"


def test_preview_says_what_is_erased_when(answered, workshop, organiser_client):
    periods = {period.question.key: period for period in periods_of(workshop)}

    page = organiser_client.get(f"/manage/workshops/{workshop.slug}/participants/retention/")

    assert (periods["q1"].ends_on, periods["q1"].held) == (datetime.date(2020, 2, 28), 1)
    assert (periods["dietary_needs"].held, periods["arrives_on"].held) == (1, 0)
    assert "q2" not in periods
    assert "28 February 2020" in page.content.decode()
    assert "secret" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_preview_takes_as_many_queries_for_many_questions(
    workshop, ask, count, django_assert_num_queries
):
    for number in range(count):
        ask(f"Question {number}", retention_weeks=4)

    with django_assert_num_queries(5):
        periods_of(workshop)


def test_shorter_period_holds_from_the_next_sweep_on(workshop):
    registration = RegistrationFactory(workshop=workshop)
    question = switch_on(workshop=workshop, key="passport_number", by=None)
    Answer.objects.create(registration=registration, question=question, value="AB 1")
    change_question(workshop=workshop, key="passport_number", facts={"retention_weeks": 2}, by=None)

    erase_what_is_due(now=AFTER)

    assert not Answer.objects.exists()
    assert Registration.objects.filter(pk=registration.pk).exists()
