"""Marking at the door, through the client."""

import gzip

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from participants.states import RegistrationState
from sessions.attendance import marks_of
from sessions.models import Attendance
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    RegistrationFactory,
    TeamMemberFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db
KEY = "2030-12-12-am"


def url(workshop, key=""):
    if key:
        return reverse("agenda:attendance_slot", args=[workshop.slug, key])
    return reverse("agenda:attendance", args=[workshop.slug])


@pytest.fixture
def door(client, workshop):
    """A client signed in as door staff, on a workshop of one half-day."""
    AgendaItemFactory(workshop=workshop)
    member = TeamMemberFactory(workshop=workshop, role=Role.DOOR_STAFF)
    client.force_login(member.user)
    client.user = member.user
    return client


def test_strangers_do_not_learn_who_was_there(client, workshop, stranger):
    AgendaItemFactory(workshop=workshop)
    for address in (url(workshop), url(workshop, KEY)):
        assert client.get(address).status_code == 302
    for user in (
        stranger,
        TeamMemberFactory(workshop=workshop, role=Role.DONOR).user,
        TeamMemberFactory(role=Role.ORGANISER).user,
    ):
        client.force_login(user)
        for address in (url(workshop), url(workshop, KEY)):
            assert client.get(address).status_code == 404


def test_certificate_staff_look_but_do_not_mark(client, workshop):
    AgendaItemFactory(workshop=workshop)
    registration = RegistrationFactory(workshop=workshop)
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)

    assert client.get(url(workshop)).status_code == 200
    assert (
        client.post(url(workshop, KEY), {f"mark-{registration.pk}": "present"}).status_code == 404
    )


def test_slot_that_does_not_count_is_not_found(door, workshop):
    for key in ("2030-12-12-pm", "session-1", "nonsense"):
        assert door.get(url(workshop, key)).status_code == 404


def test_empty_pages_say_what_is_missing(organiser_client, workshop):
    assertContains(organiser_client.get(url(workshop)), "Nothing counts for attendance yet")

    AgendaItemFactory(workshop=workshop)

    assertContains(organiser_client.get(url(workshop)), "No approved participants yet")
    assertContains(organiser_client.get(url(workshop, KEY)), "No approved participants yet")


def test_marks_are_written_with_who_and_shown(door, workshop):
    ana, beka, gela = RegistrationFactory.create_batch(3, workshop=workshop)
    data = {f"shown-{r.pk}": "" for r in (ana, beka, gela)}
    data |= {f"mark-{ana.pk}": "present", f"mark-{beka.pk}": "excused", f"mark-{gela.pk}": ""}

    response = door.post(url(workshop, KEY), data)

    assertRedirects(response, url(workshop, KEY))
    assert marks_of(workshop) == {ana.pk: {KEY: "present"}, beka.pk: {KEY: "excused"}}
    assert set(Attendance.objects.values_list("by", flat=True)) == {door.user.pk}
    page = door.get(url(workshop, KEY))
    assertContains(page, f'name="mark-{beka.pk}" value="excused" checked')
    assertContains(page, "2 of 3 marked, 1 present")
    assertContains(door.get(url(workshop)), "1 / 1")


def test_everybody_else_was_present(door, workshop):
    ana, beka = RegistrationFactory.create_batch(2, workshop=workshop)
    data = {f"shown-{ana.pk}": "", f"mark-{ana.pk}": "absent"}
    data |= {f"shown-{beka.pk}": "", f"mark-{beka.pk}": "", "rest_present": "1"}

    door.post(url(workshop, KEY), data)

    assert marks_of(workshop) == {ana.pk: {KEY: "absent"}, beka.pk: {KEY: "present"}}


def test_older_page_overwrites_nothing(door, workshop):
    ana, beka = RegistrationFactory.create_batch(2, workshop=workshop)
    AttendanceFactory(registration=ana, status="excused")
    AttendanceFactory(registration=beka, status="present")
    data = {f"shown-{ana.pk}": "", f"mark-{ana.pk}": "absent"}
    data |= {f"shown-{beka.pk}": "", f"mark-{beka.pk}": ""}

    response = door.post(url(workshop, KEY), data, follow=True)

    assert marks_of(workshop) == {ana.pk: {KEY: "excused"}, beka.pk: {KEY: "present"}}
    assertContains(response, f"their mark was kept: {ana.listed_name}.")


def test_mark_can_be_taken_back(door, workshop):
    mark = AttendanceFactory(registration=RegistrationFactory(workshop=workshop))
    person = mark.registration_id

    door.post(url(workshop, KEY), {f"shown-{person}": "present", f"mark-{person}": ""})

    assert marks_of(workshop) == {}


def test_unknown_mark_is_refused_with_a_sentence(door, workshop):
    ana, beka = RegistrationFactory.create_batch(2, workshop=workshop)
    data = {f"shown-{ana.pk}": "", f"mark-{ana.pk}": "asleep"}
    data |= {f"shown-{beka.pk}": "", f"mark-{beka.pk}": "present"}

    response = door.post(url(workshop, KEY), data, follow=True)

    assertContains(response, "Some marks could not be read and were not saved.")
    assert marks_of(workshop) == {beka.pk: {KEY: "present"}}


def test_only_approved_people_are_listed_and_the_protected_by_alias(door, workshop):
    RegistrationFactory(workshop=workshop, is_protected=True, alias="Officer K")
    hidden = RegistrationFactory(workshop=workshop, state=RegistrationState.SUBMITTED)

    for address in (url(workshop), url(workshop, KEY)):
        page = door.get(address)
        assertContains(page, "Officer K")
        assertNotContains(page, "Ana")
        assertNotContains(page, hidden.person.family_name)


def test_queries_do_not_grow_with_participants(door, workshop, django_assert_max_num_queries):
    for address in (url(workshop), url(workshop, KEY)):
        counts = []
        for number in (1, 3):
            while workshop.registrations.count() < number:
                AttendanceFactory(registration=RegistrationFactory(workshop=workshop))
            with django_assert_max_num_queries(20) as queries:
                door.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]
        workshop.registrations.first().attendance.all().delete()
        for registration in workshop.registrations.all():
            registration.attendance.all().delete()
            registration.delete()


def test_sixty_people_at_four_half_days_stay_light(door, workshop):
    for day in workshop.days:
        for start in (540, 840):
            if (day, start) != (workshop.starts_on, 540):
                AgendaItemFactory(workshop=workshop, day=day, start_minute=start)
    for registration in RegistrationFactory.create_batch(60, workshop=workshop):
        AttendanceFactory(registration=registration)

    sizes = [len(gzip.compress(door.get(a).content)) for a in (url(workshop), url(workshop, KEY))]

    assert max(sizes) < 30_000
