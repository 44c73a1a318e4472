"""Certificates by e-mail: each sending once, and a link that opens what was sent."""

import re

import pytest
from django.urls import reverse

from certificates.actions import issuing, revoking, sending
from certificates.models import Certificate
from certificates.queries import to_be_sent
from jobs.models import Job
from mail.models import Message
from participants.emails import messages_about
from tests.certificates.conftest import of
from tests.certificates.test_kinds import give
from tests.downloads import read
from tests.factories import AppearanceFactory, PersonFactory, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(attended, workshop, run_jobs):
    registration = attended(
        person=PersonFactory(given_names="Ana", family_name="Beridze", email="ana@example.org"),
        certificate_language="fr",
    )
    issuing.start_batch(workshop=workshop)
    run_jobs()
    return Certificate.objects.get(registration=registration)


def url(name, workshop, *args):
    return reverse(f"certificates:{name}", args=[workshop.slug, *args])


def link_in(message):
    return re.search(r"http://\S+(/c/\S+/)", message.body).group(1)


def letters():
    return Message.objects.filter(kind="certificate-link")


def test_message_is_in_the_certificates_language_with_a_link(certificate, organiser):
    assert sending.send(certificate=certificate, sending=1, by=organiser)

    message = letters().get()
    assert (message.to, message.language) == ("ana@example.org", "fr")
    assert certificate.printed_number in message.body
    certificate.refresh_from_db()
    assert certificate.sendings == 1
    assert message in messages_about(certificate.registration)


def test_a_sending_happens_once_and_the_next_is_another(certificate, organiser):
    first = sending.send(certificate=certificate, sending=1, by=organiser)
    again = sending.send(certificate=certificate, sending=1, by=organiser)
    second = sending.send(certificate=certificate, sending=2, by=organiser)

    assert (first, again, second) == (True, False, True)
    assert letters().count() == 2
    assert len(set(letters().values_list("cause", flat=True))) == 2


def test_link_opens_the_holders_certificates_of_the_workshop(
    client, certificate, workshop, organiser
):
    sending.send(certificate=certificate, sending=1, by=organiser)
    link = link_in(letters().get())

    page = client.get(link)
    pdf = client.get(f"{link}{certificate.pk}.pdf")

    assert certificate.printed_number in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert read(pdf).startswith(b"%PDF-")


def test_link_opens_nobody_elses(client, certificate, attended, workshop, organiser, run_jobs):
    other = issuing.issue_one(registration=attended())
    run_jobs()
    sending.send(certificate=certificate, sending=1, by=organiser)
    link = link_in(letters().get())

    assert client.get(f"{link}{other.pk}.pdf").status_code == 404
    assert client.get(f"{link}{other.pk}.jwt").status_code == 404
    assert client.get(f"{link[:-3]}xx/").status_code == 404


def test_speaker_without_a_registration_is_sent_theirs(workshop, agenda, organiser, run_jobs):
    give(workshop, "appreciation")
    part = AppearanceFactory(item=agenda[0], speaker__workshop=workshop)
    released(workshop)
    issuing.start_batch(workshop=workshop)
    run_jobs()

    sending.send_all(workshop=workshop, by=organiser)
    run_jobs()

    assert letters().get().to == part.speaker.person.email


def test_all_who_were_not_written_to_are_and_a_second_click_joins(
    organiser_client, certificate, workshop, attended, run_jobs
):
    attended(person=PersonFactory(email=""))
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()
    where = url("sending", workshop)

    organiser_client.post(where)
    organiser_client.post(where)
    jobs = Job.objects.filter(kind="certificates.send").count()
    run_jobs()

    assert jobs == 1
    assert letters().count() == 2
    assert not to_be_sent(workshop).exists()
    organiser_client.post(where, {"again": "1"})
    run_jobs()
    assert letters().count() == 4


def test_nobody_left_is_said(organiser_client, workshop):
    page = organiser_client.post(url("sending", workshop), follow=True)

    assert "There is nobody to write to." in page.content.decode()


def test_revoked_meanwhile_is_not_sent_and_says_why(certificate, workshop, organiser, run_jobs):
    job = sending.send_all(workshop=workshop, by=organiser)
    revoking.revoke(certificate=certificate, reason="Wrong", by=organiser)
    run_jobs()

    [failed] = job.items.filter(state="failed")
    assert "is not valid any more: it is not sent." in failed.reason
    assert not letters().exists()


def test_button_of_one_sends_once(organiser_client, workshop, certificate):
    page = organiser_client.get(url("person", workshop, certificate.person_id)).content.decode()
    for _click in range(2):
        organiser_client.post(url("send_one", workshop, certificate.pk), {"sending": "1"})

    assert "Send it by e-mail" in page
    assert letters().count() == 1


def test_protected_holder_is_written_to_by_the_alias(attended, workshop, organiser, run_jobs):
    registration = attended(
        person=PersonFactory(family_name="Secret"), is_protected=True, alias="Guest 7"
    )
    issuing.start_batch(workshop=workshop)
    run_jobs()
    certificate = issuing.issue(**of(registration))

    sending.send(certificate=certificate, sending=1, by=organiser)

    message = letters().get()
    assert message.is_secret
    assert "Guest 7" in message.body and "Secret" not in message.body
