"""In which language a session is held, and into which it is interpreted."""

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from mail.models import Message
from participants.links import token_of
from sessions.actions.inviting_speakers import invite_speaker
from sessions.actions.restoring import restore
from sessions.changes import changes_between, in_words
from sessions.models import AgendaVersion
from sessions.programme import publication_of, released_programme
from sessions.spoken import SILENT, Languages, Spoken
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RegistrationFactory,
    WorkshopFactory,
    released,
)


def session(language="", roles=(), kind="lecture", **facts):
    people = [{"speaker": number, "role": role} for number, role in enumerate(roles)]
    return {"kind": kind, "language": language, "people": people, **facts}


def workshop(working=("en",), interpreted=("en", "ru")):
    return WorkshopFactory.build(
        working_languages=list(working), interpretation_languages=list(interpreted)
    )


def test_interpreter_with_a_part_means_interpretation_into_the_other_languages():
    voiced, plain = session("ru", ["speaker", "interpreter"]), session("", ["speaker"])
    languages = Languages(workshop(), [voiced, plain])

    assert languages.of(voiced) == Spoken(("ru",), ("en",))
    assert languages.of(plain) == Spoken(("en",), ())


def test_of_interpretation_nothing_is_said_before_anybody_has_that_part():
    plain = session("ru", ["speaker"])

    assert Languages(workshop(), [plain]).of(plain) == Spoken(("ru",), None)


def test_several_working_languages_are_heard_in_each():
    voiced = session("", ["interpreter"])
    languages = Languages(workshop(["en", "ru"], ["en", "ru"]), [voiced])

    assert languages.of(voiced) == Spoken(("en", "ru"), ("en", "ru"))


@pytest.mark.parametrize("kind", ["break", "social"])
def test_breaks_have_no_language(kind):
    coffee = session("", (), kind)

    assert Languages(workshop(), [coffee]).of(coffee) == SILENT


def test_one_language_for_all_goes_without_saying():
    plain = session("en")

    assert Languages(workshop(interpreted=()), [plain]).of(plain) == SILENT


@pytest.mark.parametrize(
    ("spoken", "words", "mark"),
    [
        (
            Spoken(("en",), ("fr", "ru")),
            "Held in: English; interpreted into: French, Russian",
            "EN → FR, RU",
        ),
        (Spoken(("en",), ()), "Held in: English; not interpreted", "EN → ×"),
        (Spoken(("en",), None), "Held in: English", "EN"),
        (Spoken((), ("ru",)), "interpreted into: Russian", "→ RU"),
        (SILENT, "", ""),
    ],
)
def test_said_in_words_and_as_a_mark(spoken, words, mark):
    assert spoken.words == words
    assert spoken.mark == mark


def test_words_are_in_the_readers_language():
    with translation.override("fr"):
        assert "anglais, russe" in Spoken(("en", "ru")).words


def test_version_from_before_languages_were_kept_says_none():
    old = session()
    del old["language"]

    assert Languages(workshop(), [old]).of(old) == Spoken(("en",), None)


def test_change_of_the_language_is_a_change_of_the_agenda():
    place = {"day": "2030-12-12", "start": 540, "minutes": 60, "in_all_rooms": True, "rooms": []}
    words = {"uid": "a", "title": "Talk", "abstract": ""}
    old, russian = session("", **place, **words), session("ru", **place, **words)
    del old["language"]

    [change] = changes_between([old], [russian])
    [back] = changes_between([russian], [old])

    assert in_words(change, {}) == ["“Talk” is held in: Russian."]
    assert in_words(back, {}) == ["It is open again in which language “Talk” is held."]


@pytest.mark.django_db
def test_readers_are_told_on_the_public_page_and_on_their_own(client):
    event = WorkshopFactory(
        agenda_is_public=True, working_languages=["en"], interpretation_languages=["en", "ru"]
    )
    voiced = AgendaItemFactory(workshop=event, title="Talk", language="ru")
    AppearanceFactory(item=voiced, role="interpreter")
    AgendaItemFactory(workshop=event, title="Exercise", start_minute=700)
    registration = RegistrationFactory(workshop=event)
    released(event)

    public = client.get(reverse("agenda:public", args=[event.slug]))
    own = client.get(reverse("pages:personal", args=[token_of(registration)]))

    for page in (public, own):
        assertContains(page, "Held in: Russian; interpreted into: English")
        assertContains(page, "Held in: English; not interpreted")


@pytest.mark.django_db
def test_language_is_released_like_a_time(client):
    event = WorkshopFactory(
        agenda_is_public=True, working_languages=["en"], interpretation_languages=["ru"]
    )
    item = AgendaItemFactory(workshop=event, title="Talk")
    released(event)
    item.language = "fr"
    item.save()

    assertNotContains(client.get(reverse("agenda:public", args=[event.slug])), "French")
    assert publication_of(event).n_changes == 1
    released(event)
    assert AgendaVersion.objects.count() == 2
    assert released_programme(event).sessions[0].spoken.held_in == ("fr",)


@pytest.mark.django_db
def test_restored_version_brings_its_language_back():
    event = WorkshopFactory()
    item = AgendaItemFactory(workshop=event, language="ru")
    version = released(event)
    item.language = ""
    item.save()

    restore(version=version, by=None)

    item.refresh_from_db()
    assert item.language == "ru"


@pytest.mark.django_db
def test_speaker_is_told_on_the_own_page_and_in_the_invitation(client):
    workshop = WorkshopFactory(working_languages=["en"], interpretation_languages=["en", "fr"])
    part = AppearanceFactory(item__workshop=workshop, item__language="fr")
    waiting = AgendaItemFactory(workshop=workshop, day=None, start_minute=None)
    AppearanceFactory(item=waiting, speaker=part.speaker)
    AppearanceFactory(item=part.item, role="interpreter")
    told = ["Held in: French; interpreted into: English", "Held in: English; not interpreted"]

    page = client.get(reverse("agenda:speaker_page", args=[token_of(part.speaker)]), follow=True)
    invite_speaker(speaker=part.speaker, by=None)

    for words in told:
        assertContains(page, f"<p>{words}</p>", html=True)
    lines = Message.objects.get().body.splitlines()
    assert sorted(line for line in lines if line.startswith("  ")) == [
        f"  {words}" for words in sorted(told)
    ]
