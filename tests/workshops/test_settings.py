"""Creating and editing a workshop: what is saved, what is refused, and that nothing is lost."""

import datetime

import pytest
from django.urls import reverse

from common.rules import RuleBroken
from tests.factories import AgendaItemFactory, TeamMemberFactory, WorkshopFactory
from workshops.actions.keeping_workshop import edit_workshop
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def project_client(client, workshop):
    """Signed in as an organiser of the whole project."""
    client.force_login(TeamMemberFactory(workshop=None, project=workshop.project).user)
    return client


@pytest.fixture
def create(project_client, workshop):
    address = reverse("workshops:create", args=[workshop.project.code])
    return lambda form: project_client.post(address, form)


def test_new_workshop_is_a_draft_with_all_that_was_typed(create, typed, workshop):
    answer = create(typed())

    made = Workshop.objects.get(slug="kyiv-2020")
    assert answer.url == reverse("workshops:edit", args=["kyiv-2020"])
    assert (made.project, made.state) == (workshop.project, "draft")
    assert made.time_zone == "Europe/Kyiv"
    assert made.working_languages == ["en", "ru"]
    assert made.starts_on == datetime.date(2020, 3, 2)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_on": "2020-03-01"}, "ends_on", "The last day is before the first day."),
        ({"starts_on": "2018-03-01"}, "starts_on", "The project runs 1 January 2019"),
        ({"ends_on": "2021-01-01"}, "ends_on", "Choose days within it"),
        ({"starts_on": "31 February"}, "starts_on", "Enter a valid date."),
        ({"day_ends_at": "08:00"}, "day_ends_at", "The day ends before it begins."),
        ({"nominations_until": "2020-04-01"}, "nominations_until", "after the workshop"),
        ({"time_zone": "Kiev time"}, "time_zone", "There is no time zone of this name."),
        ({"slug": "new"}, "slug", "is used by Rollcall itself"),
        ({"slug": "Kyiv 2020"}, "slug", "lower-case letters, digits and single hyphens"),
        ({"title": "x" * 251}, "title", "at most 250 characters (it has 251)"),
        ({"title": ""}, "title", "This field is required."),
        ({"capacity": "0"}, "capacity", "A workshop has at least one seat."),
        ({"gender_target": "51"}, "gender_target", "less than or equal to 50"),
        ({"attendance_share": "101"}, "attendance_share", "less than or equal to 100"),
        ({"working_languages": []}, "working_languages", "This field is required."),
        ({"country": "XX"}, "country", "Select a valid choice."),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_lost(
    create, typed, changes, field, sentence
):
    answer = create(typed(**changes))

    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert list(errors) == [field]
    assert sentence in errors[field][0]
    text = answer.content.decode()
    assert sentence in text
    assert 'value="Hotel Dnipro"' in text
    assert all(value in text for value in changes.values() if value and value != "XX" and value)
    assert Workshop.objects.filter(slug="kyiv-2020").count() == 0


def test_name_in_addresses_is_taken_once(create, typed):
    WorkshopFactory(slug="kyiv-2020")

    answer = create(typed())

    assert "Another workshop has this name" in answer.context["form"].errors["slug"][0]


@pytest.fixture
def edit(organiser_client, workshop):
    address = reverse("workshops:edit", args=[workshop.slug])
    return lambda form: organiser_client.post(address, form)


def test_settings_are_saved(edit, typed, workshop):
    answer = edit(typed(title="New title", slug=workshop.slug))

    workshop.refresh_from_db()
    assert answer.status_code == 302
    assert workshop.title == "New title"


def test_profile_and_share_of_each_gender_are_saved(edit, typed, workshop):
    edit(typed(slug=workshop.slug, profile_sought="Investigators", gender_target="30"))

    workshop.refresh_from_db()
    assert (workshop.profile_sought, workshop.gender_target) == ("Investigators", 30)


def test_refused_title_does_not_reach_the_heading(edit, typed, workshop):
    answer = edit(typed(title="Typed", ends_on="2020-01-01", slug=workshop.slug))

    assert answer.status_code == 422
    assert answer.context["workshop"].title == workshop.title


def test_dates_that_are_kept_may_lie_outside_a_shortened_project(edit, typed, workshop):
    answer = edit(
        typed(starts_on="2030-12-12", ends_on="2030-12-13", slug=workshop.slug, title="Corrected")
    )

    workshop.refresh_from_db()
    assert answer.status_code == 302
    assert workshop.title == "Corrected"


def test_published_name_in_addresses_is_fixed(edit, typed, workshop):
    edit(typed(slug="other-name"))

    assert Workshop.objects.get().slug == workshop.slug
    with pytest.raises(RuleBroken):
        edit_workshop(workshop=workshop, facts={"slug": "other-name"}, by=None)


def test_languages_unknown_to_the_list_are_kept(edit, organiser_client, workshop):
    workshop.working_languages = ["en", "eo"]
    workshop.save()

    answer = organiser_client.get(reverse("workshops:edit", args=[workshop.slug]))

    assert "Esperanto" in answer.content.decode()


def test_rules_of_the_apps_above_come_in_as_checks(workshop, organiser):
    def no_longer_fits(changed):
        assert changed.capacity == 5
        raise RuleBroken("60 people are approved.", field="capacity")

    with pytest.raises(RuleBroken, match="60 people"):
        edit_workshop(
            workshop=workshop, facts={"capacity": 5}, by=organiser, checks=[no_longer_fits]
        )

    workshop.refresh_from_db()
    assert workshop.capacity == 60


def test_first_the_facts_are_judged_and_then_what_they_leave_out(edit, typed, workshop):
    AgendaItemFactory(workshop=workshop)

    answer = edit(typed(starts_on="2020-03-02", ends_on="2020-03-01", slug=workshop.slug))

    assert answer.context["form"].errors == {"ends_on": ["The last day is before the first day."]}


def test_sessions_are_not_left_outside_the_new_days(edit, typed, workshop):
    AgendaItemFactory(workshop=workshop)

    answer = edit(typed(slug=workshop.slug))

    assert "planned for another day" in answer.context["form"].errors["ends_on"][0]
