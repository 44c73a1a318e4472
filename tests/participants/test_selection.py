"""Choosing among people: filters, columns, own views, tags, notes."""

import pytest
from django.urls import reverse

from participants.models import InternalNote, SavedView, Tag
from tests.factories import RegistrationFactory, TeamMemberFactory, UserFactory, WorkshopFactory
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(workshop):
    return reverse("participants:registrations", args=[workshop.slug])


@pytest.fixture
def tags_url(workshop, registration):
    return reverse("participants:tags", args=[workshop.slug, registration.pk])


def listed(client, url, **query):
    return list(client.get(url, query).context["page"].object_list)


def test_each_filter_is_an_address(organiser_client, organiser, workshop, url):
    plain = RegistrationFactory(workshop=workshop, state="submitted")
    chosen = RegistrationFactory(
        workshop=workshop, state="submitted", is_head=True, person__gender="female"
    )
    reserve = RegistrationFactory(workshop=workshop, state="submitted", reserve_rank=1)
    tag = Tag.objects.create(workshop=workshop, word="Trainer")
    tag.registrations.add(chosen)
    chosen.state_changes.create(to_state="waitlisted", by=organiser)
    plain.state_changes.create(to_state="invited", by=organiser)

    for query in (
        {"gender": "female"},
        {"head": "yes"},
        {"tag": tag.pk},
        {"decided_by": organiser.pk},
    ):
        assert listed(organiser_client, url, **query) == [chosen], query
    assert listed(organiser_client, url, reserve="yes") == [reserve]
    assert listed(organiser_client, url, reserve="no", gender="unsaid") == [plain]


def test_gender_filter_does_not_tell_of_protected_people(organiser_client, workshop, url):
    RegistrationFactory(
        workshop=workshop, person__gender="male", is_protected=True, alias="Delegate 7"
    )

    assert listed(organiser_client, url, gender="male") == []


def test_tags_of_another_workshop_are_no_filter(organiser_client, workshop, url):
    foreign = Tag.objects.create(workshop=WorkshopFactory(), word="Theirs")

    response = organiser_client.get(url, {"tag": foreign.pk})

    assert "Theirs" not in response.content.decode()


def test_columns_are_chosen_by_the_address(organiser_client, workshop, url):
    row = RegistrationFactory(workshop=workshop, person__phone="+380 44 1")
    hidden = RegistrationFactory(
        workshop=workshop, is_protected=True, alias="Delegate 7", person__phone="+380 44 2"
    )

    usual = organiser_client.get(url).content.decode()
    chosen = organiser_client.get(url, {"columns": ["phone", "email"]}).content.decode()

    assert "+380 44 1" not in usual
    assert "+380 44 1" in chosen
    assert '<th scope="col">Telephone</th>' in chosen
    assert row.person.email in chosen
    assert row.agency not in chosen
    assert "+380 44 2" not in chosen
    assert hidden.person.email not in chosen


def test_view_is_saved_found_again_and_removed(organiser_client, organiser, workshop, url):
    save = reverse("participants:save_view", args=[workshop.slug])

    typed = {"name": "Trainers", "query": "state=approved&columns=phone&page=3&search=Beridze"}
    organiser_client.post(save, typed)

    view = SavedView.objects.get()
    assert (view.user, view.query) == (organiser, "state=approved&columns=phone")
    assert f'href="{url}?state=approved&amp;columns=phone"' in (
        organiser_client.get(url).content.decode()
    )
    organiser_client.post(reverse("participants:drop_view", args=[workshop.slug, view.pk]))
    assert not SavedView.objects.exists()


def test_views_of_others_are_neither_seen_nor_removed(organiser_client, workshop, url):
    view = SavedView.objects.create(workshop=workshop, user=UserFactory(), name="Theirs")

    assert "Theirs" not in organiser_client.get(url).content.decode()
    drop = reverse("participants:drop_view", args=[workshop.slug, view.pk])
    assert organiser_client.post(drop).status_code == 404


def test_tags_are_set_and_a_word_nobody_carries_is_dropped(
    organiser_client, workshop, registration, tags_url
):
    organiser_client.post(tags_url, {"new_word": "Trainer", "tone": "good"})
    tag = workshop.tags.get()
    assert (tag.word, tag.tone, list(tag.registrations.all())) == (
        "Trainer",
        "good",
        [registration],
    )

    organiser_client.post(tags_url, {"tags": []})

    assert not workshop.tags.exists()


def test_same_word_in_other_letters_is_the_same_tag(organiser_client, workshop, tags_url):
    other = RegistrationFactory(workshop=workshop)
    Tag.objects.create(workshop=workshop, word="Trainer", tone="warn").registrations.add(other)

    organiser_client.post(tags_url, {"new_word": " trainer ", "tone": "good"})

    tag = workshop.tags.get()
    assert (tag.tone, tag.registrations.count()) == ("warn", 2)


def test_note_keeps_its_writer_and_is_not_empty(
    organiser_client, organiser, workshop, registration
):
    notes = reverse("participants:internal_notes", args=[workshop.slug, registration.pk])

    empty = organiser_client.post(notes, {"text": " "})
    organiser_client.post(notes, {"text": "Speaks Georgian"})

    assert empty.status_code == 422
    note = InternalNote.objects.get()
    assert (note.text, note.by) == ("Speaks Georgian", organiser)
    page = reverse("participants:registration", args=[workshop.slug, registration.pk])
    assert "Speaks Georgian" in organiser_client.get(page).content.decode()


def test_those_who_only_read_neither_tag_nor_note(client, workshop, registration, tags_url):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)

    assert client.post(tags_url, {"new_word": "Trainer"}).status_code == 404
    notes = reverse("participants:internal_notes", args=[workshop.slug, registration.pk])
    assert client.post(notes, {"text": "x"}).status_code == 404


def test_list_with_tags_costs_the_same_for_one_row_and_for_three(
    organiser_client, workshop, url, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def one_more():
        row = RegistrationFactory(workshop=workshop)
        Tag.objects.create(workshop=workshop, word=f"Tag {row.pk}").registrations.add(row)

    query = {"columns": ["gender", "email", "arrival", "state"]}
    one_more()
    organiser_client.get(url, query)
    with CaptureQueriesContext(connection) as one:
        organiser_client.get(url, query)
    one_more()
    one_more()

    with django_assert_num_queries(len(one)):
        organiser_client.get(url, query)
