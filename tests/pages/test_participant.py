"""The participant's own page: by link, by account, and what can be done there."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.links import new_link, token_of
from participants.states import RegistrationState
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CertificateFactory,
    DelegationFactory,
    RegistrationFactory,
    UserFactory,
    released,
)

SENT = {"submitted_at": timezone.now()}


def personal(registration):
    return reverse("pages:personal", args=[token_of(registration)])


@pytest.mark.parametrize("state", ["nominated", "invited"])
def test_leads_to_the_form_while_it_has_not_been_sent(client, db, state):
    registration = RegistrationFactory(state=state)

    answer = client.get(personal(registration))

    assert answer.status_code == 302
    assert answer.url == reverse("participants:form", args=[token_of(registration)])


@pytest.mark.parametrize("state", RegistrationState)
def test_says_the_state_in_words(client, db, state):
    registration = RegistrationFactory(state=state, state_reason="Because.", **SENT)

    page = client.get(personal(registration))

    assert page.status_code == 200
    assert page.context["situation"].headline in page.content.decode()
    assert ("Because." in page.content.decode()) == (state == "rejected")


def test_unknown_link_is_404_and_an_ended_one_says_so(client, db):
    registration = RegistrationFactory(**SENT)
    old = personal(registration)
    new_link(registration)

    assert client.get("/r/nothing/").status_code == 404
    ended = client.get(old)
    assert ended.status_code == 410
    assert registration.person.family_name not in ended.content.decode()
    assert client.get(personal(registration)).status_code == 200


@pytest.mark.parametrize("name", ["personal", "leave", "export"])
def test_nothing_opens_with_somebody_elses_token(client, db, name):
    mine, other = RegistrationFactory(**SENT), RegistrationFactory(**SENT)
    number = token_of(other).partition(".")[0]
    forged = f"{number}.{token_of(mine).partition('.')[2]}"
    path = reverse(f"pages:{name}", args=[forged])

    assert (client.post(path) if name == "leave" else client.get(path)).status_code == 404


def test_is_kept_out_of_caches(client, db):
    assert client.get(personal(RegistrationFactory(**SENT)))["Cache-Control"] == "no-store"


def test_shows_the_agenda_once_it_is_public(client, db):
    registration = RegistrationFactory(**SENT)
    item = AgendaItemFactory(workshop=registration.workshop)
    released(registration.workshop)

    before = client.get(personal(registration)).content.decode()
    registration.workshop.agenda_is_public = True
    registration.workshop.save(update_fields=["agenda_is_public"])

    assert item.title not in before
    assert item.title in client.get(personal(registration)).content.decode()


def test_agenda_costs_the_same_for_one_and_three_sessions(
    client, workshop, django_assert_max_num_queries
):
    workshop.agenda_is_public = True
    workshop.save(update_fields=["agenda_is_public"])
    registration = RegistrationFactory(workshop=workshop, opened_at=timezone.now(), **SENT)
    AgendaItemFactory(workshop=workshop)
    released(workshop)
    with django_assert_max_num_queries(30) as one:
        client.get(personal(registration))
    AgendaItemFactory.create_batch(2, workshop=workshop)
    released(workshop)

    with django_assert_max_num_queries(30) as three:
        client.get(personal(registration))

    assert len(three) == len(one)


def test_certificate_can_be_fetched_once_it_is_made(client, db):
    registration = RegistrationFactory(**SENT)
    certificate = CertificateFactory(registration=registration)
    download = reverse("certificates:personal_pdf", args=[token_of(registration), certificate.pk])

    before = client.get(personal(registration)).content.decode()
    certificate.file.name = "certificates/1/000001.pdf"
    certificate.save(update_fields=["file"])

    assert certificate.printed_number in before
    assert download not in before
    assert download in client.get(personal(registration)).content.decode()


def test_leaving_gives_the_seat_back_and_says_who_did_it(client, db):
    registration = RegistrationFactory(**SENT)

    answer = client.post(reverse("pages:leave", args=[token_of(registration)]), follow=True)

    registration.refresh_from_db()
    change = registration.state_changes.get()
    assert registration.state == "declined"
    assert change.actor == "participant"
    assert "You have said that you are not coming." in answer.content.decode()


def test_leaving_twice_is_refused_with_a_sentence(client, db):
    registration = RegistrationFactory(state="withdrawn", **SENT)

    answer = client.post(reverse("pages:leave", args=[token_of(registration)]), follow=True)

    registration.refresh_from_db()
    assert registration.state == "withdrawn"
    assert "this is not possible" in answer.content.decode()


def test_leaving_is_by_post_only(client, db):
    registration = RegistrationFactory(**SENT)

    assert client.get(reverse("pages:leave", args=[token_of(registration)])).status_code == 405


def test_export_holds_everything_and_no_staff(client, db, organiser):
    registration = RegistrationFactory(
        person__name_in_own_script="ზურაბ", dietary_needs="No nuts", **SENT
    )
    AttendanceFactory(registration=registration, by=organiser)
    certificate = CertificateFactory(registration=registration, issued_by=organiser)

    answer = client.get(reverse("pages:export", args=[token_of(registration)]))

    held = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert held["person"]["name_in_own_script"] == "ზურაბ"
    assert held["registration"]["dietary_needs"] == "No nuts"
    assert held["attendance"][0]["status"] == "present"
    assert held["certificates"][0]["number"] == certificate.printed_number
    assert organiser.email not in answer.content.decode()


def test_export_names_every_fact_of_the_form(client, db):
    from participants.questions.catalogue import PERSON_KEYS, REGISTRATION_KEYS

    registration = RegistrationFactory(**SENT)

    held = json.loads(client.get(reverse("pages:export", args=[token_of(registration)])).content)

    exported = {*held["person"], *held["registration"], *held["consent"]}
    assert exported >= PERSON_KEYS | REGISTRATION_KEYS


def test_mine_lists_registrations_under_verified_addresses_only(client, db):
    user = UserFactory(email="me@example.org")
    user.emailaddress_set.create(email="unverified@example.org", verified=False)
    mine = RegistrationFactory(person__email="Me@Example.org", **SENT)
    claimed = RegistrationFactory(person__email="unverified@example.org", **SENT)
    client.force_login(user)

    page = client.get(reverse("pages:mine")).content.decode()

    assert mine.workshop.title in page
    assert token_of(mine) in page
    assert claimed.workshop.title not in page


def test_mine_is_for_those_who_are_signed_in(client, stranger):
    assert client.get(reverse("pages:mine")).status_code == 302
    client.force_login(stranger)

    assert "no registration under your e-mail" in client.get(reverse("pages:mine")).content.decode()


def test_mine_costs_the_same_for_one_and_three(client, django_assert_max_num_queries, stranger):
    client.force_login(stranger)
    RegistrationFactory(person__email=stranger.email)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("pages:mine"))
    for _ in range(2):
        RegistrationFactory(
            person__email=stranger.email,
            delegation=DelegationFactory(),
        )

    with django_assert_max_num_queries(20) as three:
        client.get(reverse("pages:mine"))

    assert len(three) == len(one)


def test_mine_sends_donors_and_staff_nothing_of_others(client, organiser_client, workshop):
    other = RegistrationFactory(workshop=workshop)

    page = organiser_client.get(reverse("pages:mine")).content.decode()

    assert other.person.family_name not in page


def test_after_the_workshop_the_page_speaks_of_the_certificate(client, db):
    registration = RegistrationFactory(**SENT)
    workshop = registration.workshop
    workshop.starts_on = workshop.ends_on = datetime.date(2019, 12, 12)
    workshop.save(update_fields=["starts_on", "ends_on"])
    registration.link_expires_at = timezone.now() + datetime.timedelta(days=1)
    registration.save(update_fields=["link_expires_at"])

    page = client.get(personal(registration))

    assert "The workshop is over." in page.content.decode()
    assert not page.context["situation"].may_leave
