"""The organisers' agenda pages, through the client."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from participants.spelling import name_key
from sessions.actions.accepting import accept
from sessions.actions.releasing import release
from sessions.clashes import agenda_clashes
from sessions.models import AgendaItem, Appearance, Speaker
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


def url(name, workshop, *args):
    return reverse(f"agenda:{name}", args=[workshop.slug, *args])


@pytest.fixture
def item(workshop):
    return AgendaItemFactory(workshop=workshop, title="Opening words")


@pytest.mark.parametrize("page", ["editor", "create", "edit", "speakers", "speaker"])
def test_strangers_do_not_learn_that_there_is_an_agenda(
    client, workshop, item, speaker, stranger, page
):
    args = {"edit": [item.pk], "speaker": [speaker.pk]}.get(page, [])
    address = url(page, workshop, *args)

    assert client.get(address)["Location"].startswith(reverse("account_login"))

    for user in (
        stranger,
        TeamMemberFactory(workshop=workshop, role=Role.DONOR).user,
        TeamMemberFactory(role=Role.ORGANISER).user,
    ):
        client.force_login(user)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["duplicate", "delete"])
def test_those_who_only_look_change_nothing(client, workshop, item, page):
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)

    assert client.get(url("editor", workshop)).status_code == 200
    assert client.get(url("edit", workshop, item.pk)).status_code == 404
    assert client.post(url(page, workshop, item.pk)).status_code == 404
    assert client.post(url("speakers", workshop), {"family_name": "Tamm"}).status_code == 403


def test_session_of_another_workshop_is_not_found(organiser_client, workshop):
    other = AgendaItemFactory()

    assert organiser_client.get(url("edit", workshop, other.pk)).status_code == 404
    for page in ("duplicate", "delete"):
        assert organiser_client.post(url(page, workshop, other.pk)).status_code == 404


def test_empty_agenda_says_what_to_do(organiser_client, workshop):
    response = organiser_client.get(url("editor", workshop))

    assertContains(response, "No sessions yet")
    assertContains(response, url("create", workshop))


def test_session_is_added_with_a_new_speaker(organiser_client, workshop, hall, speaker, typed):
    data = typed(
        {"speaker": str(speaker.pk), "role": "chair", "position": "2"},
        {"given_names": "Ivo", "family_name": "Tamm", "agency": "Border Guard", "position": "1"},
        {},
        title="Briefing on trends",
        rooms=[hall.pk],
    )

    response = organiser_client.post(url("create", workshop), data)

    item = AgendaItem.objects.get()
    assertRedirects(
        response, url("editor", workshop) + f"#session-{item.pk}", fetch_redirect_response=False
    )
    assert (item.title, item.time, list(item.rooms.all())) == (
        "Briefing on trends",
        "09:00–10:00",
        [hall],
    )
    page = organiser_client.get(url("editor", workshop))
    assertContains(page, "Ivo Tamm")
    assert [part.speaker.person.family_name for part in item.appearances.all()] == ["Tamm", "Ozola"]


def test_taken_room_is_said_beside_the_field_and_nothing_is_lost(
    organiser_client, workshop, hall, item, typed
):
    item.rooms.add(hall)
    data = typed(
        {"given_names": "Ivo", "family_name": "Tamm"}, title="Mine", rooms=[hall.pk], abstract="Mm"
    )

    response = organiser_client.post(url("create", workshop), data)

    assert response.status_code == 422
    assertContains(response, "Main hall: taken by “Opening words” at 09:00–10:00.", status_code=422)
    assertContains(response, f'href="{url("edit", workshop, item.pk)}"', status_code=422)
    for kept in ('value="Mine"', 'value="Tamm"', ">\nMm</textarea>", f'value="{hall.pk}" '):
        assertContains(response, kept, status_code=422)
    assert (AgendaItem.objects.count(), Speaker.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"title": ""}, "This field is required."),
        ({"day": "2031-01-01"}, "outside the workshop&#x27;s dates"),
        ({"start": "10:00", "end": "09:00"}, "The session ends before it starts."),
        ({"start": "09:00", "end": "09:03"}, "at least 5 minutes"),
        ({"end": "10:00", "minutes": "90"}, "From start to end it is 60 minutes"),
        ({"end": "", "minutes": ""}, "Give the end, or the length in minutes."),
        ({"end": "", "minutes": "3"}, "greater than or equal to 5"),
        ({"start": ""}, "Give the time at which the session starts."),
        ({"day": ""}, "Choose the day, or take the start away."),
        ({"start": "07:00", "end": "09:00"}, "day begins at 08:00"),
        ({"start": "19:00", "end": "20:05"}, "this session would end at 20:05"),
        ({"rooms": "999999"}, "Select a valid choice"),
        ({"kind": "party"}, "Select a valid choice"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(organiser_client, workshop, typed, fields, sentence):
    response = organiser_client.post(
        url("create", workshop), typed({"family_name": "Tamm"}, **{"title": "Kept", **fields})
    )

    assertContains(response, sentence, status_code=422)
    assertContains(response, 'value="Tamm"', status_code=422)
    assert not AgendaItem.objects.exists()


def test_row_with_both_kinds_of_speaker_is_refused(organiser_client, workshop, speaker, typed):
    data = typed({"speaker": str(speaker.pk), "family_name": "Tamm"}, {"agency": "Police"})

    response = organiser_client.post(url("create", workshop), data)

    assertContains(response, "Choose somebody or type a new speaker, not both.", status_code=422)
    assertContains(response, "A new speaker needs a family name.", status_code=422)


def test_length_may_be_typed_instead_of_the_end(organiser_client, workshop, typed):
    organiser_client.post(url("create", workshop), typed(end="", minutes="45"))

    assert AgendaItem.objects.get().time == "09:00–09:45"


def test_session_without_a_day_waits_unscheduled(organiser_client, workshop, typed):
    organiser_client.post(url("create", workshop), typed(day="", start="", end="", minutes="90"))

    assert (AgendaItem.objects.get().is_scheduled, AgendaItem.objects.get().minutes) == (False, 90)
    assertContains(organiser_client.get(url("editor", workshop)), "Not scheduled yet")


def test_warning_is_saved_and_shown(organiser_client, workshop, speaker, typed):
    AppearanceFactory(item__workshop=workshop, item__title="Panel", speaker=speaker)

    response = organiser_client.post(
        url("create", workshop), typed({"speaker": str(speaker.pk)}, title="Mine"), follow=True
    )

    assert AgendaItem.objects.count() == 2
    assertContains(response, "“Mine” was saved, with a warning")
    assertContains(response, "Lena Ozola is also needed at “Panel”, 09:00–10:00.")
    assertContains(response, "2 sessions need a look")


def test_room_for_another_person_saves_nothing_and_keeps_what_was_typed(
    organiser_client, workshop, typed
):
    data = typed({"family_name": "Tamm"}, title="", more="1")

    response = organiser_client.post(url("create", workshop), data)

    assertContains(response, 'value="Tamm"')
    assertContains(response, 'name="people-1-speaker"')
    assertNotContains(response, "This field is required.")
    assert not AgendaItem.objects.exists()


def test_change_shows_what_is_there_and_saves(organiser_client, workshop, speaker, typed):
    item = AppearanceFactory(item__workshop=workshop, speaker=speaker, role="chair").item
    page = organiser_client.get(url("edit", workshop, item.pk))
    assertContains(page, 'value="09:00"')
    assertContains(page, 'value="10:00"')
    assertContains(page, f'<option value="{speaker.pk}" selected>')

    organiser_client.post(url("edit", workshop, item.pk), typed(title="New", version="1"))

    item.refresh_from_db()
    assert (item.title, item.version, Appearance.objects.count()) == ("New", 2, 0)


def test_stale_session_shows_both_and_is_replaced_only_on_purpose(
    organiser_client, workshop, item, typed
):
    address = url("edit", workshop, item.pk)
    organiser_client.post(address, typed(title="Theirs", version="1"))

    response = organiser_client.post(address, typed(title="Mine", version="1"))

    assertContains(response, "Somebody else changed this session", status_code=422)
    assertContains(response, "<dd>Theirs</dd>", status_code=422)
    assertContains(response, 'value="Mine"', status_code=422)
    assertContains(response, 'name="version" value="2"', status_code=422)
    item.refresh_from_db()
    assert item.title == "Theirs"

    organiser_client.post(address, typed(title="Mine", version="2"))

    item.refresh_from_db()
    assert (item.title, item.version) == ("Mine", 3)


def test_session_deleted_meanwhile_can_be_added_again(organiser_client, workshop, item, typed):
    data = typed({"family_name": "Tamm"}, title="Mine", version="1")
    address = url("edit", workshop, item.pk)
    item.delete()

    response = organiser_client.post(address, data)

    assertContains(response, "Save to add it again as a new one.", status_code=422)
    assertContains(response, 'value="Tamm"', status_code=422)
    assertContains(response, f'action="{url("create", workshop)}"', status_code=422)
    assert not AgendaItem.objects.exists()


def test_changing_a_session_of_another_workshop_changes_nothing(organiser_client, workshop, typed):
    other = AgendaItemFactory(title="Theirs")

    response = organiser_client.post(url("edit", workshop, other.pk), typed(title="Mine"))

    assert response.status_code == 422
    assertNotContains(response, "Theirs", status_code=422)
    other.refresh_from_db()
    assert other.title == "Theirs"


def test_copy_and_delete(organiser_client, workshop, item):
    response = organiser_client.post(url("duplicate", workshop, item.pk))
    copy = AgendaItem.objects.exclude(pk=item.pk).get()
    assertRedirects(response, url("edit", workshop, copy.pk))

    organiser_client.post(url("delete", workshop, item.pk))

    assert list(AgendaItem.objects.all()) == [copy]


def test_speakers_are_added_once_and_removed_while_free(organiser_client, workshop):
    participant = RegistrationFactory(workshop=workshop)
    address = url("speakers", workshop)

    organiser_client.post(address, {"person": participant.person_id, "agency": "Police"})
    organiser_client.post(address, {"family_name": "Tamm", "agency": "Guard"})
    again = organiser_client.post(address, {"family_name": "tamm", "agency": "guard"})

    assertContains(again, "Tamm is already a speaker of this workshop.", status_code=422)
    assert Speaker.objects.count() == 2

    tamm = Speaker.objects.get(agency="Guard")
    appearance = AppearanceFactory(item__workshop=workshop, item__title="Talk", speaker=tamm)
    refused = organiser_client.post(url("delete_speaker", workshop, tamm.pk), follow=True)
    assertContains(refused, "Tamm still has a part in: “Talk”.")

    appearance.delete()
    organiser_client.post(url("delete_speaker", workshop, tamm.pk))
    assert not Speaker.objects.filter(pk=tamm.pk).exists()


def test_speakers_of_the_project_are_offered_to_whoever_may_see_their_agenda(
    client, organiser_client, workshop, organiser
):
    elsewhere = WorkshopFactory(project=workshop.project)
    person = PersonFactory(given_names="Ivo", family_name="Tamm")
    SpeakerFactory(workshop=elsewhere, person=person)
    option = f'<option value="{person.pk}">'
    address = url("speakers", workshop)
    TeamMemberFactory(workshop=elsewhere, user=organiser)
    assertContains(organiser_client.get(address), option)

    client.force_login(TeamMemberFactory(workshop=workshop).user)

    assertNotContains(client.get(address), option)


def test_what_is_said_of_a_speaker_changes(organiser_client, workshop, speaker):
    organiser_client.post(
        url("speaker", workshop, speaker.pk),
        {
            "agency": "Europol",
            "given_names": "Наталія",
            "family_name": "Boiko",
            "email": "n@b.example",
        },
    )

    speaker.refresh_from_db()
    assert speaker.agency == "Europol"
    assert speaker.person.full_name == "Наталія Boiko"
    # Recognised by the new name from now on, however somebody else spells it.
    assert speaker.person.match_keys.filter(key=name_key("Boyko Natalia")).exists()


def test_protected_speaker_goes_by_alias_on_every_staff_page(organiser_client, workshop, speaker):
    RegistrationFactory(
        workshop=workshop, person=speaker.person, is_protected=True, alias="Officer K"
    )
    item = AppearanceFactory(item__workshop=workshop, speaker=speaker).item

    for address in (
        url("editor", workshop),
        url("speakers", workshop),
        url("speaker", workshop, speaker.pk),
        url("edit", workshop, item.pk),
    ):
        page = organiser_client.get(address)
        assertContains(page, "Officer K")
        assertNotContains(page, "Ozola")


@pytest.mark.parametrize("page", ["editor", "speakers", "edit", "versions"])
def test_queries_do_not_grow_with_rows(
    organiser_client, workshop, hall, page, django_assert_max_num_queries
):
    counts = []
    first = None
    for number in (1, 3):
        while workshop.agenda.count() < number:
            part = AppearanceFactory(item__workshop=workshop)
            part.item.rooms.add(hall)
            AppearanceFactory(item=part.item, speaker=SpeakerFactory(workshop=workshop))
            first = first or part.item
            RegistrationFactory(workshop=workshop)
            silent = AgendaItemFactory(workshop=workshop, start_minute=840)
            for warning in agenda_clashes(workshop)[silent.pk]:
                accept(workshop=workshop, mark=warning.mark, note="To come", by=UserFactory())
            release(workshop=workshop, by=UserFactory())
        address = url(page, workshop, *([first.pk] if page == "edit" else []))
        with django_assert_max_num_queries(40) as queries:
            organiser_client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
