"""Titles and descriptions in several languages, from the form to every reader."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from certificates.printroom.state import EventState
from participants.links import token_of
from sessions.actions.duplicating import duplicate
from sessions.actions.restoring import restore
from sessions.changes import changes_between, in_words
from sessions.freezing import draft_of
from sessions.models import AgendaItem, AgendaVersion
from sessions.programme import publication_of, released_programme
from tests.factories import (
    AgendaItemFactory,
    AppearanceFactory,
    RegistrationFactory,
    WorkshopFactory,
    released,
)
from tests.sessions.test_agenda_pdf import text_of

pytestmark = pytest.mark.django_db
FRENCH = {"fr": {"title": "Étude de trois cas", "abstract": "Trois affaires."}}


@pytest.fixture
def open_workshop():
    return WorkshopFactory(
        agenda_is_public=True, working_languages=["en"], interpretation_languages=["uk"]
    )


@pytest.fixture
def case_study(open_workshop):
    return AgendaItemFactory(
        workshop=open_workshop,
        title="Case study",
        abstract="Three cases.",
        translations=FRENCH,
    )


def page(client, workshop, name="public", language="en", **query):
    url = reverse(f"agenda:{name}", args=[workshop.slug])
    return client.get(url, query, headers={"accept-language": language})


def test_form_offers_the_languages_of_workshop_and_site_and_keeps_what_is_filled_in(
    organiser_client, workshop, typed
):
    workshop.working_languages, workshop.interpretation_languages = ["en", "de"], ["uk"]
    workshop.save()
    url = reverse("agenda:create", args=[workshop.slug])

    form = organiser_client.get(url).context["form"]
    data = typed(title_fr="Étude de trois cas", abstract_uk="Три справи.", title_ru=" ")
    organiser_client.post(url, data)

    offered = {name for name in form.fields if name.startswith("title_")}
    assert offered == {"title_fr", "title_ru", "title_de", "title_uk"}
    item = AgendaItem.objects.get()
    assert item.translations == {
        "fr": {"title": "Étude de trois cas"},
        "uk": {"abstract": "Три справи."},
    }
    again = organiser_client.get(reverse("agenda:edit", args=[workshop.slug, item.pk]))
    assert again.context["form"]["title_fr"].value() == "Étude de trois cas"


def test_language_that_the_workshop_gave_up_stays_on_the_form(organiser_client, workshop, typed):
    item = AgendaItemFactory(workshop=workshop, translations={"es": {"title": "Caso"}})
    url = reverse("agenda:edit", args=[workshop.slug, item.pk])

    organiser_client.post(url, typed(version=item.version, title_es="Caso"))

    item.refresh_from_db()
    assert (item.title, item.translations) == ("Case study", {"es": {"title": "Caso"}})


def test_page_speaks_the_readers_language_and_marks_what_it_cannot(
    client, open_workshop, case_study
):
    AgendaItemFactory(workshop=open_workshop, title="Opening", start_minute=600)
    released(open_workshop)

    french, russian = (page(client, open_workshop, language=code) for code in ("fr", "ru"))

    assertContains(french, '<h3 class="agenda-title">Étude de trois cas</h3>')
    assertContains(french, '<p class="agenda-abstract">Trois affaires.</p>')
    assertContains(french, '<h3 class="agenda-title" lang="en">Opening</h3>')
    assertContains(russian, '<h3 class="agenda-title" lang="en">Case study</h3>')
    assertContains(page(client, open_workshop), '<h3 class="agenda-title">Case study</h3>')


def test_personal_pages_speak_the_readers_language(client, open_workshop, case_study):
    registration = RegistrationFactory(
        workshop=open_workshop, state="approved", submitted_at=timezone.now()
    )
    speaker = AppearanceFactory(item=case_study, speaker__workshop=open_workshop).speaker
    released(open_workshop)

    for address in (f"/r/{token_of(registration)}/", f"/s/{token_of(speaker)}/"):
        answer = client.get(address, headers={"accept-language": "fr"})

        assertContains(answer, "Étude de trois cas")
        assertNotContains(answer, "Case study</span>")


def test_calendar_is_in_the_language_that_its_address_names(client, open_workshop, case_study):
    case_study.translations = FRENCH | {"uk": {"title": "Практичний приклад"}}
    case_study.save()
    released(open_workshop)

    def summary(**query):
        content = page(client, open_workshop, "calendar", **query).content
        return str(Calendar.from_ical(content).walk("VEVENT")[0]["SUMMARY"])

    assert summary() == "Case study"
    assert summary(language="fr") == summary(lang="fr") == "Étude de trois cas"
    assert summary(lang="uk") == "Практичний приклад"
    assert summary(lang="none") == "Case study"
    assertContains(page(client, open_workshop, language="fr"), "agenda.ics?lang=fr")


def test_json_has_all_languages_and_never_changes_with_the_reader(
    client, open_workshop, case_study
):
    released(open_workshop)

    answer = page(client, open_workshop, "json", language="fr").json()

    (session,) = answer["days"][0]["sessions"]
    assert (session["title"], session["language"]) == ("Case study", "en")
    assert session["translations"] == FRENCH
    schedule = page(client, open_workshop, "schedule_json", language="fr").content.decode()
    assert "Case study" in schedule
    assert "trois cas" not in schedule


def test_paper_is_in_its_own_language(client, open_workshop, case_study, tmp_path):
    released(open_workshop)
    url = reverse("certificates:agenda_pdf", args=[open_workshop.slug])

    text = text_of(client.get(url, {"language": "fr"}), tmp_path)

    assert "Étude de trois cas" in text
    assert "Three cases" not in text


def test_print_room_reads_the_agenda_once_for_each_language(open_workshop, case_study):
    released(open_workshop)
    state = EventState(open_workshop)

    titles = []
    for language in ("en", "fr", "en"):
        with translation.override(language):
            titles.append(
                (state.days[0].sessions[0].title, state.days_as_held[0].sessions[0].title)
            )

    assert titles == [("Case study",) * 2, ("Étude de trois cas",) * 2, ("Case study",) * 2]


def test_release_says_which_translation_changed(open_workshop, case_study):
    before = draft_of(open_workshop)
    case_study.translations = {
        "fr": {"title": "Cas pratique", "abstract": "Trois affaires."},
        "ru": {"title": "Разбор", "abstract": "Три дела."},
    }
    case_study.save()

    (change,) = changes_between(before, draft_of(open_workshop))

    assert in_words(change, {}) == [
        "The title of “Case study” changed in: French, Russian.",
        "The description of “Case study” changed in: Russian.",
    ]


def test_changed_translation_raises_the_calendars_number(open_workshop, case_study):
    released(open_workshop)
    case_study.translations = {}
    case_study.save()

    released(open_workshop)

    (session,) = released_programme(open_workshop).sessions
    assert session.sequence == 1


def test_version_from_before_translations_is_read_and_is_no_change(open_workshop):
    item = AgendaItemFactory(workshop=open_workshop, title="Case study")
    version = released(open_workshop)
    del version.content["sessions"][0]["translations"]
    version.save()

    (session,) = released_programme(open_workshop, language="fr").sessions

    assert (session.title, session.title_lang, session.sequence) == ("Case study", "en", 0)
    assert publication_of(open_workshop).n_changes == 0
    item.translations = FRENCH
    item.save()
    assert publication_of(open_workshop).n_changes == 1


def test_restoring_brings_translations_back_but_an_old_version_takes_none(
    open_workshop, case_study
):
    version = released(open_workshop)
    AgendaItem.objects.update(translations={"ru": {"title": "Разбор"}})

    restore(version=version, by=None)
    case_study.refresh_from_db()
    assert case_study.translations == FRENCH

    content = version.content
    del content["sessions"][0]["translations"]
    AgendaVersion.objects.update(content=content)
    restore(version=AgendaVersion.objects.get(), by=None)
    case_study.refresh_from_db()
    assert case_study.translations == FRENCH


def test_copy_keeps_translations(open_workshop, case_study):
    assert duplicate(item=case_study, by=None).translations == FRENCH


def test_stale_form_shows_the_translations_that_were_saved(organiser_client, workshop, typed):
    item = AgendaItemFactory(workshop=workshop, translations=FRENCH)
    AgendaItem.objects.update(version=2, day=datetime.date(2030, 12, 12))
    url = reverse("agenda:edit", args=[workshop.slug, item.pk])

    answer = organiser_client.post(url, typed(version=1))

    assertContains(answer, '<dd lang="fr">Étude de trois cas', status_code=422)
