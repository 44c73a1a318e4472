"""Dates of birth and passport numbers of a list: answers where they are asked, marks to know by."""

import datetime

import pytest

from participants.actions.keeping_questions import change_question, remove_question, switch_on
from participants.importing.applying import apply
from participants.importing.cells import NotUnderstood, birth_date_of
from participants.importing.headings import field_of
from participants.importing.preview import correct, set_columns, start
from participants.importing.reading import read_pasted, read_upload
from participants.importing.templates import template
from participants.importing.undoing import undo
from participants.models import Answer, MatchKey, Registration
from participants.passports import birth_key, passport_key
from participants.rules import MoveRefused
from tests.factories import PersonFactory, RegistrationFactory, TeamMemberFactory, WorkshopFactory
from tests.participants.documents import give_documents
from tests.participants.importing.lists import upload

pytestmark = pytest.mark.django_db

HEADINGS = "Surname\tGiven names\tE-mail\tДата народження\tPassport No"


@pytest.fixture
def asking(workshop):
    for key in ("birth_date", "passport_number"):
        switch_on(workshop=workshop, key=key, by=None)
    return workshop


@pytest.fixture
def elsewhere(organiser):
    """Add somebody with a passport to another workshop of the same organiser."""
    before = TeamMemberFactory(workshop=WorkshopFactory(), user=organiser).workshop

    def add(*, passport="", born="", is_protected=False, **facts):
        registration = RegistrationFactory(
            workshop=before,
            delegation=None,
            person=PersonFactory(**facts),
            is_protected=is_protected,
            alias="Guest 1" if is_protected else "",
        )
        give_documents(registration, passport=passport, born=born)
        return registration

    return add


def listed(delegation, *rows, headings=HEADINGS, **who):
    sheet = read_pasted("\n".join([headings, *rows]))
    return start(sheet=sheet, workshop=delegation.workshop, delegation=delegation, **who)


def page(client, run):
    address = f"/manage/workshops/{run.workshop.slug}/participants/import/{run.pk}/"
    return client.get(address).text


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Passport No", "passport_number"), ("№ паспорта", "passport_number"),
        ("N° de passeport", "passport_number"), ("Серія та номер паспорта", "passport_number"),
        ("DATE OF BIRTH", "birth_date"), ("Né(e) le", "birth_date"),
        ("Дата рождения", "birth_date"), ("Дата народження / Date of birth", "birth_date"),
    ],
)  # fmt: skip
def test_headings_are_recognised_in_four_languages(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("text", "day"), [("05.06.1978", 1978), ("5/25/78", None), ("25/5/78", 1978), ("1.1.07", 2007)]
)
def test_date_of_birth_is_in_the_past(text, day):
    today = datetime.date(2030, 1, 1)

    born = birth_date_of(text, day_first=None, today=today)

    assert born.year == (day or 1978)
    for wrong in ("1.1.2031", "1.1.1850", "soon"):
        with pytest.raises(NotUnderstood):
            birth_date_of(wrong, day_first=None, today=today)


def test_what_the_form_asks_for_is_kept_as_answers_and_recognised_by(asking, delegation, organiser):
    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\tAA 123-456", by=organiser)

    apply(run=run)

    registration = Registration.objects.get()
    answers = registration.answers.values_list("question__key", "value")
    assert dict(answers) == {"birth_date": "1980-12-25", "passport_number": "AA 123-456"}
    keys = dict(registration.person.match_keys.exclude(kind="name").values_list("kind", "key"))
    assert keys == {
        "email": "j@example.org",
        "passport": passport_key("aa123456"),
        "birth": birth_key(datetime.date(1980, 12, 25)),
    }
    assert not MatchKey.objects.filter(key__icontains="123456").exists()


def test_column_that_is_not_asked_is_named_and_stays_out(organiser_client, delegation, organiser):
    run = listed(delegation, "Doe\tJo\tj@example.org\t3/4/80\tAA123456", by=organiser)

    text = page(organiser_client, run)
    named = apply(run=run)

    assert "“Passport No” is not taken over: the form of this workshop does not ask" in text
    assert "“Дата народження” is not taken over" in text
    assert "What stands first?" not in text
    assert named == 1
    assert not Answer.objects.exists()
    assert not MatchKey.objects.filter(kind__in=["passport", "birth"]).exists()


def test_question_for_staff_is_no_question_to_a_focal_point(asking, delegation, focal_point):
    change_question(workshop=asking, key="passport_number", facts={"is_for_staff": True}, by=None)
    run = listed(delegation, "Doe\tJo\tj@example.org\t1.2.1980\tAA123456", focal_point=focal_point)

    apply(run=run)

    assert list(Answer.objects.values_list("question__key", flat=True)) == ["birth_date"]


def test_order_of_day_and_month_is_asked_and_a_future_birth_refused(
    organiser_client, asking, delegation, organiser
):
    rows = "Doe\tJo\tj@example.org\t3/4/1980\t", "Moe\tMax\tm@example.org\t1.1.2090\t"
    run = listed(delegation, *rows, by=organiser)
    first, second = run.rows.all()

    assert (first.errors, second.errors) == ({"birth_date": "which"}, {"birth_date": "born"})
    assert "What stands first?" in page(organiser_client, run)
    set_columns(run=run, fields=run.fields, day_first=True)
    apply(run=run)
    assert Answer.objects.get().value == "1980-04-03"


def test_passport_that_stands_twice_is_told_in_both_rows(asking, delegation, organiser):
    rows = "Doe\tJo\tj@example.org\t\tАА123456", "Moe\tMax\tm@example.org\t\taa 123 456"
    run = listed(delegation, *rows, by=organiser)

    errors = [row.errors for row in run.rows.all()]

    assert errors == [{"passport_number": "passport-twice"}] * 2


def test_same_passport_proposes_and_never_decides(
    organiser_client, asking, delegation, organiser, elsewhere
):
    known = elsewhere(passport="AA123456", given_names="Joanna", family_name="Moe").person
    run = listed(delegation, "Doe\tJo\tj@example.org\t\taa-123456", by=organiser)
    row = run.rows.get()

    assert (row.standing, row.known) == ("question", known)
    assert "same passport number" in page(organiser_client, run)
    assert apply(run=run) == 0
    correct(run=run, corrections={}, answers={row.pk: "other"})
    assert apply(run=run) == 1
    assert known.registrations.count() == 1


def test_same_passport_in_this_workshop_is_asked_about(
    organiser_client, asking, delegation, organiser
):
    here = RegistrationFactory(workshop=asking, delegation=delegation)
    give_documents(here, passport="AA123456")

    run = listed(delegation, "Doe\tJo\tj@example.org\t\tAA123456", by=organiser)

    assert run.rows.get().like == here
    assert "same passport number" in page(organiser_client, run)


def test_focal_point_cannot_try_out_passports(asking, delegation, focal_point):
    give_documents(RegistrationFactory(workshop=asking, delegation=delegation), passport="AA123456")

    run = listed(delegation, "Doe\tJo\tj@example.org\t\tAA123456", focal_point=focal_point)

    assert run.rows.get().standing == "ready"


def test_of_two_with_one_name_whoever_was_born_that_day_is_proposed(
    organiser_client, asking, delegation, organiser, elsewhere
):
    name = {"given_names": "Jo", "family_name": "Doe"}
    right = elsewhere(born="1980-12-25", **name).person
    elsewhere(born="1955-01-01", **name)

    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\t", by=organiser)

    assert run.rows.get().known == right
    assert "same name and date of birth" in page(organiser_client, run)


def test_another_date_of_birth_is_said(organiser_client, asking, delegation, organiser, elsewhere):
    elsewhere(born="1955-01-01", given_names="Jo", family_name="Doe")

    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\t", by=organiser)

    assert "same name, but different dates of birth" in page(organiser_client, run)


def test_date_of_birth_alone_proposes_nobody(asking, delegation, organiser, elsewhere):
    elsewhere(born="1980-12-25")

    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\t", by=organiser)

    assert run.rows.get().standing == "ready"


def test_passport_of_a_protected_person_is_compared_with_nothing(
    asking, delegation, organiser, elsewhere
):
    protected = elsewhere(passport="AA123456", is_protected=True).person
    RegistrationFactory(workshop=asking, delegation=delegation, person=protected)

    run = listed(delegation, "Doe\tJo\tj@example.org\t\tAA123456", by=organiser)

    row = run.rows.get()
    assert (row.like, row.known, row.standing) == (None, None, "ready")


def test_who_is_protected_after_the_dry_run_is_given_no_reason(
    organiser_client, asking, delegation, organiser, elsewhere
):
    known = elsewhere(passport="AA123456")
    run = listed(delegation, "Doe\tJo\tj@example.org\t\tAA123456", by=organiser)
    Registration.objects.filter(pk=known.pk).update(is_protected=True, alias="Guest")

    assert "same passport number" not in page(organiser_client, run)


def test_undo_takes_the_answers_and_the_keys_of_whoever_stays(
    asking, delegation, organiser, elsewhere
):
    known = elsewhere(given_names="Jo", family_name="Doe").person
    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\tAA123456", by=organiser)
    correct(run=run, corrections={}, answers={run.rows.get().pk: "same"})
    apply(run=run)
    assert known.match_keys.filter(kind="passport").exists()
    remove_question(workshop=asking, key="birth_date", by=None)

    undo(run=run)

    assert not Answer.objects.exists()
    assert not known.match_keys.filter(kind__in=["passport", "birth"]).exists()


def test_undo_is_refused_once_an_answer_was_corrected(asking, delegation, organiser):
    run = listed(delegation, "Doe\tJo\tj@example.org\t25.12.1980\tAA123456", by=organiser)
    apply(run=run)
    give_documents(Registration.objects.get(), passport="BB654321")

    with pytest.raises(MoveRefused, match="Doe"):
        undo(run=run)


def test_workbook_to_fill_in_has_what_the_form_asks_for():
    content = template(language="uk", with_delegation=False, asked=["passport_number"])

    assert read_upload(upload(content)).rows[0][1][-1] == "Номер паспорта"
