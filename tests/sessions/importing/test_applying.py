"""A table becomes sessions, and can be taken back."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from common.rules import RuleBroken
from participants.spelling import name_key
from sessions.importing.applying import apply
from sessions.importing.preview import correct
from sessions.importing.undoing import undo
from sessions.models import AgendaEdit, AgendaImport, AgendaItem, Speaker
from sessions.tasks import forget_imports
from tests.factories import AgendaItemFactory
from tests.sessions.importing.tables import brought

pytestmark = pytest.mark.django_db
CLASHING = "Day;Time;Title;Room\n12/12;9:00–10:00;One;Main hall\n12/12;9:00–10:00;Two;Main hall\n"


def test_ready_rows_are_added_with_rooms_people_and_kinds(workshop, organiser, hall, speaker):
    run = brought(workshop, organiser)

    assert apply(run=run, by=organiser) == 5

    opening, coffee, tracing, panel, _discussion = AgendaItem.objects.in_order()
    assert (opening.day, opening.start_minute, opening.minutes) == (
        datetime.date(2030, 12, 12),
        540,
        60,
    )
    assert [one.kind for one in (opening, coffee, panel)] == ["opening", "break", "panel"]
    assert list(opening.rooms.all()) == [hall]
    assert [str(part) for part in tracing.appearances.all()] == [f"{speaker} (Speaker)"]
    assert tracing.abstract == "Speakers: Ivo Tamm"
    assert AgendaEdit.objects.get().by == organiser


def test_unknown_rooms_and_speakers_are_made_only_when_ticked(workshop, organiser, hall):
    run = brought(workshop, organiser)
    correct(run=run, corrections={}, how={}, rooms=["hall b"], people=[name_key("Ivo Tamm")])

    apply(run=run, by=organiser)

    assert sorted(workshop.rooms.values_list("name", flat=True)) == ["Hall B", "Main hall"]
    tamm = Speaker.objects.get()
    assert (tamm.person.given_names, tamm.person.family_name) == ("Ivo", "Tamm")
    assert tamm.agency == "Police and Border Guard"
    assert tamm.appearances.count() == 2
    discussion = AgendaItem.objects.get(title="Discussion")
    assert [room.name for room in discussion.rooms.all()] == ["Hall B"]


def test_nothing_is_made_for_nothing(workshop, organiser, hall):
    apply(run=brought(workshop, organiser), by=organiser)

    assert not Speaker.objects.exists()
    assert workshop.rooms.count() == 1
    assert AgendaItem.objects.get(title="Discussion").abstract.endswith("Police and Border Guard")


def test_clashing_row_can_be_added_without_a_time(workshop, organiser, hall):
    run = brought(workshop, organiser, CLASHING)
    with pytest.raises(RuleBroken, match="No row is ready"):
        apply(run=run, by=organiser)

    correct(run=run, corrections={}, how={3: "tray"})

    assert apply(run=run, by=organiser) == 2
    assert dict(AgendaItem.objects.values_list("title", "start_minute")) == {
        "One": 540,
        "Two": None,
    }


def test_pressing_twice_adds_once(workshop, organiser, hall):
    run = brought(workshop, organiser)
    apply(run=run, by=organiser)

    with pytest.raises(RuleBroken, match="No row is ready"):
        apply(run=run, by=organiser)

    assert AgendaItem.objects.count() == 5


def test_room_taken_since_the_last_look_keeps_the_row_out(workshop, organiser, hall):
    run = brought(workshop, organiser, CLASHING.rsplit("12/12", 1)[0])
    AgendaItemFactory(workshop=workshop, title="Faster").rooms.add(hall)

    with pytest.raises(RuleBroken, match="No row is ready"):
        apply(run=run, by=organiser)


def test_many_rows_cost_as_many_queries_as_few(
    workshop, organiser, hall, django_assert_max_num_queries
):
    rows = "".join(f"12/12;{9 + n // 6}:{n % 6}0;10;Session {n};Main hall\n" for n in range(40))
    run = brought(workshop, organiser, f"Day;Start;Duration;Title;Room\n{rows}")

    with django_assert_max_num_queries(30):
        assert apply(run=run, by=organiser) == 40


def test_import_is_undone_and_can_be_made_again(workshop, organiser, hall):
    run = brought(workshop, organiser)
    apply(run=run, by=organiser)

    assert undo(run=run, by=organiser) == 5

    assert not AgendaItem.objects.exists()
    assert apply(run=run, by=organiser) == 5


def test_import_is_not_undone_once_a_session_was_changed(workshop, organiser, hall):
    run = brought(workshop, organiser)
    apply(run=run, by=organiser)
    AgendaItem.objects.filter(title="Opening").update(version=2)

    with pytest.raises(RuleBroken, match="“Opening” was changed"):
        undo(run=run, by=organiser)

    assert AgendaItem.objects.count() == 5


def test_import_is_not_undone_once_a_speaker_has_answered(workshop, organiser, hall, speaker):
    run = brought(workshop, organiser)
    apply(run=run, by=organiser)
    item = AgendaItem.objects.get(title="Tracing weapons")
    item.confirmations.create(speaker=speaker, state="confirmed", answered_at=timezone.now())

    with pytest.raises(RuleBroken, match="“Tracing weapons”"):
        undo(run=run, by=organiser)


def test_session_deleted_since_is_no_matter(workshop, organiser, hall):
    run = brought(workshop, organiser)
    apply(run=run, by=organiser)
    AgendaItem.objects.get(title="Opening").delete()

    assert undo(run=run, by=organiser) == 4


def test_tables_are_forgotten_after_a_month(workshop, organiser):
    old, young = brought(workshop, organiser), brought(workshop, organiser)
    AgendaImport.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))

    assert forget_imports() == 1
    assert AgendaImport.objects.get() == young

    workshop.state = "archived"
    workshop.save()
    assert forget_imports() == 1
