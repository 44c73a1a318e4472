"""Two records become one and can be two again: nothing is lost either way."""

import datetime

import pytest
from django.core import serializers
from django.utils import timezone

from certificates.actions.revoking import revoke
from certificates.models import Certificate, Decision
from pages.actions.merging import MergeRefused, label_of, may_merge, merge, relations
from pages.actions.undoing_merge import undo_merge
from pages.exporting import everything_about
from participants.actions.telling_apart import tell_apart
from participants.importing.preview import start
from participants.importing.reading import read_pasted
from participants.models import DistinctPair, MergeRecord, Person, Registration
from participants.models.identity import UNDO_WITHIN
from participants.states import RegistrationState
from participants.tasks import forget_merges
from sessions.actions.adding_speakers import add_speaker
from sessions.models import Speaker
from tests.factories import (
    AppearanceFactory,
    AttendanceFactory,
    CertificateFactory,
    PersonFactory,
    RegistrationFactory,
    SpeakerFactory,
    TeamMemberFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(is_superuser=True)


@pytest.fixture
def pair(admin):
    """The same officer twice: in one workshop under a Latin, in another under a Cyrillic name."""
    kept = RegistrationFactory(
        person__given_names="Natalia", person__family_name="Boiko", person__email="n@example.org"
    )
    gone = RegistrationFactory(
        person__given_names="Наталія", person__family_name="Бойко", person__email="new@example.org"
    )
    AttendanceFactory(registration=gone)
    gone.internal_notes.create(text="Speaks Georgian", by=admin)
    CertificateFactory(registration=gone, wording={"name": "Наталія Бойко"})
    SpeakerFactory(person=gone.person)
    return kept.person, gone.person


def everything():
    """All rows of every app that hang on a person, as they stand; what is recomputed left out."""
    from django.apps import apps

    rows = []
    for label in ("participants", "agenda", "certificates"):
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in {"MergeRecord", "MatchKey"}:
                rows += serializers.serialize("python", model._base_manager.order_by("pk"))
    return rows


def test_every_column_that_points_to_a_person_is_known():
    """A new one moves with the person, too. Think what happens where both have a row: a constraint
    as "once in a workshop" needs a sentence in ``merging``; then add it here."""
    assert sorted(label_of(relation) for relation in relations()) == [
        "agenda.speaker.person",
        "certificates.certificate.person",
        "certificates.decision.person",
        "certificates.keptdifference.person",
        "participants.importrow.known",
        "participants.mergerecord.survivor",
        "participants.registration.person",
    ]


def test_survivor_has_the_rows_of_both_and_the_facts_that_were_chosen(pair, admin):
    kept, gone = pair

    record = merge(survivor=kept, other=gone, by=admin, take=["email", "given_names"])

    kept.refresh_from_db()
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert kept.registrations.count() == 2
    assert Speaker.objects.get().person == kept
    assert (kept.given_names, kept.family_name, kept.email) == (
        "Наталія",
        "Boiko",
        "new@example.org",
    )
    assert (record.by, record.merged_key, record.merged_name) == (admin, gone.pk, "Наталія Бойко")
    assert {kind for kind, _key in kept.match_keys.values_list("kind", "key")} == {"name", "email"}
    assert kept.match_keys.filter(key="new@example.org").exists()


def test_certificate_says_after_a_merge_what_it_said(pair, admin):
    kept, gone = pair
    before = Certificate.objects.values().get()

    merge(survivor=kept, other=gone, by=admin)

    assert Certificate.objects.values().get() == before | {"person_id": kept.pk}
    assert Certificate.objects.get().registration.person == kept


def test_undoing_puts_everything_back_where_it_was(pair, admin):
    kept, gone = pair
    tell_apart(one=gone, other=PersonFactory(), by=admin)
    before, keys = everything(), set(gone.match_keys.values_list("kind", "key"))

    record = merge(survivor=kept, other=gone, by=admin, take=["email", "given_names"])
    outcome = undo_merge(record=record, by=admin)

    assert sorted(map(str, everything())) == sorted(map(str, _as_before(before)))
    assert outcome.restored.pk == gone.pk
    assert set(outcome.restored.match_keys.values_list("kind", "key")) == keys
    assert (outcome.newer_rows, outcome.newer_facts) == (0, [])
    record.refresh_from_db()
    assert (record.undone_by, record.kept) == (admin, {})


def _as_before(rows):
    """A pair is written anew under another number; all it says is the same."""
    new = iter(DistinctPair.objects.values_list("pk", flat=True))
    return [
        row | {"pk": next(new)} if row["model"] == "participants.distinctpair" else row
        for row in rows
    ]


def test_what_came_after_the_merge_stays_and_is_said(pair, admin):
    kept, gone = pair
    record = merge(survivor=kept, other=gone, by=admin, take=["email", "given_names"])
    kept.refresh_from_db()
    kept.email = "third@example.org"
    kept.save(update_fields=["email"])
    newer = SpeakerFactory(person=kept)

    outcome = undo_merge(record=record, by=admin)

    newer.refresh_from_db()
    kept.refresh_from_db()
    assert newer.person == kept
    assert (kept.email, kept.given_names) == ("third@example.org", "Natalia")
    assert (outcome.newer_rows, outcome.newer_facts) == (1, ["e-mail address"])


def test_two_living_registrations_in_one_workshop_are_refused_with_a_way_out(admin, workshop):
    kept, gone = (RegistrationFactory(workshop=workshop) for _n in range(2))

    with pytest.raises(MergeRefused, match=f"“{workshop.title}”.*withdraw"):
        merge(survivor=kept.person, other=gone.person, by=admin)

    Registration.objects.filter(pk=gone.pk).update(state=RegistrationState.WITHDRAWN)
    merge(survivor=kept.person, other=gone.person, by=admin)
    assert set(kept.person.registrations.all()) == {kept, gone}


def test_two_speakers_of_one_workshop_are_refused_with_a_way_out(admin, workshop):
    kept, gone = (SpeakerFactory(workshop=workshop) for _n in range(2))

    with pytest.raises(MergeRefused, match=f"speakers of “{workshop.title}”"):
        merge(survivor=kept.person, other=gone.person, by=admin)


def test_two_valid_certificates_of_one_workshop_are_refused_with_a_way_out(admin, workshop):
    kept = RegistrationFactory(workshop=workshop)
    gone = RegistrationFactory(workshop=workshop, state=RegistrationState.WITHDRAWN)
    first = CertificateFactory(registration=kept)
    second = CertificateFactory(registration=gone, series=first.series)

    with pytest.raises(MergeRefused, match=f"valid certificate of “{workshop.title}”"):
        merge(survivor=kept.person, other=gone.person, by=admin)

    revoke(certificate=second, reason="Issued to the wrong record", by=admin)
    merge(survivor=kept.person, other=gone.person, by=admin)
    assert Certificate.objects.filter(registration__person=kept.person).count() == 2


def test_participant_and_speaker_of_one_workshop_are_one_person(admin, workshop):
    registration = RegistrationFactory(workshop=workshop)
    part = AppearanceFactory(item__workshop=workshop)

    merge(survivor=registration.person, other=part.speaker.person, by=admin)

    part.refresh_from_db()
    assert part.speaker.person == registration.person


def test_people_who_were_told_apart_are_not_merged(pair, admin):
    tell_apart(one=pair[0], other=pair[1], by=admin)

    with pytest.raises(MergeRefused, match="two people"):
        merge(survivor=pair[0], other=pair[1], by=admin)


def test_who_is_not_the_other_is_not_the_survivor(pair, admin):
    kept, gone = pair
    third = PersonFactory()
    tell_apart(one=gone, other=third, by=admin)

    merge(survivor=kept, other=gone, by=admin)

    assert DistinctPair.objects.filter(first=kept, second=third).exists()


def test_whoever_organises_only_one_of_the_workshops_is_refused(pair):
    kept, gone = pair
    organiser = TeamMemberFactory(workshop=kept.registrations.get().workshop).user
    for role in (Role.ORGANISER, Role.ASSISTANT):
        TeamMemberFactory(workshop=gone.speaking.get().workshop, user=organiser, role=role)
    TeamMemberFactory(
        workshop=gone.registrations.get().workshop, user=organiser, role=Role.ASSISTANT
    )

    assert not may_merge(organiser, pair)
    with pytest.raises(MergeRefused, match="do not organise"):
        merge(survivor=kept, other=gone, by=organiser)

    TeamMemberFactory(workshop=gone.registrations.get().workshop, user=organiser)
    assert may_merge(organiser, pair)


def test_merges_of_one_record_are_undone_last_one_first(pair, admin):
    kept, gone = pair
    third = PersonFactory()
    first = merge(survivor=kept, other=gone, by=admin, take=["email"])
    second = merge(survivor=kept, other=third, by=admin, take=["email"])

    with pytest.raises(MergeRefused, match="later merge first"):
        undo_merge(record=first, by=admin)

    undo_merge(record=second, by=admin)
    undo_merge(record=first, by=admin)
    kept.refresh_from_db()
    assert kept.email == "n@example.org"


def test_merge_of_a_merged_record_is_undone_first(pair, admin):
    kept, gone = pair
    third = PersonFactory()
    first = merge(survivor=kept, other=gone, by=admin)
    second = merge(survivor=third, other=kept, by=admin)
    first.refresh_from_db()
    assert first.survivor == third

    with pytest.raises(MergeRefused, match="later merge first"):
        undo_merge(record=first, by=admin)

    undo_merge(record=second, by=admin)
    undo_merge(record=first, by=admin)
    assert Person.objects.filter(pk__in=[kept.pk, gone.pk, third.pk]).count() == 3


def test_after_thirty_days_the_facts_are_erased_and_nothing_is_undone(pair, admin):
    record = merge(survivor=pair[0], other=pair[1], by=admin)
    MergeRecord.objects.update(at=timezone.now() - UNDO_WITHIN + datetime.timedelta(minutes=5))
    assert forget_merges() == 0
    record.refresh_from_db()
    assert record.can_be_undone
    MergeRecord.objects.update(at=timezone.now() - UNDO_WITHIN)

    with pytest.raises(MergeRefused, match="30 days"):
        undo_merge(record=record, by=admin)
    assert forget_merges() == 1

    record.refresh_from_db()
    assert (record.kept, record.merged_name, record.by) == ({}, "", admin)
    assert record.moved
    with pytest.raises(MergeRefused, match="30 days"):
        undo_merge(record=record, by=admin)


def test_merge_is_undone_once(pair, admin):
    record = merge(survivor=pair[0], other=pair[1], by=admin)
    undo_merge(record=record, by=admin)

    with pytest.raises(MergeRefused, match="undone already"):
        undo_merge(record=record, by=admin)


def test_record_that_is_gone_is_found_where_it_went(pair, admin, workshop):
    kept, gone = pair
    merge(survivor=kept, other=gone, by=admin)

    speaker = add_speaker(workshop=workshop, by=admin, person=gone)

    assert speaker.person == kept


def test_a_list_that_is_being_imported_follows_the_merge(pair, admin):
    kept, gone = pair
    text = "Family name;Given names;E-mail\nBoyko;Natalia;new@example.org\n"
    run = start(sheet=read_pasted(text), workshop=WorkshopFactory(), delegation=None, by=admin)
    assert run.rows.get().known == gone

    merge(survivor=kept, other=gone, by=admin)

    assert run.rows.get().known == kept


def test_same_record_twice_and_a_record_that_is_gone_are_refused(pair, admin):
    kept, gone = pair

    with pytest.raises(MergeRefused, match="two different"):
        merge(survivor=kept, other=kept, by=admin)
    merge(survivor=kept, other=gone, by=admin)
    with pytest.raises(MergeRefused, match="is gone"):
        merge(survivor=kept, other=gone, by=admin)


def test_export_gives_each_side_its_own_facts_and_never_the_other_ones(pair, admin):
    kept, gone = pair
    own, moved = kept.registrations.get(), gone.registrations.get()
    record = merge(survivor=kept, other=gone, by=admin, take=["given_names"])
    own.person = moved.person = kept = Person.objects.get(pk=kept.pk)

    of_own, of_moved = everything_about(own)["merges"], everything_about(moved)["merges"]

    assert [each["facts_before"] for each in of_own] == [{"given_names": "Natalia"}]
    assert of_moved[0]["facts_before"]["email"] == "new@example.org"
    assert "created_at" not in of_moved[0]["facts_before"]
    third = RegistrationFactory()
    later = merge(survivor=third.person, other=kept, by=admin)
    third.refresh_from_db()
    assert [each["facts_before"] for each in everything_about(third)["merges"]] == [{}]
    undo_merge(record=later, by=admin)
    undo_merge(record=record, by=admin)
    assert everything_about(own)["merges"] == []


def test_decisions_about_certificates_of_both_must_become_one_first(pair, admin, workshop):
    kept, gone = pair
    for person in pair:
        Decision.objects.create(workshop=workshop, person=person, kind="thanks", effect="named")

    with pytest.raises(MergeRefused) as refused:
        merge(survivor=kept, other=gone, by=admin)
    Decision.objects.filter(person=gone).delete()
    merge(survivor=kept, other=gone, by=admin)

    assert "Decisions about certificates" in refused.value.sentence


def test_two_certificates_of_speakers_are_not_merged_into_one_person(pair, admin):
    kept, gone = pair
    held = Certificate.objects.get(person=gone)
    Certificate.objects.create(
        series=held.series, number=99, person=kept, kind=held.kind, language="en"
    )

    with pytest.raises(MergeRefused) as refused:
        merge(survivor=kept, other=gone, by=admin)

    assert "Both have a valid certificate" in refused.value.sentence
