"""The demonstration: loaded once, true to its numbers, removable without a trace."""

import io
import re
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from certificates.eligibility import judge
from certificates.holders import holders_of
from certificates.kinds import kind_of, kinds_of
from certificates.late import late_changes
from certificates.models import Certificate
from mail.models import Message
from pages.demo.building import build_demo
from pages.demo.sign_ins import FILE_NAME, PASSWORD, SIGN_INS
from participants.models import Delegation, Person, Registration, StateChange
from sessions.importing.standing import reading_of
from sessions.models import AgendaImport, AgendaItem, Attendance
from tests.factories import (
    CertificateFactory,
    MessageFactory,
    ProjectFactory,
    RegistrationFactory,
    UserFactory,
    WorkshopFactory,
)
from workshops.models import Organisation, Project, Workshop
from workshops.roles import Role

COUNTED = [
    User, Project, Organisation, Workshop, Delegation, Person, Registration, StateChange,
    AgendaItem, Attendance,
]  # fmt: skip


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, in a transaction around those of the tests; its folder."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DATA_DIR=folder):
        build_demo()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def demo(built, db, settings, tmp_path):
    settings.DATA_DIR = shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Workshop.objects.get(slug="kyiv-2019")


def counts():
    return [model.objects.count() for model in COUNTED]


def test_refuses_production_unless_told(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.PRODUCTION = True
    UserFactory()
    ProjectFactory()
    before = counts()

    with pytest.raises(CommandError, match="--i-know"):
        call_command("demo")

    assert counts() == before
    call_command("demo", i_know=True, stdout=io.StringIO())
    assert Workshop.objects.filter(slug="kyiv-2019").exists()


def test_has_the_facts_and_some_sixty_people_in_eight_delegations(demo):
    people = Registration.objects.filter(workshop=demo)

    assert (demo.city, str(demo.starts_on), demo.time_zone) == ("Kyiv", "2019-12-12", "Europe/Kyiv")
    assert demo.delegations.count() == 8
    assert 55 <= people.current().count() <= 65
    assert demo.organisers.count() == 8
    assert demo.contains_invented_people


def test_histories_go_forward_and_end_before_the_workshop(demo):
    registrations = demo.registrations.prefetch_related("state_changes")

    for registration in registrations:
        moves = sorted(registration.state_changes.all(), key=lambda move: move.pk)
        assert moves[0].at == registration.created_at
        assert [move.at for move in moves] == sorted(move.at for move in moves)
        assert moves[-1].at.date() < demo.starts_on


def test_names_come_in_their_own_scripts(demo):
    people = Person.objects.filter(registrations__workshop=demo)
    written = "".join(f"{p.full_name}{p.name_in_own_script}" for p in people)

    scripts = {
        "Armenian": "[\u0530-\u058f]",
        "Georgian": "[\u10a0-\u10ff]",
        "Cyrillic": "[\u0400-\u04ff]",
        "Azerbaijani": "[əğı]",
        "Baltic": "[ģķņ]",
        "Romanian": "[șțăî]",
    }
    assert [name for name, letters in scripts.items() if not re.search(letters, written)] == []


def test_people_are_in_every_state_and_one_is_protected(demo):
    people = Registration.objects.filter(workshop=demo)

    assert set(people.values_list("state", flat=True)) == {
        "nominated", "invited", "submitted", "approved", "waitlisted", "declined", "rejected",
        "withdrawn", "substituted",
    }  # fmt: skip
    assert people.filter(is_protected=True).count() == 1
    assert people.get(state="substituted").successor.state == "approved"
    assert all(p.state_changes.first().to_state == p.state for p in people)


def test_no_delegation_exceeds_its_seats(demo):
    seated = Registration.objects.filter(workshop=demo).seated()

    assert seated.count() <= demo.capacity
    for delegation in demo.delegations.all():
        assert seated.filter(delegation=delegation).count() <= delegation.quota


def test_attendance_makes_some_eligible_and_some_not(demo):
    approved = demo.registrations.approved().count()
    kind = kind_of(demo, "participation")

    verdicts = judge(demo, holders_of(demo), [kind])

    eligible = sum(verdict.is_eligible for verdict in verdicts.values())
    assert 40 <= eligible <= approved - 5


def test_speakers_have_their_certificates_and_one_was_changed_late(demo):
    assert [kind.key for kind in kinds_of(demo)] == ["participation", "appreciation"]
    issued = Certificate.objects.filter(series__workshop=demo)
    assert 10 <= issued.count() <= demo.speakers.count()
    assert set(issued.values_list("kind", "registration")) == {("appreciation", None)}
    [proposal] = late_changes(demo).open
    assert proposal.holder.person.family_name == "Whitfield-Moore"


def test_writes_to_nobody(demo):
    assert Message.objects.count() == 0
    assert not [
        email
        for email in Person.objects.values_list("email", flat=True)
        if email and not email.endswith("@example.org")
    ]


def test_second_workshop_is_a_draft_with_an_agenda_and_no_people(demo):
    draft = Workshop.objects.exclude(pk=demo.pk).get()

    assert (draft.state, draft.project) == ("draft", demo.project)
    assert draft.registrations.count() == 0
    assert draft.agenda.scheduled().count() == demo.agenda.count()
    assert draft.agenda.filter(day=None).exists()
    assert {item.day for item in draft.agenda.scheduled()} == set(draft.days)
    # A table to try the import with: some of it is ready, some of it is not.
    reading = reading_of(AgendaImport.objects.get(workshop=draft))
    assert list(reading.standings.values()) == ["ready", "ready", "ready", "wrong"]
    assert [len(found) for found in reading.clashes.values()] == [1, 1, 1]


def test_loading_twice_changes_nothing(demo):
    before = counts()

    assert build_demo() is False

    assert counts() == before


def test_reset_builds_the_same_again(demo):
    before = counts()

    assert build_demo(anew=True) is True

    assert counts() == before


def test_reset_removes_certificates_and_messages_too(demo):
    before = counts()
    registration = demo.registrations.approved().first()
    series = demo.certificate_series
    old = CertificateFactory(registration=registration, state="replaced", number=91, series=series)
    new = CertificateFactory(registration=registration, series=series, number=92)
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    MessageFactory(workshop=demo)

    build_demo(anew=True)

    assert counts() == before
    assert not Certificate.objects.filter(number__gt=90).exists()
    assert Message.objects.count() == 0


def test_reset_leaves_what_others_made(demo):
    stranger = RegistrationFactory()
    mine = WorkshopFactory(project=demo.project)

    build_demo(anew=True)

    stranger.refresh_from_db()
    mine.refresh_from_db()
    assert Project.objects.filter(pk=mine.project_id).exists()


def test_sign_ins_are_written_for_the_owner_alone(demo):
    path = settings.DATA_DIR / FILE_NAME
    text = path.read_text()

    assert path.stat().st_mode & 0o777 == 0o600
    assert PASSWORD in text
    assert all(sign_in.email in text for sign_in in SIGN_INS)
    assert len(re.findall(r"/r/\S+/", text)) == 2
    assert len(re.findall(r"/d/\S+/", text)) == 1


def test_every_sign_in_works(demo, client):
    for sign_in in SIGN_INS:
        user = User.objects.get(email=sign_in.email)
        assert user.check_password(PASSWORD)
        assert user.emailaddress_set.get().verified
        assert user.is_superuser == (sign_in.role is None)
    assert {s.role for s in SIGN_INS} == {None, *Role}


def test_personal_links_open_although_the_workshop_is_over(demo, client):
    links = re.findall(r"/[rd]/\S+/", (settings.DATA_DIR / FILE_NAME).read_text())

    assert [client.get(link, follow=True).status_code for link in links] == [200, 200, 200]
