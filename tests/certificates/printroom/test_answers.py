"""What paper takes from the registration form: answers while they are kept, and of whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from certificates.actions.printing_documents import forget_prints, print_document
from certificates.models import PrintRun
from certificates.printroom.registry import document_named
from certificates.printroom.state import EventState
from participants.actions.answering import lock_answers, write_answers
from participants.actions.keeping_questions import switch_on
from participants.models import ProtectedLook
from tests.certificates.printroom.conftest import text_of
from tests.downloads import read
from tests.factories import PersonFactory, RegistrationFactory, TeamMemberFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db

SAID = {
    "emergency_name": "Nino Beridze",
    "emergency_relation": "sister",
    "emergency_phone": "+995 599",
    "arrival_flight": "OS 661, 14:05",
    "departure_flight": "OS 662",
    "visa_needed": "yes",
    "birth_date": "1980-02-01",
    "nationality": "GE",
    "passport_number": "17AB12345",
    "passport_expires_on": "2031-05-06",
    "needs_interpretation": "yes",
}


@pytest.fixture
def zviad(workshop):
    for key in SAID:
        switch_on(workshop=workshop, key=key, by=None)
    registration = RegistrationFactory(
        workshop=workshop,
        person=PersonFactory(given_names="Zviad", family_name="Qipiani", phone="+995 1"),
        arrives_on=datetime.date(2030, 12, 11),
        dietary_needs="vegan",
        working_language="ru",
    )
    write_answers(sheet=lock_answers(registration), values=SAID, actor="user")
    return registration


def frozen(workshop, key, **options):
    document, state = document_named(key), EventState(workshop)
    with translation.override("en"):
        chosen = document.options(state=state).usual() | {"language": "en"} | options
        return document.freeze(state, chosen)


def rows_of(workshop, key, **options):
    """Of each person the cells by their headings."""
    found = frozen(workshop, key, **options)
    headings = [column["heading"] for column in found.frame["columns"]]
    return [dict(zip(headings, entry.data["cells"], strict=True)) for entry in found.entries]


def test_emergency_list_says_whom_to_call(workshop, zviad):
    RegistrationFactory(workshop=workshop, delegation=zviad.delegation)

    rows = rows_of(workshop, "contacts")

    [row] = [row for row in rows if row["Name"] == "Zviad Qipiani"]
    assert row["In an emergency"] == "Nino Beridze, sister"
    assert row["Telephone of this person"] == "+995 599"
    counts = frozen(workshop, "contacts").summary["counts"]
    assert {"label": "have named nobody to call in an emergency", "number": 1} in counts


def test_column_that_nobody_was_asked_for_is_left_out(workshop):
    RegistrationFactory(workshop=workshop)

    found = frozen(workshop, "contacts")

    assert [column["heading"] for column in found.frame["columns"]] == [
        "Name",
        "Delegation",
        "Telephone",
        "E-mail address",
    ]
    assert sum(column["width"] for column in found.frame["columns"]) == pytest.approx(100, abs=0.5)


def test_travel_names_the_flights_and_interpretation_who_needs_it(workshop, zviad):
    [travel] = rows_of(workshop, "travel")
    [listener] = rows_of(workshop, "interpretation")

    assert list(travel.values())[2] == "11 December 2030"
    assert "OS 662" in travel.values()
    assert listener["Needs interpretation"] == "Yes"


def test_answer_whose_period_is_over_is_printed_no_more(workshop, zviad):
    """Before the daily task has come to it, too."""
    workshop.ends_on = workshop.starts_on = timezone.now().date() - datetime.timedelta(weeks=3)
    workshop.save()

    [row] = rows_of(workshop, "contacts")

    assert "In an emergency" not in row  # kept for two weeks
    assert rows_of(workshop, "needs")[0]["Food"] == "vegan"  # kept for twelve
    workshop.ends_on = workshop.starts_on = timezone.now().date() - datetime.timedelta(weeks=13)
    workshop.save()
    assert rows_of(workshop, "needs") == []
    assert rows_of(workshop, "travel") == []


def test_of_protected_people_lists_say_what_tells_nobody_apart(workshop, zviad):
    zviad.is_protected, zviad.alias = True, "Delegate 7"
    zviad.save()

    said = str([rows_of(workshop, key) for key in ("contacts", "travel", "interpretation")])

    assert "Delegate 7" in said
    for secret in ("Nino", "+995", "OS 66", "Qipiani"):
        assert secret not in said


def test_lists_tell_of_when_they_are(workshop, zviad):
    state_of = frozen(workshop, "needs").summary["state_of"]

    assert str(workshop.today().year) in state_of
    assert ":" in state_of


def test_visa_letter_bears_the_particulars_of_the_passport(printed, workshop, zviad):
    unsure = RegistrationFactory(workshop=workshop, delegation=zviad.delegation)
    write_answers(sheet=lock_answers(unsure), values={"visa_needed": "unsure"}, actor="user")
    RegistrationFactory(workshop=workshop, delegation=zviad.delegation)

    text = text_of(printed("visa-letters"))

    for words in ("1 February 1980", "Georgia", "17AB12345", "6 May 2031"):
        assert words in text
    assert len(frozen(workshop, "visa-letters").entries) == 2  # who needs none gets none
    assert len(frozen(workshop, "visa-letters", who="everybody").entries) == 3
    assert "17AB12345" not in str(frozen(workshop, "confirmations").entries)


@pytest.fixture
def hidden(zviad):
    zviad.is_protected, zviad.alias = True, "Delegate 7"
    zviad.save()
    return zviad


def test_letter_of_a_protected_person_has_the_real_name_and_is_noted(
    printed, workshop, hidden, organiser, organiser_client
):
    RegistrationFactory(workshop=workshop)

    run = printed("protected-letters")

    assert len(run.entries) == 1
    assert "Zviad Qipiani" in text_of(run)
    assert "17AB12345" in text_of(run)
    assert list(ProtectedLook.objects.values_list("registration", "by")) == [
        (hidden.pk, organiser.pk)
    ]
    address = reverse("certificates:printed_pdf", args=[workshop.slug, run.pk])
    assert read(organiser_client.get(address)).startswith(b"%PDF-")
    assert ProtectedLook.objects.count() == 2


def test_page_of_protected_letters_names_nobody(workshop, hidden, organiser_client):
    address = reverse("certificates:print_document", args=[workshop.slug, "protected-letters"])

    page = organiser_client.get(address).content.decode()

    assert "Delegate 7" in page
    assert "Qipiani" not in page
    assert not ProtectedLook.objects.exists()


def test_letters_of_protected_people_are_kept_for_a_day(printed, workshop, hidden):
    run, badges = printed("protected-letters"), printed("badges")

    forget_prints(now=timezone.now() + datetime.timedelta(days=1, minutes=1))

    assert not PrintRun.objects.get(pk=run.pk).file
    assert PrintRun.objects.get(pk=badges.pk).file


def test_nobody_unknown_prints_protected_names(workshop, hidden):
    document = document_named("protected-letters")
    options = document.options(state=EventState(workshop)).usual()

    with pytest.raises(ValueError, match="without being known"):
        print_document(workshop=workshop, document=document, options=options, by=None)
    assert not PrintRun.objects.exists()


def test_everything_holds_for_each_what_they_may_print(workshop, zviad, client, printed):
    whole = printed("everything", contents=["needs", "participants"])
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)
    page = client.get(
        reverse("certificates:print_document", args=[workshop.slug, "everything"])
    ).content.decode()
    file = reverse("certificates:printed_pdf", args=[workshop.slug, whole.pk])

    assert 'value="agenda"' in page
    assert 'value="needs"' not in page
    assert file not in page
    assert client.get(file).status_code == 404
    room = client.get(reverse("certificates:print_room", args=[workshop.slug])).content.decode()
    assert file not in room
