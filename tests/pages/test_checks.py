"""A workshop's settings cannot leave out what is already planned."""

import datetime

import pytest

from pages.checks import SettingsRefused, refuse_fewer_seats_than_taken, refuse_sessions_outside
from tests.factories import AgendaItemFactory, RegistrationFactory


@pytest.mark.parametrize(("taken", "kept"), [("ends_on", "starts_on"), ("starts_on", "ends_on")])
def test_day_with_sessions_cannot_be_taken_away(workshop, taken, kept):
    AgendaItemFactory(workshop=workshop, day=getattr(workshop, taken))
    setattr(workshop, taken, getattr(workshop, kept))

    with pytest.raises(SettingsRefused) as refusal:
        refuse_sessions_outside(workshop)

    assert refusal.value.field == taken


@pytest.mark.parametrize("hours", [(10, 20), (8, 9)])
def test_hours_with_sessions_cannot_be_taken_away(workshop, hours):
    AgendaItemFactory(workshop=workshop, start_minute=9 * 60, minutes=60)
    workshop.day_starts_at, workshop.day_ends_at = (datetime.time(hour) for hour in hours)

    with pytest.raises(SettingsRefused):
        refuse_sessions_outside(workshop)


def test_unscheduled_sessions_are_in_nobodys_way(workshop):
    AgendaItemFactory(workshop=workshop, day=None, start_minute=None)

    refuse_sessions_outside(workshop)


def test_capacity_cannot_fall_below_the_seats_taken(workshop):
    RegistrationFactory.create_batch(2, workshop=workshop, delegation=None)
    workshop.capacity = 1

    with pytest.raises(SettingsRefused):
        refuse_fewer_seats_than_taken(workshop)


def test_capacity_exceeded_on_purpose_may_stay(workshop):
    RegistrationFactory.create_batch(2, workshop=workshop, delegation=None)
    workshop.capacity = 1
    workshop.save(update_fields=["capacity"])

    refuse_fewer_seats_than_taken(workshop)


def test_settings_page_asks_the_checks(organiser_client, workshop):
    workshop.project.ends_on = workshop.ends_on
    workshop.project.save(update_fields=["ends_on"])
    page = organiser_client.get(f"/manage/workshops/{workshop.slug}/settings/")
    form = page.context["form"]
    AgendaItemFactory(workshop=workshop, day=workshop.ends_on)
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in typed.items()}
    typed["ends_on"] = typed["starts_on"]

    answer = organiser_client.post(f"/manage/workshops/{workshop.slug}/settings/", typed)

    assert answer.status_code == 422
    assert "1 session is planned for another day" in answer.content.decode()
