"""Asking speakers, their own page, and what is missing from whom."""

import io
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from mail.models import Message
from participants.actions.protecting import protect
from participants.links import new_link, token_of
from sessions.actions.answering import AnswerRefused, answer
from sessions.actions.inviting_speakers import LetterRefused, invite_speaker, remind_speaker
from sessions.models import AgendaItem, Confirmation, Material
from sessions.speaking import Answer, standing_of, standings_of
from tests.downloads import read
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    released,
)
from tests.participants.test_uploads import pdf, picture
from workshops.models import Workshop
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(workshop):
    return AppearanceFactory(item__workshop=workshop, item__title="Case study B")


def own(speaker, name="page"):
    return reverse(f"agenda:speaker_{name}", args=[token_of(speaker)])


def answers_of(speaker):
    return [part.answer for part in standing_of(speaker).parts]


def test_invitation_asks_about_each_session_once_and_brings_the_link(workshop, part):
    speaker = part.speaker
    assert answers_of(speaker) == [Answer.UNASKED]

    invite_speaker(speaker=speaker, by=None)

    message = Message.objects.get()
    assert message.to == speaker.person.email
    assert own(speaker) in message.body
    assert "12 December 2030, 09:00–10:00: “Case study B” (Speaker)" in message.body
    assert answers_of(speaker) == [Answer.ASKED]
    with pytest.raises(LetterRefused, match="asked about every session already"):
        invite_speaker(speaker=speaker, by=None)
    AppearanceFactory(item=AgendaItemFactory(workshop=workshop, start_minute=600), speaker=speaker)
    invite_speaker(speaker=speaker, by=None)
    assert Message.objects.count() == 2


def test_nobody_is_asked_without_an_address(part):
    part.speaker.person.email = ""
    part.speaker.person.save()

    with pytest.raises(LetterRefused, match="There is no e-mail address"):
        invite_speaker(speaker=part.speaker, by=None)

    assert not Confirmation.objects.exists()


def test_confirmation_survives_a_save_of_the_editor_and_asks_anew_after_a_move(part):
    answer(speaker=part.speaker, items=[part.item.pk], comes=True)
    part.delete()
    AppearanceFactory(item=part.item, speaker=part.speaker)
    assert answers_of(part.speaker) == [Answer.CONFIRMED]

    AgendaItem.objects.update(start_minute=930)

    assert answers_of(part.speaker) == [Answer.MOVED]
    answer(speaker=part.speaker, items=[part.item.pk], comes=True)
    assert answers_of(part.speaker) == [Answer.CONFIRMED]


def test_answers_about_foreign_sessions_and_refusals_without_reason_are_refused(part):
    foreign = AgendaItemFactory(workshop=part.item.workshop)

    for items, comes in (([foreign.pk], True), ([part.item.pk, foreign.pk], True), ([], True)):
        with pytest.raises(AnswerRefused):
            answer(speaker=part.speaker, items=items, comes=comes)
    with pytest.raises(AnswerRefused, match="Say why"):
        answer(speaker=part.speaker, items=[part.item.pk], comes=False, reason="  ")

    assert not Confirmation.objects.exists()


def test_speaker_confirms_all_at_once(client, workshop, part):
    other = AgendaItemFactory(workshop=workshop, start_minute=600)
    AppearanceFactory(item=other, speaker=part.speaker)

    page = client.get(own(part.speaker))
    done = client.post(own(part.speaker, "answer"), {"all": "1", "confirm": "1"}, follow=True)

    assertContains(page, "2 sessions wait for your answer")
    assertContains(page, "Europe/Kyiv")
    assertContains(page, "Provisional: this is not in the published agenda yet.")
    assertContains(done, "Your 2 sessions are confirmed.")
    assert answers_of(part.speaker) == [Answer.CONFIRMED] * 2


def test_speaker_declines_one_with_a_reason(client, part):
    url = own(part.speaker, "answer")

    without = client.post(url, {"item": part.item.pk, "reason": ""})
    done = client.post(url, {"item": part.item.pk, "reason": "Ill."}, follow=True)

    assertContains(without, "This field is required.", status_code=422)
    assertContains(done, "You wrote: Ill.")
    assert answers_of(part.speaker) == [Answer.DECLINED]


def test_speaker_corrects_facts_and_asks_for_the_name(client, organiser, part):
    name = part.speaker.person.full_name
    facts = {
        "title": "Colonel",
        "position": "Head",
        "biography": "Twenty years.",
        "equipment_needs": "Sound",
        "dietary_needs": "",
        "access_needs": "",
        "name_request": "Anna, with two n",
        "given_names": "Changed",
    }

    client.post(own(part.speaker, "facts"), facts)

    part.speaker.refresh_from_db()
    part.speaker.person.refresh_from_db()
    assert (part.speaker.person.title, part.speaker.person.full_name) == ("Colonel", name)
    assert part.speaker.biography == "Twenty years."
    client.force_login(organiser)
    listed = client.get(
        reverse("agenda:speakers", args=[part.item.workshop.slug]), {"show": "name"}
    )
    assertContains(listed, "Asks for another name")


def test_photograph_is_written_anew_shown_to_staff_and_deleted(client, organiser, part, workshop):
    upload = SimpleUploadedFile("me.png", picture("PNG"))
    client.post(own(part.speaker, "send_photograph"), {"photograph": upload})

    shown = client.get(own(part.speaker, "photograph"))
    assert shown["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(read(shown))).format == "JPEG"
    client.force_login(organiser)
    staff = reverse("agenda:speaker_photograph_for_staff", args=[workshop.slug, part.speaker.pk])
    assert read(client.get(staff))
    RegistrationFactory(person=part.speaker.person, is_protected=True, alias="Officer K")
    assert client.get(staff).status_code == HTTPStatus.NOT_FOUND

    client.post(own(part.speaker, "send_photograph"), {"drop": "1"})
    part.speaker.refresh_from_db()
    assert not part.speaker.photograph


def test_slides_are_the_organisers_alone_until_they_show_them(client, organiser, workshop, part):
    Workshop.objects.update(agenda_is_public=True)
    released(workshop)
    upload = SimpleUploadedFile("Talk.pdf", pdf())

    done = client.post(
        own(part.speaker, "send_slides"), {"item": part.item.pk, "file": upload}, follow=True
    )

    assertContains(done, "Your slides have arrived.")
    assertContains(done, "Talk.pdf")
    slides = Material.objects.get()
    assert (slides.item, slides.speaker, slides.visibility) == (
        part.item,
        part.speaker,
        "organisers",
    )
    by_link = reverse("agenda:speakers_material", args=[token_of(part.speaker), slides.pk])
    assert read(client.get(by_link)).startswith(b"%PDF-")
    other = SpeakerFactory(workshop=workshop)
    by_other = reverse("agenda:speakers_material", args=[token_of(other), slides.pk])
    assert client.get(by_other).status_code == HTTPStatus.NOT_FOUND
    client.force_login(organiser)
    client.post(
        reverse("agenda:show_material", args=[workshop.slug, slides.pk]), {"to": "participants"}
    )
    assert read(client.get(by_other)).startswith(b"%PDF-")


def test_slides_for_a_foreign_session_are_refused(client, workshop, part):
    foreign = AgendaItemFactory(workshop=workshop)

    answered = client.post(
        own(part.speaker, "send_slides"),
        {"item": foreign.pk, "file": SimpleUploadedFile("a.pdf", pdf())},
    )

    assert answered.status_code == 422
    assert not Material.objects.exists()


def test_links_of_others_open_nothing(client, part):
    registration = RegistrationFactory(workshop=part.item.workshop)

    for token in (token_of(registration), "1.x.y", token_of(part.speaker)[:-1]):
        for name in ("page", "photograph"):
            path = reverse(f"agenda:speaker_{name}", args=[token])
            assert client.get(path).status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"/r/{token_of(part.speaker)}/").status_code == HTTPStatus.NOT_FOUND
    old = own(part.speaker)
    new_link(part.speaker)
    assert client.get(old).status_code == HTTPStatus.GONE
    page = client.get(own(part.speaker))
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_reminder_names_what_is_missing_once_a_day(part):
    speaker = part.speaker
    with pytest.raises(LetterRefused, match="not been invited yet"):
        remind_speaker(speaker=speaker, by=None)
    invite_speaker(speaker=speaker, by=None)

    sent = [remind_speaker(speaker=speaker, by=None) for _ in range(2)]

    assert sent == [True, False]
    message = Message.objects.get(kind="speaker-reminder")
    assert (
        "Still missing: your answer whether you come, your biography, your photograph, your slides."
        in message.body
    )


def test_who_declined_everything_is_not_reminded(part):
    invite_speaker(speaker=part.speaker, by=None)
    answer(speaker=part.speaker, items=[part.item.pk], comes=False, reason="Ill.")

    with pytest.raises(LetterRefused, match="Nothing is missing"):
        remind_speaker(speaker=part.speaker, by=None)


@pytest.mark.parametrize("name, kind", [("invite", "invitation"), ("remind", "reminder")])
def test_letters_to_many_are_shown_before_they_are_sent(
    organiser_client, workshop, part, name, kind
):
    if name == "remind":
        invite_speaker(speaker=part.speaker, by=None)
    kept_out = SpeakerFactory(workshop=workshop)
    url = reverse(f"agenda:{name}_speakers", args=[workshop.slug])

    page = organiser_client.get(url)
    nobody = organiser_client.post(url, {})
    done = organiser_client.post(url, {"chosen": [part.speaker.pk, kept_out.pk]})
    assert done.status_code == 422
    done = organiser_client.post(url, {"chosen": [part.speaker.pk]}, follow=True)

    assertContains(page, f"{part.speaker.person.email}")
    assertContains(page, "/s/…/")
    assertContains(nobody, "Tick at least one speaker.", status_code=422)
    assertContains(done, "1 letter is on its way.")
    assert Message.objects.filter(kind=f"speaker-{kind}").count() == 1


def test_list_is_filtered_by_links_and_costs_the_same_for_one_and_three(
    organiser_client, workshop, part, django_assert_max_num_queries
):
    url = reverse("agenda:speakers", args=[workshop.slug])
    invite_speaker(speaker=part.speaker, by=None)
    counts = []
    for number in (1, 3):
        while workshop.speakers.count() < number:
            AppearanceFactory(item=part.item, speaker=SpeakerFactory(workshop=workshop))
        with django_assert_max_num_queries(40) as queries:
            page = organiser_client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assertContains(page, "Not asked (2)")
    waiting = organiser_client.get(url, {"show": "waiting"})
    assert [row.speaker.pk for row in waiting.context["rows"]] == [part.speaker.pk]


def test_own_page_costs_the_same_for_one_and_three_sessions(
    client, workshop, part, django_assert_max_num_queries
):
    part.speaker.opened_at = timezone.now()
    part.speaker.save()
    counts = []
    for number in (1, 3):
        while part.speaker.appearances.count() < number:
            AppearanceFactory(item=AgendaItemFactory(workshop=workshop), speaker=part.speaker)
        with django_assert_max_num_queries(40) as queries:
            client.get(own(part.speaker))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_assistants_write_to_speakers_and_certificate_staff_only_look(client, workshop, part):
    url = reverse("agenda:invite_speaker", args=[workshop.slug, part.speaker.pk])
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.CERTIFICATE_STAFF).user)
    assert client.post(url).status_code == HTTPStatus.NOT_FOUND
    client.force_login(TeamMemberFactory(workshop=workshop, role=Role.ASSISTANT).user)

    client.post(url)

    assert Message.objects.count() == 1


def test_protected_speaker_is_written_to_by_alias_also_afterwards(workshop, part, organiser):
    registration = RegistrationFactory(workshop=workshop, person=part.speaker.person)
    invite_speaker(speaker=part.speaker, by=None)
    protect(registration=registration, alias="Officer K", by=organiser)
    remind_speaker(speaker=part.speaker, by=None)

    for message in Message.objects.all():
        assert (message.to_name, message.is_secret) == ("Officer K", True)


def test_protected_speaker_is_no_name_on_the_pages_of_staff(organiser_client, workshop, part):
    person = part.speaker.person
    person.given_names, person.family_name = "Hidden", "Name"
    person.save()
    RegistrationFactory(workshop=workshop, person=person, is_protected=True, alias="Officer K")
    invite = reverse("agenda:invite_speakers", args=[workshop.slug])
    invited = organiser_client.get(invite)
    invite_speaker(speaker=part.speaker, by=None)

    pages = [
        invited,
        organiser_client.get(reverse("agenda:remind_speakers", args=[workshop.slug])),
        organiser_client.get(reverse("agenda:speakers", args=[workshop.slug])),
        organiser_client.get(reverse("agenda:speaker", args=[workshop.slug, part.speaker.pk])),
    ]

    for page in pages:
        assertContains(page, "Officer K")
        for word in ("Hidden", person.email):
            assertNotContains(page, word)


def test_staff_correct_the_name_of_who_is_only_a_speaker(organiser_client, workshop, part):
    url = reverse("agenda:speaker", args=[workshop.slug, part.speaker.pk])
    facts = {
        "agency": "Police",
        "position": "",
        "biography": "",
        "language": "fr",
        "given_names": "Anna",
        "family_name": "Beridze",
        "title": "",
        "email": "anna@example.org",
    }

    organiser_client.post(url, facts)

    part.speaker.refresh_from_db()
    assert part.speaker.person.full_name == "Anna Beridze"
    RegistrationFactory(workshop=workshop, person=part.speaker.person)
    organiser_client.post(url, facts | {"given_names": "Other"})
    part.speaker.person.refresh_from_db()
    assert part.speaker.person.given_names == "Anna"


def test_standings_take_few_queries(workshop, part, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        standings_of(workshop)
