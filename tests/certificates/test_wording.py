"""The words of a sheet that are made, not copied."""

import pytest

from certificates.holders import holder_of
from certificates.kinds import kinds_of
from certificates.phrases import hours
from certificates.wording import language_of, programme_minutes, wording_of
from sessions.models import AgendaItem
from tests.certificates.conftest import verdict_for
from tests.factories import AgendaItemFactory

pytestmark = pytest.mark.django_db


def test_programme_counts_parallel_time_once_and_no_breaks(workshop):
    for start, minutes in ((540, 60), (540, 60), (570, 60), (660, 45)):
        AgendaItemFactory(workshop=workshop, start_minute=start, minutes=minutes)
    AgendaItemFactory(workshop=workshop, start_minute=780, kind=AgendaItem.Kind.BREAK)
    AgendaItemFactory(workshop=workshop, start_minute=840, counts_for_attendance=False)
    AgendaItemFactory(workshop=workshop, day=workshop.ends_on, start_minute=540, minutes=30)
    AgendaItemFactory(workshop=workshop, day=None, start_minute=None)

    assert programme_minutes(workshop) == 90 + 45 + 30


@pytest.mark.parametrize(
    ("minutes", "language", "words"),
    [
        (0, "en", ""),
        (60, "en", "1 hour"),
        (705, "en", "11 hours 45 minutes"),
        (705, "fr", "11\N{NO-BREAK SPACE}heures 45 minutes"),
        (1260, "ru", "21 час"),
        (30, "ru", "30 минут"),
    ],
)
def test_hours_in_words(minutes, language, words):
    assert hours(minutes, language) == words


@pytest.mark.parametrize(
    ("wanted", "chosen", "usual", "language"),
    [
        ("", "", "en", "en"),
        ("", "", "fr", "fr"),
        ("", "ru", "fr", "ru"),
        ("fr", "ru", "en", "fr"),
        ("", "xx", "fr", "fr"),
        ("", "", "xx", "en"),
    ],
)
def test_language_is_staffs_else_the_persons_else_the_workshops(
    attended, workshop, wanted, chosen, usual, language
):
    workshop.certificate_language = usual
    registration = attended(certificate_language=chosen)

    holder = holder_of(workshop, registration.person_id)

    assert language_of(holder, wanted) == language


def test_protected_person_is_on_paper_by_the_real_name(attended, workshop, now):
    registration = attended(is_protected=True, alias="Guest 7")

    [kind] = kinds_of(workshop)
    holder = holder_of(workshop, registration.person_id)

    said = wording_of(
        holder, kind, verdict_for(workshop, registration.person), language="en", now=now
    )

    assert said["name"] == registration.person.printed_name
    assert "Guest 7" not in said.values()
